import assert from 'node:assert/strict';
import test from 'node:test';
import { decimalText, formatMoney, formatPrice, parseAmount, priceTag, sameMoney } from '../js/money.js';

const plain = (text) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('an amount in cents is shown in dollars', () => {
  assert.equal(formatMoney({ amount: 1250, currency: 'USD' }, 'en-US'), '$12.50');
  assert.equal(formatMoney({ amount: 5, currency: 'USD' }, 'en-US'), '$0.05');
  assert.equal(formatMoney({ amount: 1200, currency: 'EUR' }, 'en-US'), '€12.00');
});

test('an amount in yen is shown as it is', () => {
  assert.equal(formatMoney({ amount: 1250, currency: 'JPY' }, 'en-US'), '¥1,250');
});

test('every currency without decimals is shown without', () => {
  for (const currency of ['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF']) {
    assert.match(formatMoney({ amount: 1250, currency }, 'en-US'), /1,250$/);
  }
});

test('a currency with three decimals is shown with three', () => {
  for (const currency of ['BHD', 'JOD', 'KWD', 'OMR', 'TND']) {
    assert.match(plain(formatMoney({ amount: 1250, currency }, 'en-US')), /^[A-Z]{3} 1\.250$/);
    assert.match(plain(formatMoney({ amount: 70, currency }, 'en-US')), /^[A-Z]{3} 0\.070$/);
  }
});

test('a currency without cents that Stripe counts in hundredths is shown whole', () => {
  assert.equal(plain(formatMoney({ amount: 125000, currency: 'ISK' }, 'en-US')), 'ISK 1,250');
  assert.equal(plain(formatMoney({ amount: 300000, currency: 'UGX' }, 'en-US')), 'UGX 3,000');
  assert.equal(plain(formatMoney({ amount: 150, currency: 'ISK' }, 'en-US')), 'ISK 1.50');
});

test('a product in variants has the price of the cheapest on its tag', () => {
  assert.equal(priceTag({ price: { amount: 1250, currency: 'USD' }, pricing: 'fixed', price_from: true }, 'en-US'), 'From $12.50');
  assert.equal(priceTag({ price: { amount: 0, currency: 'USD' }, pricing: 'fixed', price_from: true }, 'en-US'), 'Free and up');
});

test('forints and Taiwan’s dollars have cents', () => {
  assert.equal(plain(formatMoney({ amount: 17550, currency: 'HUF' }, 'en-US')), 'HUF 175.50');
  assert.equal(plain(formatMoney({ amount: 2550, currency: 'TWD' }, 'en-US')), 'NT$25.50');
});

test('the reader’s language decides on the form', () => {
  assert.equal(plain(formatMoney({ amount: 123456, currency: 'EUR' }, 'de-DE')), '1.234,56 €');
  assert.equal(plain(formatMoney({ amount: 2400, currency: 'CHF' }, 'en-US')), 'CHF 24.00');
});

test('the largest amount loses no cent', () => {
  assert.equal(formatMoney({ amount: 99999999, currency: 'USD' }, 'en-US'), '$999,999.99');
});

test('the decimal text is exact where floating point is not', () => {
  assert.equal(decimalText({ amount: 1, currency: 'USD' }), '0.01');
  assert.equal(decimalText({ amount: Number.MAX_SAFE_INTEGER, currency: 'USD' }), '90071992547409.91');
});

test('what is no amount of minor units is refused, not rounded', () => {
  for (const amount of [12.5, -1, NaN, '1250', undefined]) {
    assert.throws(() => decimalText({ amount, currency: 'USD' }), RangeError);
  }
});

test('a price of nothing is called free', () => {
  assert.equal(formatPrice({ amount: 0, currency: 'USD' }, 'en-US'), 'Free');
  assert.equal(formatPrice({ amount: 50, currency: 'USD' }, 'en-US'), '$0.50');
});

test('the same number in another currency is other money', () => {
  assert.ok(sameMoney({ amount: 1, currency: 'USD' }, { amount: 1, currency: 'USD' }));
  assert.ok(!sameMoney({ amount: 1, currency: 'USD' }, { amount: 1, currency: 'EUR' }));
});

test('a tag says when a buyer may pay more', () => {
  const price = { amount: 1250, currency: 'USD' };
  assert.equal(priceTag({ price, pricing: 'fixed' }, 'en-US'), '$12.50');
  assert.equal(priceTag({ price, pricing: 'pay_what_you_want' }, 'en-US'), 'From $12.50');
  assert.equal(priceTag({ price: { amount: 0, currency: 'USD' }, pricing: 'pay_what_you_want' }, 'en-US'), 'Pay what you want');
});

test('a sum is read as it is typed, to the last cent', () => {
  const typed = [['12', 'USD', 1200], ['12.5', 'USD', 1250], [' 12,50 ', 'USD', 1250], ['0', 'USD', 0], ['1250', 'JPY', 1250], ['1.25', 'KWD', 1250], ['0.07', 'EUR', 7]];
  typed.forEach(([text, currency, minor]) => assert.equal(parseAmount(text, currency), minor, text));
  ['', 'ten', '-5', '1e3', '12.345', '1,000.00', '.5', '12.'].forEach((text) => assert.equal(parseAmount(text, 'USD'), null, text));
  assert.equal(parseAmount('12.5', 'JPY'), null);
});
