/**
 * Covers. A product without a picture gets a tile of its own: an eight-pointed star as on the walls of a souk, whose pigments and
 * turn follow from the product's id, so that it is the same wherever the product is seen.
 */
import { apiAddress } from './addresses.js';
import { h, svg } from './dom.js';

const PIGMENTS = ['saffron', 'madder', 'indigo', 'olive', 'clay', 'copper'];
const ACROSS = 4;
const ROWS = 3;
const SIDE = 60;

/** What the tile of a product looks like: ground, star and eye (three different pigments), and one of four patterns. */
export function tileOf(id) {
  let seed = hash(id);
  const draw = (count) => {
    const drawn = seed % count;
    seed = Math.floor(seed / count);
    return drawn;
  };
  const left = [...PIGMENTS];
  const take = () => left.splice(draw(left.length), 1)[0];
  return { ground: take(), star: take(), eye: take(), pattern: draw(4) };
}

/** A cover's frame with the picture in it, or with a tile when there is none or it cannot be loaded. `sizes` says how wide it is shown. */
export function cover({ id, cover: picture }, { alt = '', eager = false, sizes } = {}) {
  const frame = h('div', { class: 'cover' }, tile(id));
  if (picture) {
    const image = shown(picture, {
      alt,
      eager,
      sizes,
      onload: () => frame.classList.add('has-picture'),
      onerror: () => image.remove(),
    });
    frame.append(image);
  }
  return frame;
}

/** The images of a product's gallery as a list, or nothing when it has none. Each has its place before it is loaded. */
export function gallery({ title, images = [] }, { sizes } = {}) {
  if (images.length === 0) {
    return null;
  }
  return h(
    'ul',
    { class: 'gallery', 'aria-label': `Images of ${title}` },
    ...images.map((picture, at) => h('li', {}, shown(picture, { alt: picture.alternative_text ?? `Image ${at + 1} of ${images.length}`, sizes }))),
  );
}

/** Of the contract's `Picture` the variant that the browser finds fit. */
function shown(picture, { alt, eager = false, sizes, onload, onerror }) {
  const image = h('img', {
    alt,
    decoding: 'async',
    loading: eager ? 'eager' : 'lazy',
    width: picture.width,
    height: picture.height,
    onload,
    onerror,
  });
  if (sizes) {
    image.sizes = sizes;
  }
  image.srcset = srcset(picture);
  image.src = apiAddress(picture.variants.at(-1).url);
  return image;
}

/** `<address> 400w, <address> 800w` */
export function srcset({ variants }, address = apiAddress) {
  return variants.map(({ url, width }) => `${address(url)} ${width}w`).join(', ');
}

function tile(id) {
  const { ground, star, eye, pattern } = tileOf(id);
  const picture = svg('svg', {
    viewBox: `0 0 ${ACROSS * SIDE} ${ROWS * SIDE}`,
    preserveAspectRatio: 'xMidYMid slice',
    class: `tile on-${ground}`,
    'aria-hidden': 'true',
    focusable: 'false',
  });
  // One row and column more at the beginning, for the stones that reach in from there.
  for (let row = -1; row < ROWS; row += 1) {
    for (let column = -1; column < ACROSS; column += 1) {
      picture.append(motif(column * SIDE + SIDE / 2, row * SIDE + SIDE / 2, { star, eye, pattern, odd: (row + column) % 2 !== 0 }));
    }
  }
  return picture;
}

/** One star of the wall; the patterns differ in what lies in the star and in how neighbours alternate. */
function motif(x, y, { star, eye, pattern, odd }) {
  const swap = pattern === 1 && odd;
  const outer = swap ? eye : star;
  const inner = swap ? star : eye;
  const pieces = [shape(starPath(x, y, 27, 19.5), outer)];
  if (pattern === 0) {
    pieces.push(shape(starPath(x, y, 14, 10), inner));
  } else if (pattern === 1) {
    pieces.push(svg('circle', { cx: x, cy: y, r: 9, class: `in-${inner}` }));
  } else if (pattern === 2) {
    pieces.push(shape(diamondPath(x, y, 15), inner), svg('circle', { cx: x, cy: y, r: 4.5, class: `in-${outer}` }));
  } else {
    pieces.push(shape(starPath(x, y, 19, 14), inner), shape(starPath(x, y, 10, 7.3), outer));
  }
  // Between four stars a small stone.
  pieces.push(shape(diamondPath(x + SIDE / 2, y + SIDE / 2, 6.5), odd ? inner : outer));
  return svg('g', {}, ...pieces);
}

function shape(path, pigment) {
  return svg('path', { d: path, class: `in-${pigment}` });
}

function starPath(x, y, outer, inner) {
  const points = Array.from({ length: 16 }, (_, i) => {
    const radius = i % 2 === 0 ? outer : inner;
    const angle = (Math.PI / 8) * i;
    return `${(x + radius * Math.sin(angle)).toFixed(2)} ${(y - radius * Math.cos(angle)).toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
}

function diamondPath(x, y, reach) {
  return `M${x} ${y - reach}L${x + reach} ${y}L${x} ${y + reach}L${x - reach} ${y}Z`;
}

/** FNV-1a, 32 bits: ids that differ in their last letter should look different. */
function hash(text) {
  let value = 0x811c9dc5;
  for (const letter of text) {
    value = Math.imul(value ^ letter.codePointAt(0), 0x01000193) >>> 0;
  }
  // The low bits of FNV follow the last letter closely; mix the high ones in.
  return (value ^ (value >>> 15)) >>> 0;
}
