import assert from 'node:assert/strict';
import test from 'node:test';
import { Api } from '../js/api.js';
import { BrowserStorage } from '../js/browser-storage.js';
import { Checkout } from '../js/checkout.js';
import { OrderAttempts } from '../js/order-attempts.js';
import { RememberedOrders } from '../js/remembered-orders.js';
import { lostAnswer, problem, startPurchasesApi } from './purchases-api.js';
import { Shelf } from './shelf.js';

const PRODUCT = 'prd_01m83w1dr0emf920wqy7pbpynd';
const BUYER = 'buyer@example.com';
const PRICE = { amount: 1250, currency: 'USD' };
const WANTED = { productId: PRODUCT, price: PRICE, email: BUYER };

async function shop(t) {
  const server = await startPurchasesApi();
  t.after(() => server.stop());
  const remembered = new RememberedOrders(new BrowserStorage(() => new Shelf()));
  const waits = [];
  const checkout = new Checkout({
    api: new Api(server.base),
    attempts: new OrderAttempts(new BrowserStorage(() => new Shelf())),
    remembered,
    wait: async (ms) => waits.push(ms),
  });
  const keys = () => server.seen.filter(({ method }) => method === 'POST').map(({ headers }) => headers['idempotency-key']);
  return { server, checkout, remembered, waits, keys };
}

test('an order is sent as the contract wants it, and its token is remembered', async (t) => {
  const { server, checkout, remembered } = await shop(t);
  const order = await checkout.order(WANTED);
  assert.equal(order.payment_url, 'https://pay.example/1');
  assert.deepEqual(server.seen[0].body, { email: BUYER, items: [{ product_id: PRODUCT, price: PRICE }] });
  assert.equal(server.seen[0].headers['content-type'], 'application/json');
  assert.match(server.seen[0].headers['idempotency-key'], /^[!-~]{16,255}$/);
  assert.equal(remembered.tokenOf(order.id), 'not-a-real-token-0000000000000000000000000');
});

test('a discount code is sent when there is one, and makes it another order', async (t) => {
  const { server, checkout, keys } = await shop(t);
  await checkout.order(WANTED);
  await checkout.order({ ...WANTED, discountCode: 'LANTERN10' });
  assert.equal(server.seen[1].body.discount_code, 'LANTERN10');
  assert.ok(!('discount_code' in server.seen[0].body));
  assert.equal(new Set(keys()).size, 2);
});

test('at another price than the one that was shown nothing is ordered, and the new one is another order', async (t) => {
  const { server, checkout, keys } = await shop(t);
  server.first.push(problem(409, 'price_changed'));
  await assert.rejects(checkout.order(WANTED), { code: 'price_changed' });
  await checkout.order({ ...WANTED, price: { amount: 1500, currency: 'USD' } });
  assert.equal(server.seen[1].body.items[0].price.amount, 1500);
  assert.equal(new Set(keys()).size, 2);
});

test('an order that was taken without a payment page yet is remembered, and asked for again by the same key', async (t) => {
  const { server, checkout, remembered, keys } = await shop(t);
  server.queued = true;
  const order = await checkout.order(WANTED);
  assert.equal(order.state, 'awaiting_payment');
  assert.equal(order.payment_url, undefined);
  assert.ok(remembered.tokenOf(order.id));
  server.opens(order.id);
  assert.equal((await checkout.order(WANTED)).payment_url, 'https://pay.example/1');
  assert.equal(new Set(keys()).size, 1);
});

test('a retry after a lost answer is the same order', async (t) => {
  const { server, checkout, keys } = await shop(t);
  server.first.push(lostAnswer);
  await assert.rejects(checkout.order(WANTED), { code: 'unreachable' });
  await checkout.order(WANTED);
  assert.equal(new Set(keys()).size, 1);
});

test('a retry after the payment provider was away is the same order', async (t) => {
  const { server, checkout, keys } = await shop(t);
  server.first.push(problem(503, 'payments_unavailable', { 'Retry-After': '5' }));
  await assert.rejects(checkout.order(WANTED), { code: 'payments_unavailable' });
  await checkout.order(WANTED);
  assert.equal(new Set(keys()).size, 1);
});

test('who comes back from the payment page pays the same order', async (t) => {
  const { server, checkout } = await shop(t);
  const before = await checkout.order(WANTED);
  const after = await checkout.order(WANTED);
  assert.equal(after.id, before.id);
  assert.equal(server.orders.length, 1);
});

test('who has paid meanwhile is shown the paid order, not another payment page', async (t) => {
  const { server, checkout } = await shop(t);
  await checkout.order(WANTED);
  server.orders[0].state = 'paid';
  assert.equal((await checkout.order(WANTED)).state, 'paid');
  assert.equal(server.seen.at(-1).headers['purchase-token'], 'not-a-real-token-0000000000000000000000000');
});

for (const state of ['expired', 'failed']) {
  test(`an order that ${state} is followed by a new one`, async (t) => {
    const { server, checkout, remembered, keys } = await shop(t);
    await checkout.order(WANTED);
    server.orders[0].state = state;
    const order = await checkout.order(WANTED);
    assert.equal(order.id, 'ord_2');
    assert.equal(new Set(keys()).size, 2);
    assert.equal(remembered.all()[0].id, 'ord_2');
  });
}

test('a request that is still being worked on is waited for, as long as the server says', async (t) => {
  const { server, checkout, waits, keys } = await shop(t);
  server.first.push(problem(409, 'request_in_progress', { 'Retry-After': '1' }), problem(409, 'request_in_progress', { 'Retry-After': '3' }));
  assert.equal((await checkout.order(WANTED)).id, 'ord_1');
  assert.deepEqual(waits, [1000, 3000]);
  assert.equal(new Set(keys()).size, 1);
});

test('it is not waited for without end', async (t) => {
  const { server, checkout } = await shop(t);
  server.first.push(...Array.from({ length: 4 }, () => problem(409, 'request_in_progress')));
  await assert.rejects(checkout.order(WANTED), { code: 'request_in_progress' });
  assert.equal(server.seen.length, 4);
});

test('a key that belongs to another request is not sent again', async (t) => {
  const { server, checkout, keys } = await shop(t);
  server.first.push(problem(422, 'idempotency_key_reused'));
  await assert.rejects(checkout.order(WANTED), { code: 'idempotency_key_reused' });
  await checkout.order(WANTED);
  assert.equal(new Set(keys()).size, 2);
});
