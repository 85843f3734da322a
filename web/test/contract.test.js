import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { decimalsOf } from '../js/money.js';
import { IN_OUR_WORDS } from '../js/problems.js';

const contract = readFileSync(new URL('../../api/openapi.yaml', import.meta.url), 'utf8');
const source = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

test('every address that is called is in the contract', () => {
  const called = Array.from(source('../js/api.js').matchAll(/['`](\/v1\/[^'`]*)['`]/g), ([, path]) => path.replaceAll(/\$\{[^}]*\}/g, '{}'));
  const served = Array.from(contract.matchAll(/^ {2}(\/v1\/[^:]*):$/gm), ([, path]) => path.replaceAll(/\{[^}]*\}/g, '{}'));
  assert.equal(called.length, 15);
  called.forEach((path) => assert.ok(served.includes(path), path));
});

test('every code that is put into words is in the contract', () => {
  const ours = ['unreachable', 'unreadable_answer'];
  for (const code of Object.keys(IN_OUR_WORDS).filter((name) => !ours.includes(name))) {
    assert.ok(contract.includes(`\`${code}\``), code);
  }
});

test('ids, slugs and tokens look as the contract says', () => {
  const patterns = [
    ['PRODUCT_ID', 'ProductId'],
    ['ORDER_ID', 'OrderId'],
    ['EXPORT_ID', 'ExportId'],
    ['SLUG', 'Slug'],
    ['PRODUCT_SLUG', 'ProductSlug'],
    ['PURCHASE_TOKEN', 'PurchaseToken'],
  ];
  const addresses = source('../js/addresses.js').replaceAll('${ID}', '[0-9a-hjkmnp-tv-z]{26}');
  for (const [name, schema] of patterns) {
    const pattern = contract.match(new RegExp(`^ {4}${schema}:\\n(?: {6}.*\\n)*? {6}pattern: '([^']+)'`, 'm'))[1];
    const line = addresses.split('\n').find((each) => each.startsWith(`const ${name} =`));
    assert.ok(line.includes(pattern), `${name}: ${pattern}`);
  }
});

test('every currency of the contract is shown as many decimals as the server counts', () => {
  const codes = contract.match(/^ {4}Currency:\n(?: {6}.*\n)*? {6}enum:\s*\[([^\]]+)\]/m)[1].match(/[A-Z]{3}/g);
  const model = source('../../shared-model/src/main/java/dev/souk/model/Currency.java');
  const counted = Object.fromEntries(Array.from(model.matchAll(/^ {4}([A-Z]{3})\((\d), /gm), ([, code, decimals]) => [code, Number(decimals)]));
  assert.deepEqual(codes.toSorted(), Object.keys(counted).toSorted());
  codes.forEach((code) => assert.equal(decimalsOf(code), counted[code], code));
});

test('every state of an order that the contract names is told', () => {
  const states = contract.match(/^ {4}OrderState:\n(?: {6}.*\n)*? {6}enum: \[([^\]]+)\]/m)[1].split(', ');
  const page = source('../js/pages/order.js');
  states.forEach((state) => assert.ok(page.includes(`'${state}'`), state));
});
