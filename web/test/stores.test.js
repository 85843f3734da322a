import assert from 'node:assert/strict';
import test from 'node:test';
import { dayInWords } from '../js/stores.js';

test('a day is said in words, and what is none stays what it is', () => {
  assert.equal(dayInWords('2027-01-07'), 'January 7, 2027');
  assert.equal(dayInWords('soon'), 'soon');
});
