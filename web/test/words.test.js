import assert from 'node:assert/strict';
import test from 'node:test';
import { complaintAbout } from '../js/email.js';
import { formatSize } from '../js/sizes.js';
import { formatDay, formatMoment } from '../js/times.js';

test('sizes are said in the unit that suits them', () => {
  const said = [1, 880, 999, 1000, 182044, 999_940, 999_960, 4194304, 5368709120].map((bytes) => formatSize(bytes, 'en-US'));
  assert.deepEqual(said, ['1 byte', '880 bytes', '999 bytes', '1 kB', '182 kB', '1 MB', '1 MB', '4.2 MB', '5.4 GB']);
});

test('a day is said in words and a moment of today without its day', () => {
  assert.equal(formatDay('2026-11-23T12:00:00Z', 'en-GB'), '23 November 2026');
  const now = new Date('2026-11-23T12:00:00Z');
  assert.doesNotMatch(formatMoment('2026-11-23T12:30:00Z', now, 'en-GB'), /November/);
  assert.match(formatMoment('2026-11-26T12:30:00Z', now, 'en-GB'), /November/);
});

test('only what is plainly no address is complained about', () => {
  for (const address of ['', 'buyer', 'buyer@', '@example.com', 'a b@example.com', 'a@b@c']) {
    assert.notEqual(complaintAbout(address), null, address);
  }
  for (const address of ['buyer@example.com', 'käufer@bücher.example', 'a@localhost']) {
    assert.equal(complaintAbout(address), null, address);
  }
});
