/** Makes elements. Text is always text: nothing in here, and nothing that uses it, can turn a string into markup. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * `h('a', {href, class: 'quiet'}, 'Text', child)`. A property that begins with `on` is a listener, `true` sets an attribute without
 * a value, and `false`, `null` and `undefined` set none; of children the same are left out.
 */
export function h(tag, properties = {}, ...children) {
  return build(document.createElement(tag), properties, children);
}

/** The same for SVG. */
export function svg(tag, properties = {}, ...children) {
  return build(document.createElementNS(SVG, tag), properties, children);
}

export function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`the page has no #${id}`);
  }
  return element;
}

/** Says it to screen readers, on a page with a `#status` of role status. */
export function announce(text) {
  byId('status').textContent = text;
}

export function titled(text) {
  document.title = `${text} · Souk`;
}

/** Marks text that a stranger wrote in whatever script, so that its direction does not turn the line around it. */
export function foreign(tag, properties, text) {
  return h(tag, { dir: 'auto', ...properties }, text);
}

function build(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) {
      continue;
    }
    if (name.startsWith('on')) {
      // Only functions: as an attribute it would be code in a string.
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  for (const child of children.flat()) {
    if (child !== false && child !== null && child !== undefined) {
      element.append(child);
    }
  }
  return element;
}
