import assert from 'node:assert/strict';
import test from 'node:test';
import { proseOf } from '../js/prose.js';

/** What a browser's parser gives, as far as it is looked at. */
const text = (nodeValue) => ({ nodeType: 3, nodeName: '#text', nodeValue });
const comment = (nodeValue) => ({ nodeType: 8, nodeName: '#comment', nodeValue });
const element = (name, attributes = {}, ...childNodes) => ({
  nodeType: 1,
  nodeName: name.toUpperCase(),
  childNodes,
  getAttribute: (attribute) => attributes[attribute] ?? null,
});
const body = (...nodes) => proseOf(element('body', {}, ...nodes));

test('what Markdown makes is kept', () => {
  const strong = element('strong', {}, text('OpenType'));
  assert.deepEqual(body(element('p', {}, text('Six weights, '), strong, text('.'))), [
    { tag: 'p', children: ['Six weights, ', { tag: 'strong', children: ['OpenType'] }, '.'] },
  ]);
});

test('scripts and styles are left out with all that is in them', () => {
  for (const name of ['script', 'style', 'iframe', 'template', 'svg', 'math', 'noscript', 'object', 'textarea']) {
    assert.deepEqual(body(element(name, {}, text('alert(1)'))), [], name);
  }
});

test('of other elements only the words are kept', () => {
  for (const name of ['form', 'button', 'div', 'marquee', 'x-unknown']) {
    assert.deepEqual(body(element(name, { onclick: 'alert(1)' }, text('words'))), ['words'], name);
  }
  assert.deepEqual(body(element('img', { src: 'x', onerror: 'alert(1)' }), element('base', { href: 'https://x.example' }), comment('x')), []);
});

test('no attribute comes through but a link’s address and a list’s beginning', () => {
  const attributes = { onclick: 'alert(1)', style: 'position:fixed', id: 'buy', class: 'button', href: 'https://x.example', start: '3' };
  assert.deepEqual(body(element('p', attributes, text('x'))), [{ tag: 'p', children: ['x'] }]);
  assert.deepEqual(body(element('a', attributes, text('x'))), [{ tag: 'a', href: 'https://x.example/', children: ['x'] }]);
  assert.deepEqual(body(element('ol', attributes, text('x'))), [{ tag: 'ol', start: '3', children: ['x'] }]);
});

test('a link that could run or that pretends to be ours is only its words', () => {
  for (const href of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', '/purchases.html', '//x', '', null]) {
    assert.deepEqual(body(element('a', { href }, text('words'))), ['words'], String(href));
  }
});

test('links to the web and to mail stay links', () => {
  for (const href of ['https://x.example/a', 'http://x.example/', 'mailto:seller@example.com']) {
    assert.equal(body(element('a', { href }, text('x')))[0].href, href);
  }
});

test('headings begin below those of the page', () => {
  assert.deepEqual(['h1', 'h2', 'h3', 'h6'].map((name) => body(element(name, {}, text('x')))[0].tag), ['h3', 'h4', 'h5', 'h6']);
});

test('text that looks like markup is text', () => {
  assert.deepEqual(body(text('<script>alert(1)</script>')), ['<script>alert(1)</script>']);
});
