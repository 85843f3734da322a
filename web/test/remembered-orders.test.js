import assert from 'node:assert/strict';
import test from 'node:test';
import { BrowserStorage } from '../js/browser-storage.js';
import { RememberedOrders } from '../js/remembered-orders.js';
import { Shelf } from './shelf.js';

const DAY = 24 * 60 * 60 * 1000;
const order = (id, title = 'Lantern typeface') => ({ id, purchase_token: `token of ${id}`, items: [{ title }] });

test('an order is found again by another page of the browser', () => {
  const browser = new Shelf();
  new RememberedOrders(new BrowserStorage(() => browser)).remember(order('ord_1'));
  assert.equal(new RememberedOrders(new BrowserStorage(() => browser)).tokenOf('ord_1'), 'token of ord_1');
  assert.equal(new RememberedOrders(new BrowserStorage(() => browser)).tokenOf('ord_2'), null);
});

test('the newest order comes first, and each once', () => {
  const orders = new RememberedOrders(new BrowserStorage(() => new Shelf()));
  ['ord_1', 'ord_2', 'ord_1'].forEach((id) => orders.remember(order(id)));
  assert.deepEqual(orders.all().map(({ id }) => id), ['ord_1', 'ord_2']);
});

test('after a month an order is forgotten, and on request at once', () => {
  let now = 0;
  const orders = new RememberedOrders(new BrowserStorage(() => new Shelf()), { now: () => now });
  orders.remember(order('ord_1'));
  now = 29 * DAY;
  orders.remember(order('ord_2'));
  now = 31 * DAY;
  assert.deepEqual(orders.all().map(({ id }) => id), ['ord_2']);
  orders.forgetAll();
  assert.deepEqual(orders.all(), []);
});

test('what somebody else left in the storage does no harm', () => {
  for (const rubbish of ['{', '"text"', '{"a":1}', 'null']) {
    const browser = new Shelf();
    browser.setItem('souk.orders', rubbish);
    const orders = new RememberedOrders(new BrowserStorage(() => browser));
    assert.deepEqual(orders.all(), []);
    orders.remember(order('ord_1'));
    assert.equal(orders.tokenOf('ord_1'), 'token of ord_1');
  }
});

test('a full storage still serves the open page', () => {
  const full = new Shelf();
  full.setItem = () => {
    throw new Error('quota exceeded');
  };
  const orders = new RememberedOrders(new BrowserStorage(() => full));
  orders.remember(order('ord_1'));
  assert.equal(orders.tokenOf('ord_1'), 'token of ord_1');
});
