import assert from 'node:assert/strict';
import test from 'node:test';
import { listen, pauseBefore } from '../js/live.js';

const ORDER = 'ord_1';

/** Stands in for the browser's, and for its clock. */
function world() {
  const sockets = [];
  const waiting = [];
  class Socket extends EventTarget {
    sent = [];
    closed = false;

    constructor(url) {
      super();
      this.url = url;
      sockets.push(this);
    }

    send(text) {
      this.sent.push(JSON.parse(text));
    }

    close() {
      this.closed = true;
      this.dispatchEvent(new Event('close'));
    }

    opens() {
      this.dispatchEvent(new Event('open'));
    }

    says(message) {
      this.dispatchEvent(new MessageEvent('message', { data: typeof message === 'string' ? message : JSON.stringify(message) }));
    }

    tells(version, state = 'paid') {
      this.says({ type: 'order', order: ORDER, state, payment_page: true, version });
    }
  }
  const timers = {
    setTimeout: (act, pause) => waiting.push({ act, pause }),
    clearTimeout: () => {},
    setInterval: (act) => waiting.push({ act, every: true }),
    clearInterval: () => {},
  };
  return { sockets, waiting, how: { Socket, timers } };
}

function listening(url = 'wss://live.example/dev') {
  const { sockets, waiting, how } = world();
  const heard = [];
  let lost = 0;
  const live = listen(url, { order: ORDER, token: 'tok', heard: (message) => heard.push(message.version), lost: () => (lost += 1) }, how);
  return { sockets, waiting, heard, live, lost: () => lost };
}

test('it watches the order as soon as it is connected, with nothing of it in the address', () => {
  const { sockets, live } = listening();
  sockets[0].opens();
  assert.equal(sockets[0].url, 'wss://live.example/dev');
  assert.deepEqual(sockets[0].sent, [{ action: 'watch', order: ORDER, purchase_token: 'tok' }]);
  assert.equal(live.isOn(), false);
  sockets[0].tells(0);
  assert.equal(live.isOn(), true);
});

test('what is older than what was heard is not heard, nor the same twice', () => {
  const { sockets, heard } = listening();
  sockets[0].opens();
  [1, 0, 1, 3, 2].forEach((version) => sockets[0].tells(version));
  assert.deepEqual(heard, [1, 3]);
});

test('of other orders, and in other words, nothing is heard', () => {
  const { sockets, heard } = listening();
  sockets[0].opens();
  ['no JSON', 'null', '7', { type: 'pong' }, { type: 'order', order: 'ord_2', version: 9 }].forEach((message) => sockets[0].says(message));
  assert.deepEqual(heard, []);
  assert.equal(sockets[0].closed, false);
});

test('a connection that ends is opened again, ever less often, and its loss is told once', () => {
  const { sockets, waiting, lost } = listening();
  sockets[0].opens();
  sockets[0].tells(1);
  sockets[0].close();
  assert.equal(lost(), 1);
  const pauses = [];
  for (let i = 0; i < 8; i += 1) {
    const next = waiting.filter(({ every }) => !every).at(-1);
    pauses.push(next.pause);
    next.act();
    sockets.at(-1).close();
  }
  assert.deepEqual(pauses, [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  assert.equal(lost(), 1);
  assert.equal(pauseBefore(20), 60_000);
});

test('what cannot be watched is not tried again, and what can be later is', () => {
  const never = listening();
  never.sockets[0].opens();
  never.sockets[0].says({ type: 'error', code: 'not_found' });
  assert.equal(never.sockets[0].closed, true);
  assert.equal(never.waiting.filter(({ every }) => !every).length, 0);

  const later = listening();
  later.sockets[0].opens();
  later.sockets[0].says({ type: 'error', code: 'unavailable' });
  assert.equal(later.waiting.filter(({ every }) => !every).length, 1);
});

test('a page that is told of no address connects nowhere', () => {
  const { sockets, live } = listening('');
  assert.equal(sockets.length, 0);
  assert.equal(live.isOn(), false);
  live.stop();
});

test('a connection is kept from being idle', () => {
  const { sockets, waiting } = listening();
  sockets[0].opens();
  waiting.find(({ every }) => every).act();
  assert.deepEqual(sockets[0].sent.at(-1), { action: 'ping' });
});
