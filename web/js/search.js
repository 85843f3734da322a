/** What is looked for, as it stands in the address of the start page and goes to the API. No page is made here: only addresses. */

/** In this order, so that one search has one address. */
const NAMES = ['q', 'store', 'category', 'tag', 'currency', 'price_min', 'price_max', 'rating_min', 'sort'];

export const SORTS = [
  ['', 'Best match or newest'],
  ['newest', 'Newest'],
  ['trending', 'Bought most lately'],
  ['rating', 'Best rated'],
  ['price', 'Cheapest'],
  ['-price', 'Dearest'],
];

export const needsCurrency = (sort) => sort === 'price' || sort === '-price';

/** What is asked for in `?…`; what is empty is not there, and neither is what nobody knows. */
export function searchOf(query) {
  const params = new URLSearchParams(query);
  const search = {};
  for (const name of NAMES) {
    const value = params.get(name)?.trim();
    if (value) {
      search[name] = value;
    }
  }
  return search;
}

/** Where the start page shows it. */
export function searchPage(search) {
  const given = NAMES.filter((name) => search[name]).map((name) => [name, search[name]]);
  return given.length ? `/?${new URLSearchParams(given)}` : '/';
}

/** Whether anything but a store is looked for. */
export const isNarrowed = (search) => Object.keys(search).some((name) => name !== 'store' && name !== 'sort');

export function without(search, ...names) {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name)));
}

/** The search for what is in a band of prices, the contract's `PriceBand`. */
export function inBand(search, { from, below }) {
  const band = { ...without(search, 'price_min', 'price_max'), currency: from.currency, price_min: String(from.amount) };
  return below ? { ...band, price_max: String(below.amount - 1) } : band;
}

/** By price, with the currency that it takes: the one that is looked for, or that of most products. */
export function sorted(search, sort, prices = []) {
  const other = without(search, 'sort');
  if (!sort) {
    return other;
  }
  if (!needsCurrency(sort) || search.currency) {
    return { ...other, sort };
  }
  const most = prices.toSorted((a, b) => b.products - a.products)[0];
  return { ...other, sort, currency: most?.from.currency ?? 'USD' };
}

/** The categories of the upper level with those below, each with how many products there are, those of the lower level counted in; without any are left out. */
export function categoryTree(categories, counts) {
  const own = new Map(counts.map(({ value, products }) => [value, products]));
  return categories
    .filter(({ parent_id: parent }) => !parent)
    .map((top) => {
      const below = categories
        .filter(({ parent_id: parent }) => parent === top.id)
        .map((category) => ({ ...category, products: own.get(category.id) ?? 0 }))
        .filter(({ products }) => products > 0);
      const products = (own.get(top.id) ?? 0) + below.reduce((sum, category) => sum + category.products, 0);
      return { ...top, products, below };
    })
    .filter(({ products }) => products > 0);
}
