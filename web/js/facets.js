/** The filters beside the products: links, so that they work by keyboard, in a new tab and with the back button. */
import { byId, foreign, h } from './dom.js';
import { formatMoney } from './money.js';
import { categoryTree, inBand, searchPage, without } from './search.js';

const LEAST_STARS = [4, 3];

/** `facets` is the contract's; `categories` its `CategoryList`. */
export function showFacets(search, facets, categories) {
  const parts = [chosen(search, categories), byCategory(search, facets, categories), byTag(search, facets), byPrice(search, facets), byRating(search)].filter(Boolean);
  const place = byId('facets');
  place.replaceChildren(...parts);
  place.hidden = parts.length === 0;
}

/** “$10.00 to $24.99” */
export function bandInWords({ from, below }, locale) {
  if (from.amount === 0) {
    return 'Free';
  }
  if (!below) {
    return `${formatMoney(from, locale)} or more`;
  }
  return from.amount === 1 ? `Below ${formatMoney(below, locale)}` : `${formatMoney(from, locale)} to ${formatMoney({ ...below, amount: below.amount - 1 }, locale)}`;
}

function chosen(search, categories) {
  const links = [];
  const remove = (label, ...names) => links.push(h('li', {}, h('a', { href: searchPage(without(search, ...names)) }, h('span', { class: 'unseen' }, 'Remove '), foreign('span', {}, label), h('span', { 'aria-hidden': 'true' }, ' ×'))));
  if (search.category) {
    remove(categories.find(({ id }) => id === search.category)?.name ?? search.category, 'category');
  }
  if (search.tag) {
    remove(`#${search.tag}`, 'tag');
  }
  if (search.price_min || search.price_max) {
    remove('this price', 'price_min', 'price_max', 'currency');
  }
  if (search.rating_min) {
    remove(`${search.rating_min} stars or more`, 'rating_min');
  }
  return links.length > 0 && part('Chosen', links);
}

function byCategory(search, facets, categories) {
  const links = categoryTree(categories, facets.categories).map((top) =>
    h('li', {}, counted(top.name, top.products, { ...search, category: top.id }), search.category && top.below.length > 0 && h('ul', {}, top.below.map((each) => h('li', {}, counted(each.name, each.products, { ...search, category: each.id }))))),
  );
  return links.length > 0 && part('Category', links);
}

function byTag(search, facets) {
  const links = facets.tags.filter(({ value }) => value !== search.tag).map(({ value, products }) => h('li', {}, counted(value, products, { ...search, tag: value })));
  return links.length > 0 && part('Tag', links.slice(0, 12));
}

function byPrice(search, facets) {
  const links = facets.prices.map((band) => h('li', {}, counted(bandInWords(band), band.products, inBand(search, band))));
  return links.length > 1 && part('Price', links);
}

function byRating(search) {
  return part('Reviews', LEAST_STARS.map((stars) => h('li', {}, h('a', { href: searchPage({ ...search, rating_min: String(stars) }) }, `${stars} stars or more`))));
}

function counted(label, products, search) {
  return h('a', { href: searchPage(search) }, foreign('span', {}, label), ' ', h('span', { class: 'quiet' }, `(${products})`));
}

function part(title, links) {
  return h('section', {}, h('h2', {}, title), h('ul', {}, links));
}
