/** What is for sale, in the whole of Souk or in the store that `?store=` names, and what is looked for there. */
import { isSlug, pageOf, storePage } from '../addresses.js';
import { Api } from '../api.js';
import { cover } from '../cover.js';
import { announce, byId, foreign, h, titled } from '../dom.js';
import { showFacets } from '../facets.js';
import { priceTag } from '../money.js';
import { isBusy, notice, retryButton, setBusy } from '../notice.js';
import { explain } from '../problems.js';
import { showProse } from '../prose.js';
import { reportForm } from '../report-form.js';
import { isNarrowed, SORTS, searchOf, searchPage, sorted, without } from '../search.js';
import { ratingLine } from '../stars.js';
import { awayNotice, linkList, sellerLine } from '../stores.js';

const api = new Api();
const search = searchOf(location.search);
const store = search.store ?? null;
let prices = [];
const shelf = byId('products');
const after = byId('after');

fillForm();
if (store === null) {
  showFirst();
} else if (isSlug(store)) {
  showStore();
  showFirst();
} else {
  noSuchStore();
}

async function showFirst() {
  shelf.hidden = false;
  shelf.setAttribute('aria-busy', 'true');
  after.replaceChildren();
  try {
    const page = await api.products({ ...search, facets: true });
    tell(page);
    shelf.replaceChildren(...page.items.map(card));
    shelf.hidden = page.items.length === 0;
    if (page.items.length === 0) {
      after.replaceChildren(
        isNarrowed(search)
          ? notice('Nothing was found', 'Other words, or less of them, may find it.', h('a', { href: searchPage(store ? { store } : {}) }, 'See all that is for sale'))
          : store === null
          ? notice('Nothing is for sale yet', 'The first stalls are being set up. Come back a little later.')
          : notice('Nothing is for sale here', 'This store has no products just now.', allProducts()),
      );
    }
    offerMore(page.next_cursor);
    narrow(page.facets);
  } catch (problem) {
    shelf.hidden = true;
    after.replaceChildren(notice('The products could not be loaded', explain(problem), retryButton('Try again', showFirst)));
    announce('The products could not be loaded.');
  } finally {
    shelf.setAttribute('aria-busy', 'false');
  }
}

/** The form shows what is looked for; sending it keeps the filters that stand beside. */
function fillForm() {
  const form = byId('search');
  const q = byId('q');
  const sort = byId('sort');
  sort.replaceChildren(...SORTS.map(([value, label]) => h('option', { value, selected: value === (search.sort ?? '') }, label)));
  q.value = search.q ?? '';
  const go = () => location.assign(searchPage(sorted({ ...without(search, 'q'), ...(q.value.trim() && { q: q.value.trim() }) }, sort.value, prices)));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go();
  });
}

/** How many were found, and for which words if not for those that were typed. */
function tell({ facets, searched_for: searchedFor }) {
  if (!isNarrowed(search)) {
    return;
  }
  const many = facets ? facets.counted : 0;
  const count = `${facets?.complete === false ? 'More than ' : ''}${many === 1 ? '1 product' : `${many} products`}`;
  byId('found').replaceChildren(...(searchedFor ? [`Nothing has “${search.q}”. `, `${count} for `, foreign('strong', {}, searchedFor), '.'] : [`${count}.`]));
  announce(`${count} found.`);
}

/** The products matter more: without the names of the categories there are no filters. */
async function narrow(facets) {
  if (!facets || (facets.counted === 0 && !isNarrowed(search))) {
    return;
  }
  prices = facets.prices;
  try {
    showFacets(search, facets, (await api.categories()).items);
  } catch {
    byId('facets').hidden = true;
  }
}

function offerMore(cursor) {
  if (!cursor) {
    return;
  }
  const button = h('button', { type: 'button', class: 'button plain', onclick: () => showMore(cursor, button) }, 'Show more');
  after.replaceChildren(h('p', { class: 'more' }, button));
}

async function showMore(cursor, button) {
  if (isBusy(button)) {
    return;
  }
  setBusy(button, true);
  try {
    const page = await api.products({ ...search, cursor });
    const cards = page.items.map(card);
    shelf.append(...cards);
    after.replaceChildren();
    offerMore(page.next_cursor);
    announce(`${page.items.length} more products are shown.`);
    cards[0]?.querySelector('a').focus({ preventScroll: true });
  } catch (problem) {
    after.replaceChildren(notice('There is more, but it could not be loaded', explain(problem), button));
    setBusy(button, false);
    button.focus();
  }
}

async function showStore() {
  const intro = byId('intro');
  intro.replaceChildren(h('h1', { class: 'pending' }, store));
  try {
    const { id, name, description_html: description, ...about } = await api.store(store);
    const text = h('div', { class: 'prose', dir: 'auto' });
    showProse(text, description);
    intro.replaceChildren(
      foreign('h1', {}, name),
      ...sellerLine(about),
      ...(about.vacation ? [awayNotice(about.vacation)] : []),
      text,
      ...linkList(about.links),
      h('p', {}, allProducts()),
      reportForm('store', (reason, text) => api.report(id, reason, text)),
    );
    titled(name);
  } catch (problem) {
    if (problem.status === 404) {
      noSuchStore();
    } else {
      // The products matter more; they are asked for on their own.
      intro.replaceChildren(h('h1', {}, store), h('p', {}, allProducts()));
    }
  }
}

function noSuchStore() {
  byId('intro').replaceChildren(h('h1', {}, 'No such store'), h('p', {}, 'It may have moved to another address. '), h('p', {}, allProducts()));
  shelf.remove();
  after.remove();
  titled('No such store');
}

function allProducts() {
  return h('a', { href: '/' }, 'See everything that is for sale');
}

function card(product) {
  return h(
    'li',
    { class: 'card' },
    cover(product, { sizes: '(min-width: 60rem) 20rem, 94vw' }),
    h('h2', {}, foreign('a', { href: pageOf(product), class: 'stretched' }, product.title)),
    h('p', { class: 'seller' }, foreign('a', { href: storePage(product.store.slug) }, product.store.name)),
    product.rating && h('p', { class: 'quiet' }, ratingLine(product.rating)),
    h('p', { class: 'tagged' }, h('span', { class: 'tag' }, priceTag(product))),
  );
}
