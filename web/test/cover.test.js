import assert from 'node:assert/strict';
import test from 'node:test';
import { tileOf } from '../js/cover.js';

test('a product has the same tile wherever it is seen', () => {
  assert.deepEqual(tileOf('prd_01m83w1dr0emf920wqy7pbpynd'), tileOf('prd_01m83w1dr0emf920wqy7pbpynd'));
});

test('ground, star and eye can be told apart', () => {
  for (let i = 0; i < 500; i += 1) {
    const { ground, star, eye } = tileOf(`prd_${i}`);
    assert.equal(new Set([ground, star, eye]).size, 3);
  }
});

test('neighbours in the list look different', () => {
  const tiles = Array.from('0123456789abcdefghjkmnpqrstvwxyz', (last) => JSON.stringify(tileOf(`prd_01m83w1dr0emf920wqy7pbpyn${last}`)));
  assert.ok(new Set(tiles).size > 24);
});
