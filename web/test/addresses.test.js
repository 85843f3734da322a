import assert from 'node:assert/strict';
import test from 'node:test';
import { apiAddress, isOrderId, isProductId, isPurchaseToken, productPage, storePage, webAddress } from '../js/addresses.js';

test('what could run here is not followed', () => {
  for (const address of ['javascript:alert(1)', ' java\nscript:alert(1)', 'data:text/html,x', 'blob:x', 'file:///etc/passwd', '', 'no address', undefined]) {
    assert.equal(webAddress(address), null, String(address));
  }
});

test('addresses of the web are followed', () => {
  assert.equal(webAddress('https://checkout.stripe.com/c/pay/cs_test_a1'), 'https://checkout.stripe.com/c/pay/cs_test_a1');
  assert.equal(webAddress('http://127.0.0.1:8080/pay'), 'http://127.0.0.1:8080/pay');
});

test('an order’s id and a purchase token are never taken for each other', () => {
  const id = 'ord_01m83z9620ecf9zmm0048nxtz1';
  assert.ok(isOrderId(id) && !isPurchaseToken(id));
  const token = 'not-a-real-token-0000000000000000000000000';
  assert.ok(isPurchaseToken(token) && !isOrderId(token));
});

test('an id that cannot exist is none', () => {
  for (const id of [null, '', 'prd_', 'prd_01m83w1dr0emf920wqy7pbpynl', 'x prd_01m83w1dr0emf920wqy7pbpynd', 'prd_01m83w1dr0emf920wqy7pbpynd/cover']) {
    assert.ok(!isProductId(id), String(id));
  }
  assert.ok(isProductId('prd_01m83w1dr0emf920wqy7pbpynd'));
});

test('what goes into an address cannot leave its place', () => {
  assert.equal(productPage('a&b=c#d'), '/product.html?id=a%26b%3Dc%23d');
  assert.equal(storePage('"><script>'), '/?store=%22%3E%3Cscript%3E');
});

test('what the API says from its root on is the API\'s, also where that is elsewhere and under a stage', () => {
  const cover = '/v1/products/prd_01m83w1dr0emf920wqy7pbpynd/cover';
  assert.equal(apiAddress(cover), cover);
  assert.equal(apiAddress(cover, 'https://api.example/dev'), `https://api.example/dev${cover}`);
  assert.equal(apiAddress('https://files.example/cover.png', 'https://api.example'), 'https://files.example/cover.png');
});
