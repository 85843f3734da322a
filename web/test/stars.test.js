import assert from 'node:assert/strict';
import test from 'node:test';
import { averageText, ratingInWords, starsInWords } from '../js/stars.js';

test('an average is told with the hundredths it has', () => {
  assert.equal(averageText(467, 'en'), '4.67');
  assert.equal(averageText(450, 'en'), '4.5');
  assert.equal(averageText(500, 'en'), '5.0');
  assert.equal(averageText(333, 'de'), '3,33');
});

test('one review is one, and many are counted', () => {
  assert.equal(ratingInWords({ average_hundredths: 400, reviews: 1 }, 'en'), '4.0 of 5 stars, 1 review');
  assert.equal(ratingInWords({ average_hundredths: 467, reviews: 1200 }, 'en'), '4.67 of 5 stars, 1,200 reviews');
  assert.equal(starsInWords(1), '1 star');
  assert.equal(starsInWords(3), '3 stars');
});
