/** A product and the way to buy it. */
import { isProductId, isProductSlug, isSlug, orderPage, pageOf, storePage, webAddress } from '../addresses.js';
import { Api } from '../api.js';
import { BrowserStorage } from '../browser-storage.js';
import { Checkout } from '../checkout.js';
import { cover, gallery } from '../cover.js';
import { announce, byId, foreign, h, titled } from '../dom.js';
import { complaintAbout } from '../email.js';
import { decimalText, formatPrice, isFree, parseAmount, priceTag } from '../money.js';
import { isBusy, notice, retryButton, setBusy } from '../notice.js';
import { OrderAttempts } from '../order-attempts.js';
import { explain, shareOut } from '../problems.js';
import { showProse } from '../prose.js';
import { RememberedOrders } from '../remembered-orders.js';
import { reportForm } from '../report-form.js';
import { showReviews } from '../reviews.js';
import { formatSize } from '../sizes.js';
import { ratingLine } from '../stars.js';
import { awayNotice } from '../stores.js';
import { called } from '../variants.js';

const api = new Api();
const checkout = new Checkout({
  api,
  attempts: new OrderAttempts(BrowserStorage.ofTab()),
  remembered: new RememberedOrders(BrowserStorage.ofBrowser()),
});
const asked = new URLSearchParams(location.search);
let id = asked.get('id');
const isAddressed = isSlug(asked.get('store')) && isProductSlug(asked.get('product'));
const form = byId('order');
const email = byId('email');
const amount = byId('amount');
const discount = byId('discount');
const buy = byId('buy');
/** What is on the page, as it was read last. */
let product;
let isSeen = false;
/** Which of its variants is chosen, by its id, where there are any. */
let chosen = null;

show();

async function show() {
  byId('notice').replaceChildren();
  byId('product').hidden = false;
  if (!isProductId(id) && !isAddressed) {
    instead('No such product', 'The link is incomplete. Go back to where you found it and try again.');
    return;
  }
  try {
    product = isAddressed ? await api.productAt(asked.get('store'), asked.get('product')) : await api.product(id);
    id = product.id;
    // Whoever came by an old address has the new one to pass on.
    history.replaceState(null, '', pageOf(product));
    fill();
    showAway();
    sayItWasSeen();
  } catch (problem) {
    if (problem.status === 404) {
      instead('No such product', 'It may have been taken off sale, or the link is incomplete.');
    } else {
      instead('The product could not be loaded', explain(problem), retryButton('Try again', show));
    }
  }
}

function fill() {
  titled(product.title);
  const heading = byId('title');
  heading.replaceChildren(product.title);
  heading.dir = 'auto';
  byId('seller').replaceChildren('by ', foreign('a', { href: storePage(product.store.slug) }, product.store.name));
  fillVariants();
  fillPrice();
  const sizes = '(min-width: 54rem) 58vw, 94vw';
  const alt = product.cover ? product.cover.alternative_text ?? `Cover of ${product.title}` : '';
  byId('picture').replaceChildren(...[cover(product, { alt, eager: true, sizes }), gallery(product, { sizes })].filter(Boolean));
  fillAbout();
  fillReviews();

  const missing = product.contents?.find((each) => !each.for_sale);
  const isDraft = product.state !== 'published';
  form.hidden = isDraft || Boolean(missing);
  byId('report').replaceChildren(...(isDraft ? [] : [reportForm('product', (reason, text) => api.report(product.id, reason, text))]));
  if (isDraft) {
    byId('notice').replaceChildren(notice('Not for sale yet', 'This is a draft that only its seller can see.'));
  } else if (missing) {
    byId('notice').replaceChildren(notice('Not for sale just now', `“${called(missing)}”, which is part of it, is not for sale at the moment.`));
  }
  byId('product').setAttribute('aria-busy', 'false');
}

/** Asked for by itself: without an answer the order says it. */
async function showAway() {
  if (form.hidden) {
    return;
  }
  try {
    const { vacation } = await api.store(product.store.slug);
    if (vacation) {
      form.hidden = true;
      byId('notice').replaceChildren(awayNotice(vacation));
    }
  } catch {
    // The product is there to be looked at all the same.
  }
}

/** A group of radio buttons, of which the first is chosen. One that is gone leaves the choice to its buyer. */
function fillVariants() {
  const variants = product.variants ?? [];
  byId('variants-part').hidden = variants.length === 0;
  if (!variants.some((each) => each.id === chosen)) {
    chosen = variants[0]?.id ?? null;
  }
  byId('variants').replaceChildren(...variants.map(choice));
}

function choice(variant) {
  const button = h('input', { type: 'radio', name: 'variant', value: variant.id, checked: variant.id === chosen });
  button.addEventListener('change', () => {
    chosen = variant.id;
    amount.value = '';
    complain({ fields: new Map(), rest: null });
    fillPrice();
    announce(byId('price').textContent);
  });
  const about = [variant.description, variant.files && variant.files.map(({ name }) => name).join(', ')].filter(Boolean);
  return h(
    'label',
    { class: 'choice' },
    button,
    h('span', {}, foreign('span', { class: 'variant-name' }, variant.name), ...about.map((text) => foreign('span', { class: 'hint' }, text))),
    h('span', { class: 'variant-price' }, priceTag(variant)),
  );
}

/** What would be bought: the chosen variant, or the product where there are none. Both say what they cost in the same words. */
function wanted() {
  return product.variants?.find((each) => each.id === chosen) ?? product;
}

/** Once a visit of the page, however often it is asked for again; without an answer nobody misses anything here. */
async function sayItWasSeen() {
  if (isSeen || product.state !== 'published') {
    return;
  }
  isSeen = true;
  try {
    await api.countView(product.id);
  } catch {
    // One view less.
  }
}

function fillPrice() {
  const { price, suggested_price: suggested } = wanted();
  const { currency } = price;
  const open = isOpen();
  byId('price').textContent = priceTag(wanted());
  byId('amount-part').hidden = !open;
  if (open) {
    byId('amount-currency').textContent = currency;
    byId('amount-hint').textContent = isFree(price) ? 'Nothing is fine, too.' : `At least ${formatPrice(price)}.`;
    if (amount.value === '') {
      amount.value = decimalText(suggested ?? price);
    }
  }
  fillButton();
}

function isOpen() {
  return wanted().pricing === 'pay_what_you_want';
}

/** What would be paid: the price, or what its buyer has named; `null` when that is no sum. */
function named() {
  if (!isOpen()) {
    return wanted().price;
  }
  const { currency } = wanted().price;
  const minor = parseAmount(amount.value, currency);
  return minor === null ? null : { amount: minor, currency };
}

function fillButton() {
  const price = named() ?? wanted().price;
  const free = isFree(price);
  buy.textContent = free ? 'Get it for free' : `Buy for ${formatPrice(price)}`;
  byId('discount-part').hidden = free;
  byId('terms').textContent = free
    ? 'No payment and no account; you can download at once.'
    : 'You pay on Stripe’s page and can download as soon as the payment is confirmed. No account needed.';
}

function fillAbout() {
  if (product.description_html) {
    showProse(byId('description'), product.description_html);
    byId('description-part').hidden = false;
  }
  const parts = product.contents ?? [];
  byId('contents-part').hidden = parts.length === 0;
  byId('contents').replaceChildren(...parts.map(part));
  if (product.files.length > 0) {
    const rows = product.files.map(({ name, size }) =>
      h('li', {}, foreign('span', { class: 'file-name' }, name), h('span', { class: 'quiet' }, formatSize(size))),
    );
    byId('files').replaceChildren(...rows);
    byId('files-part').hidden = false;
  }
}

/** Something that a bundle gives. What is not for sale has no page that everybody sees. */
function part({ product_id: id, slug, title, variant, for_sale: forSale }) {
  const name = called({ title, variant });
  return h(
    'li',
    {},
    forSale ? foreign('a', { class: 'file-name', href: pageOf({ id, slug, store: product.store }) }, name) : foreign('span', { class: 'file-name' }, name),
    !forSale && h('span', { class: 'quiet' }, 'Not for sale just now'),
  );
}

function fillReviews() {
  if (!product.rating) {
    return;
  }
  byId('rating').replaceChildren(h('a', { href: '#reviews-part' }, ratingLine(product.rating)));
  byId('rating').hidden = false;
  byId('reviews').replaceChildren();
  byId('reviews-part').hidden = false;
  showReviews(byId('reviews'), (cursor) => api.reviews(product.id, { cursor }));
}

amount.addEventListener('input', fillButton);

form.addEventListener('submit', (event) => {
  event.preventDefault();
  order();
});

async function order() {
  if (isBusy(buy)) {
    return;
  }
  complain({ fields: new Map(), rest: null });
  const address = email.value.trim();
  const complaint = complaintAbout(address);
  if (complaint) {
    complain({ fields: new Map([['email', complaint]]), rest: null });
    return;
  }
  const price = named();
  const { price: asking } = wanted();
  if (price === null || price.amount < asking.amount) {
    const least = isFree(asking) ? 'a sum such as 10' : `at least ${formatPrice(asking)}`;
    complain({ fields: new Map([['items[0].price.amount', `This must be ${least}.`]]), rest: null });
    return;
  }
  const code = byId('discount-part').hidden ? '' : discount.value.trim();
  setBusy(buy, true);
  announce('Placing your order…');
  try {
    proceed(await checkout.order({ productId: product.id, variantId: chosen, price, email: address, discountCode: code }));
  } catch (problem) {
    setBusy(buy, false);
    if (['price_changed', 'variant_not_for_sale', 'variant_required'].includes(problem.code)) {
      await showAnew(problem);
    } else {
      complain(shareOut(problem, { email: 'This', discount_code: 'This code', 'items[0].price.amount': 'This' }));
    }
  }
}

/** To the payment page, or to the order's own when there is nothing to pay. The button stays busy while the browser leaves. */
function proceed(placed) {
  const payAt = placed.state === 'awaiting_payment' ? webAddress(placed.payment_url) : null;
  announce(payAt ? 'Opening the payment page…' : 'Opening your order…');
  location.assign(payAt ?? orderPage(placed.id));
}

/** Nothing was ordered. Whoever agrees with the new price presses the button again, which says it. */
async function showAnew(because) {
  try {
    product = await api.product(product.id);
  } catch (problem) {
    complain({ fields: new Map(), rest: explain(problem) });
    return;
  }
  fillVariants();
  fillPrice();
  const text = because.code === 'price_changed' ? `The price has changed since this page was loaded. It is now ${formatPrice(wanted().price)}.` : explain(because);
  complain({ fields: new Map(), rest: `${text} Nothing has been ordered.` });
  buy.focus();
}

function complain({ fields, rest }) {
  const wrong = [
    [amount, byId('amount-error'), fields.get('items[0].price.amount')],
    [email, byId('email-error'), fields.get('email')],
    [discount, byId('discount-error'), fields.get('discount_code')],
  ].filter(([input, place, complaint]) => {
    place.textContent = complaint ?? '';
    if (complaint) {
      input.setAttribute('aria-invalid', 'true');
    } else {
      input.removeAttribute('aria-invalid');
    }
    return complaint;
  });
  byId('form-error').replaceChildren(rest ? h('p', { class: 'error' }, rest) : '');
  announce('');
  if (fields.has('discount_code')) {
    byId('discount-part').open = true;
  }
  wrong[0]?.[0].focus();
}

function instead(title, text, ...actions) {
  const all = h('a', { href: '/', class: 'button plain' }, 'See what is for sale');
  byId('product').hidden = true;
  byId('notice').replaceChildren(notice(title, text, ...actions, all));
  titled(title);
  announce(title);
}

// The browser may bring this page back from the payment page as it was left, with the button at work.
addEventListener('pageshow', (event) => {
  if (event.persisted) {
    setBusy(buy, false);
    announce('');
  }
});
