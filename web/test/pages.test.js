import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const PAGES = readdirSync(ROOT).filter((name) => name.endsWith('.html'));
const SCRIPTS = readdirSync(join(ROOT, 'js'), { recursive: true }).filter((name) => name.endsWith('.js')).map((name) => join('js', name));

const policyOf = (page) => read(page).match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)?.[1] ?? '';
const between = (text, from, to) => text.slice(text.indexOf(from), text.indexOf(to) + to.length);

test('there are the pages that mails and the pages of Stripe lead to', () => {
  assert.deepEqual(PAGES.sort(), ['404.html', 'export.html', 'index.html', 'invitation.html', 'order.html', 'payouts.html', 'product.html', 'purchases.html']);
});

test('what a deployment replaces is there to be replaced', () => {
  // infra-cdk, ToldPages: where the API is, whom scripts may call, where pictures come from.
  assert.match(read('js/config.js'), /^export const API_BASE = '';$/m);
  for (const page of PAGES) {
    assert.equal(read(page).split("connect-src 'self';").length, 2, page);
    assert.equal(read(page).split("img-src 'self' https: http://127.0.0.1:* http://localhost:*;").length, 2, page);
  }
});

for (const page of PAGES) {
  const html = read(page);

  test(`${page}: scripts come from us alone, and strings are never markup`, () => {
    const policy = policyOf(page);
    for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'"]) {
      assert.ok(policy.split('; ').includes(rule), rule);
    }
    assert.doesNotMatch(policy, /unsafe/);
    assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<script') || !html.includes('<script'));
  });

  test(`${page}: nothing in it breaks that policy`, () => {
    assert.doesNotMatch(html, /\son\w+=|\sstyle=|<style|<script(?![^>]*\ssrc=)|javascript:/);
    assert.doesNotMatch(html, /(?:src|href)="(?:https?:)?\/\//);
  });

  test(`${page}: the address stays out of referrers`, () => {
    assert.match(html, /<meta name="referrer" content="no-referrer">/);
  });

  test(`${page}: what it loads and links to is there`, () => {
    for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"#?]*)"/g)) {
      assert.ok(existsSync(join(ROOT, path === '/' ? 'index.html' : path)), path);
    }
  });

  test(`${page}: it can be read by everybody`, () => {
    assert.match(html, /<html lang="en">/);
    assert.equal(html.match(/<h1[ >]/g)?.length, 1);
    assert.match(html, /<main id="main"/);
    assert.match(html, /role="status"/);
    for (const [, id] of html.matchAll(/<input id="([^"]+)"/g)) {
      assert.match(html, new RegExp(`<label for="${id}">`));
    }
    const ids = Array.from(html.matchAll(/\sid="([^"]+)"/g), ([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, referred] of html.matchAll(/aria-(?:describedby|labelledby)="([^"]+)"/g)) {
      referred.split(' ').forEach((id) => assert.ok(ids.includes(id), id));
    }
  });

  test(`${page}: frame and policy are those of the other pages`, () => {
    const first = read('index.html');
    assert.equal(policyOf(page), policyOf('index.html'));
    assert.equal(between(html, '<header class="top">', '</header>'), between(first, '<header class="top">', '</header>'));
    assert.equal(between(html, '<footer', '</footer>'), between(first, '<footer', '</footer>'));
  });
}

test('the page of the API runs our scripts alone, and those are there once it was built', () => {
  const page = read('docs/index.html');
  const policy = policyOf('docs/index.html').split('; ');
  for (const rule of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'"]) {
    assert.ok(policy.includes(rule), rule);
  }
  assert.doesNotMatch(page, /\son\w+=|<script(?![^>]*\ssrc=)|(?:src|href)="(?:https?:)?\/\//);
  for (const [, path] of page.matchAll(/(?:src|href)="(\/[^"]*)"/g)) {
    assert.ok(path.startsWith('/docs/parts/') || existsSync(join(ROOT, path)), path);
  }
});

test('every page has what its script looks for', () => {
  for (const script of SCRIPTS.filter((name) => name.includes('pages'))) {
    const page = read(script.replace(/^js.pages./, '').replace(/\.js$/, '.html'));
    for (const [, id] of read(script).matchAll(/byId\('([^']+)'\)/g)) {
      assert.match(page, new RegExp(`\\sid="${id}"`), `${script}: #${id}`);
    }
  }
});

test('no script turns a string into markup or code', () => {
  for (const script of SCRIPTS) {
    assert.doesNotMatch(read(script), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setHTMLUnsafe|createContextualFragment/, script);
  }
  const parsers = SCRIPTS.filter((script) => /DOMParser|trustedTypes/.test(read(script)));
  assert.deepEqual(parsers, [join('js', 'prose.js')]);
});

test('what a script imports is there', () => {
  for (const script of SCRIPTS) {
    for (const [, path] of read(script).matchAll(/from '([^']+)'/g)) {
      assert.ok(path.startsWith('.') && existsSync(join(ROOT, dirname(script), path)), `${script}: ${path}`);
    }
  }
});
