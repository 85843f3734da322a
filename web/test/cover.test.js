import assert from 'node:assert/strict';
import test from 'node:test';
import { srcset, tileOf } from '../js/cover.js';

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

test('a browser is told how wide each variant of a picture is', () => {
  const variants = [
    { url: '/v1/products/p/cover?width=400', width: 400, height: 300 },
    { url: '/v1/products/p/cover?width=1200', width: 1200, height: 900 },
  ];
  assert.equal(
    srcset({ variants }, (path) => `https://api.example${path}`),
    'https://api.example/v1/products/p/cover?width=400 400w, https://api.example/v1/products/p/cover?width=1200 1200w',
  );
});
