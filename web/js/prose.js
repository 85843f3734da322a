/**
 * Descriptions. The API sends them as HTML that it has made safe; this page does not take its word for it. The HTML is parsed into a
 * document that is never shown and runs nothing, and only what is on the list below is built anew from it, without attributes other
 * than a link's address. The content security policy is the third wall: even a script that got through would not run.
 */
import { h } from './dom.js';
import { webAddress } from './addresses.js';

const ELEMENT = 1;
const TEXT = 3;

// The page's own headings come first, so those of the text begin below them.
const SHOWN_AS = new Map(
  Object.entries({
    p: 'p', br: 'br', hr: 'hr', strong: 'strong', b: 'strong', em: 'em', i: 'em', del: 'del', code: 'code', pre: 'pre',
    blockquote: 'blockquote', ul: 'ul', ol: 'ol', li: 'li', a: 'a',
    h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h6', h5: 'h6', h6: 'h6',
  }),
);

// Of everything else that is unknown the words stay; of these there are none that were meant to be read.
const LEFT_OUT = new Set([
  'script', 'style', 'template', 'iframe', 'object', 'embed', 'noscript', 'noembed', 'noframes', 'svg', 'math', 'title', 'head',
  'select', 'textarea', 'xmp', 'plaintext',
]);

/** The nodes below `parent` as plain data: texts, and `{tag, href?, start?, children}`. */
export function proseOf(parent) {
  return Array.from(parent.childNodes).flatMap((node) => {
    if (node.nodeType === TEXT) {
      return [node.nodeValue];
    }
    if (node.nodeType !== ELEMENT) {
      return [];
    }
    const name = node.nodeName.toLowerCase();
    if (LEFT_OUT.has(name)) {
      return [];
    }
    const children = proseOf(node);
    const tag = SHOWN_AS.get(name);
    if (!tag) {
      return children;
    }
    if (tag === 'a') {
      const href = linkAddress(node.getAttribute('href'));
      return href ? [{ tag, href, children }] : children;
    }
    const start = tag === 'ol' ? node.getAttribute('start') : null;
    return [/^\d{1,9}$/.test(start ?? '') ? { tag, start, children } : { tag, children }];
  });
}

/** Replaces what is in `target` by the description. */
export function showProse(target, html) {
  target.replaceChildren(...proseOf(parse(html)).map(build));
}

function build(piece) {
  if (typeof piece === 'string') {
    return piece;
  }
  const { tag, href, start, children } = piece;
  const link = tag === 'a' ? { href, rel: 'nofollow noopener noreferrer ugc' } : {};
  return h(tag, { ...link, start }, ...children.map(build));
}

/** Absolute addresses only: a seller's link never looks like one of ours. */
function linkAddress(href) {
  if (/^mailto:[^\s]+$/i.test(href ?? '')) {
    return href;
  }
  return webAddress(href ?? '');
}

function parse(html) {
  return new DOMParser().parseFromString(inert(html), 'text/html').body;
}

// The policy of the page forbids strings where markup is expected, but for this one use, which shows nothing and runs nothing.
const inertOnly = globalThis.trustedTypes?.createPolicy('souk-inert', { createHTML: (html) => html });
const inert = (html) => inertOnly?.createHTML(html) ?? html;
