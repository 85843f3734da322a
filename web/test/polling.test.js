import assert from 'node:assert/strict';
import test from 'node:test';
import { pauseAfter, poll } from '../js/polling.js';

class Page extends EventTarget {
  hidden = false;

  show(visible) {
    this.hidden = !visible;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

test('the pauses grow, up to a quarter of a minute', () => {
  const pauses = Array.from({ length: 20 }, (_, asked) => pauseAfter(asked));
  pauses.slice(1).forEach((pause, i) => assert.ok(pause >= pauses[i]));
  assert.equal(pauses[0], 1000);
  assert.equal(pauses.at(-1), 15_000);
});

test('a server that wants a longer pause gets it, a shorter one does not speed us up', () => {
  assert.equal(pauseAfter(0, 30), 30_000);
  assert.equal(pauseAfter(19, 1), 15_000);
});

test('nothing is asked once the answer is final', async () => {
  const page = new Page();
  let asked = 0;
  await new Promise((answered) => {
    poll(async () => ({ done: (asked += 1) === 1, told: answered() }), { page });
  });
  await new Promise(setImmediate);
  page.show(false);
  page.show(true);
  assert.equal(asked, 1);
});

test('a hidden page asks nothing until it is seen', async () => {
  const page = new Page();
  page.hidden = true;
  let asked = 0;
  poll(async () => ({ done: (asked += 1) > 0 }), { page });
  assert.equal(asked, 0);
  page.show(true);
  assert.equal(asked, 1);
});

test('a page that is seen again asks at once', async () => {
  const page = new Page();
  let asked = 0;
  const { stop } = poll(async () => ({ done: false, number: (asked += 1) }), { page });
  await new Promise(setImmediate);
  page.show(false);
  page.show(true);
  assert.equal(asked, 2);
  await new Promise(setImmediate);
  stop();
});

test('after a quarter of an hour it gives up and says so', async () => {
  let now = 0;
  const gaveUp = new Promise((givenUp) => {
    poll(async () => ({ done: (now += 16 * 60_000) < 0 }), { page: new Page(), now: () => now, givenUp });
  });
  await gaveUp;
});

test('who hurries asks at once, and once more when an answer was on its way', async () => {
  let asked = 0;
  const answers = [];
  const { stop, hurry } = poll(
    () => {
      asked += 1;
      return new Promise((answered) => answers.push(() => answered({ done: false })));
    },
    { page: new Page() },
  );
  assert.equal(hurry(), true);
  assert.equal(asked, 1);
  answers[0]();
  await new Promise((later) => setTimeout(later, 10));
  assert.equal(asked, 2);
  stop();
  assert.equal(hurry(), false);
  assert.equal(asked, 2);
});

test('who is told asks once a minute', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let asked = 0;
  const { stop } = poll(async () => ({ done: false, number: (asked += 1) }), { page: new Page(), isTold: () => true });
  await new Promise(setImmediate);
  t.mock.timers.tick(59_000);
  assert.equal(asked, 1);
  t.mock.timers.tick(2_000);
  assert.equal(asked, 2);
  stop();
});
