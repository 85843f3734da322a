import assert from 'node:assert/strict';
import test from 'node:test';
import { byPart, called } from '../js/variants.js';

const file = (name, productId) => ({ name, product_id: productId });

test('what was bought as a variant is called so', () => {
  assert.equal(called({ title: 'Lantern typeface', variant: { name: 'Team licence' } }), 'Lantern typeface (Team licence)');
  assert.equal(called({ title: 'Lantern typeface' }), 'Lantern typeface');
});

test('the files of a bundle stand under what they are of, its own last', () => {
  const purchase = {
    product: { title: 'Everything' },
    contents: [
      { product_id: 'prd_2', title: 'Icons' },
      { product_id: 'prd_1', title: 'Typeface' },
    ],
    files: [file('a', 'prd_1'), file('b', 'prd_2'), file('c', 'prd_0'), file('d', 'prd_1')],
  };
  assert.deepEqual(
    byPart(purchase).map(({ part, files }) => [part.title, files.map(({ name }) => name).join('')]),
    [['Icons', 'b'], ['Typeface', 'ad'], ['Everything', 'c']],
  );
});

test('the files of what is no bundle stand together', () => {
  assert.deepEqual(byPart({ product: { title: 'Icons' }, files: [file('a', 'prd_1')] }), [{ part: null, files: [file('a', 'prd_1')] }]);
});
