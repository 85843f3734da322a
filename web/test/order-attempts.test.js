import assert from 'node:assert/strict';
import test from 'node:test';
import { BrowserStorage } from '../js/browser-storage.js';
import { OrderAttempts, randomKey } from '../js/order-attempts.js';
import { Shelf } from './shelf.js';

const PRODUCT = 'prd_01m83w1dr0emf920wqy7pbpynd';
const OTHER_PRODUCT = 'prd_01m83w1qggfrqreqzn1yx4y49p';
const wanted = (productId, email = 'buyer@example.com', amount = 1250) => ({ email, items: [{ product_id: productId, price: { amount, currency: 'USD' } }] });
const HOUR = 60 * 60 * 1000;

test('a double click sends the same key', () => {
  const attempts = new OrderAttempts(new BrowserStorage(() => new Shelf()));
  assert.equal(attempts.keyFor(wanted(PRODUCT)), attempts.keyFor(wanted(PRODUCT)));
});

test('a reloaded page sends the same key', () => {
  const tab = new Shelf();
  const before = new OrderAttempts(new BrowserStorage(() => tab)).keyFor(wanted(PRODUCT));
  assert.equal(new OrderAttempts(new BrowserStorage(() => tab)).keyFor(wanted(PRODUCT)), before);
});

test('another product, address or price is another order', () => {
  const attempts = new OrderAttempts(new BrowserStorage(() => new Shelf()));
  const keys = [attempts.keyFor(wanted(PRODUCT)), attempts.keyFor(wanted(OTHER_PRODUCT)), attempts.keyFor(wanted(PRODUCT, 'seller@example.com')), attempts.keyFor(wanted(PRODUCT, 'buyer@example.com', 1500))];
  assert.equal(new Set(keys).size, 4);
  assert.equal(attempts.keyFor(wanted(PRODUCT)), keys[0], 'and the first one is not forgotten over them');
});

test('a key is not used longer than the API remembers it', () => {
  let now = 0;
  const attempts = new OrderAttempts(new BrowserStorage(() => new Shelf()), { now: () => now });
  const first = attempts.keyFor(wanted(PRODUCT));
  now = 22 * HOUR;
  assert.equal(attempts.keyFor(wanted(PRODUCT)), first);
  now = 24 * HOUR;
  assert.notEqual(attempts.keyFor(wanted(PRODUCT)), first);
});

test('an order that came to nothing is ordered anew', () => {
  const attempts = new OrderAttempts(new BrowserStorage(() => new Shelf()));
  const first = attempts.keyFor(wanted(PRODUCT));
  attempts.startAnew(wanted(PRODUCT));
  assert.notEqual(attempts.keyFor(wanted(PRODUCT)), first);
});

test('where nothing can be stored the key lasts as long as the page', () => {
  const refused = () => {
    throw new Error('storage is switched off');
  };
  const attempts = new OrderAttempts(new BrowserStorage(refused));
  assert.equal(attempts.keyFor(wanted(PRODUCT)), attempts.keyFor(wanted(PRODUCT)));
});

test('keys are what the contract asks for, and no two are alike', () => {
  const keys = Array.from({ length: 1000 }, randomKey);
  keys.forEach((key) => assert.match(key, /^[!-~]{16,255}$/));
  assert.equal(new Set(keys).size, keys.length);
});
