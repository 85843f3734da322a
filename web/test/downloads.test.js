import assert from 'node:assert/strict';
import test from 'node:test';
import { Downloads } from '../js/downloads.js';

const FIVE_MINUTES = 300_000;

function counting(clock, lives = FIVE_MINUTES) {
  const asked = [];
  const downloads = new Downloads(
    async (purchase, file) => {
      asked.push(`${purchase}/${file}`);
      return { url: `https://files.example/${asked.length}`, expires_at: new Date(clock.now + lives).toISOString() };
    },
    { now: () => clock.now },
  );
  return { downloads, asked };
}

test('a double click counts one download', async () => {
  const { downloads, asked } = counting({ now: 0 });
  const [one, two] = await Promise.all([downloads.url('pur', 'fil'), downloads.url('pur', 'fil')]);
  assert.equal(one.url, two.url);
  assert.equal(asked.length, 1);
});

test('after a minute a new one is asked for', async () => {
  const clock = { now: 0 };
  const { downloads, asked } = counting(clock);
  await downloads.url('pur', 'fil');
  clock.now = 59_000;
  await downloads.url('pur', 'fil');
  assert.equal(asked.length, 1);
  clock.now = 61_000;
  await downloads.url('pur', 'fil');
  assert.equal(asked.length, 2);
});

test('a URL that is about to expire is not used again', async () => {
  const clock = { now: 0 };
  const { downloads, asked } = counting(clock, 10_000);
  await downloads.url('pur', 'fil');
  clock.now = 6_000;
  await downloads.url('pur', 'fil');
  assert.equal(asked.length, 2);
});

test('each file has its own URL', async () => {
  const { downloads, asked } = counting({ now: 0 });
  await downloads.url('pur', 'one');
  await downloads.url('pur', 'two');
  assert.deepEqual(asked, ['pur/one', 'pur/two']);
});

test('a refusal is not kept', async () => {
  let refused = true;
  const downloads = new Downloads(async () => {
    if (refused) {
      throw new Error('refused');
    }
    return { url: 'https://files.example/1', expires_at: new Date(Date.now() + FIVE_MINUTES).toISOString() };
  });
  await assert.rejects(downloads.url('pur', 'fil'));
  refused = false;
  assert.equal((await downloads.url('pur', 'fil')).url, 'https://files.example/1');
});
