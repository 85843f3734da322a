import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { bandInWords } from '../js/facets.js';
import { categoryTree, inBand, isNarrowed, SORTS, searchOf, searchPage, sorted, without } from '../js/search.js';

const contract = readFileSync(new URL('../../api/openapi.yaml', import.meta.url), 'utf8');
const list = contract.slice(contract.indexOf('operationId: listProducts'), contract.indexOf('operationId: createProduct'));

test('a search is its address, whatever was typed', () => {
  for (const q of ['lantern', '"><script>alert(1)</script>', 'a&b=c#d', '100% +more', '日本 語', '-price']) {
    assert.deepEqual(searchOf(new URL(searchPage({ q }), 'https://souk.example').search), { q });
  }
});

test('what is empty or that nobody knows is not asked for', () => {
  assert.deepEqual(searchOf('?q=&sort=%20&cursor=x&facets=true&tag=fonts'), { tag: 'fonts' });
  assert.equal(searchPage({}), '/');
  assert.equal(searchPage({ tag: 'b', q: 'a' }), searchPage({ q: 'a', tag: 'b' }));
});

test('every filter and sort is one of the contract', () => {
  const everything = { q: 'x', store: 'abc', category: 'a', tag: 't', currency: 'USD', price_min: '1', price_max: '2', rating_min: '4', sort: 'price' };
  for (const name of new URL(searchPage(everything), 'https://souk.example').searchParams.keys()) {
    assert.ok(list.includes(`- name: ${name}\n`), name);
  }
  for (const [sort] of SORTS.filter(([value]) => value)) {
    assert.match(list, new RegExp(`enum: \\[.*${sort}`), sort);
  }
});

test('a band of prices has the products that it counts', () => {
  const usd = (amount) => ({ amount, currency: 'USD' });
  assert.deepEqual(inBand({ q: 'x', price_max: '7' }, { from: usd(1000), below: usd(2500) }), { q: 'x', currency: 'USD', price_min: '1000', price_max: '2499' });
  assert.deepEqual(inBand({}, { from: usd(10_000) }), { currency: 'USD', price_min: '10000' });
  assert.equal(bandInWords({ from: usd(0), below: usd(1) }, 'en'), 'Free');
  assert.equal(bandInWords({ from: usd(1), below: usd(1000) }, 'en'), 'Below $10.00');
  assert.equal(bandInWords({ from: usd(1000), below: usd(2500) }, 'en'), '$10.00 to $24.99');
  assert.equal(bandInWords({ from: usd(10_000) }, 'en'), '$100.00 or more');
});

test('by price takes a currency: the one that is looked for, or that of most products', () => {
  const prices = [{ from: { amount: 0, currency: 'EUR' }, products: 2 }, { from: { amount: 1, currency: 'JPY' }, products: 5 }];
  assert.deepEqual(sorted({ q: 'x' }, 'price', prices), { q: 'x', sort: 'price', currency: 'JPY' });
  assert.deepEqual(sorted({ currency: 'USD' }, '-price', prices), { currency: 'USD', sort: '-price' });
  assert.deepEqual(sorted({ sort: 'price' }, '', prices), {});
  assert.deepEqual(sorted({}, 'trending', prices), { sort: 'trending' });
});

test('an upper category counts those below it, and one without products is left out', () => {
  const categories = [
    { id: 'fonts', name: 'Fonts' },
    { id: 'fonts-serif', parent_id: 'fonts', name: 'Serif' },
    { id: 'books', name: 'Books' },
  ];
  assert.deepEqual(categoryTree(categories, [{ value: 'fonts', products: 1 }, { value: 'fonts-serif', products: 2 }]), [
    { id: 'fonts', name: 'Fonts', products: 3, below: [{ id: 'fonts-serif', parent_id: 'fonts', name: 'Serif', products: 2 }] },
  ]);
});

test('a store alone is not a search', () => {
  assert.ok(!isNarrowed({ store: 'abc', sort: 'newest' }));
  assert.ok(isNarrowed({ store: 'abc', q: 'x' }));
  assert.deepEqual(without({ q: 'x', tag: 't' }, 'tag'), { q: 'x' });
});
