/** A product and the way to buy it. */
import { isProductId, orderPage, storePage, webAddress } from '../addresses.js';
import { Api } from '../api.js';
import { BrowserStorage } from '../browser-storage.js';
import { Checkout } from '../checkout.js';
import { cover } from '../cover.js';
import { announce, byId, foreign, h, titled } from '../dom.js';
import { complaintAbout } from '../email.js';
import { formatPrice, isFree, sameMoney } from '../money.js';
import { isBusy, notice, retryButton, setBusy } from '../notice.js';
import { OrderAttempts } from '../order-attempts.js';
import { explain, shareOut } from '../problems.js';
import { showProse } from '../prose.js';
import { RememberedOrders } from '../remembered-orders.js';
import { formatSize } from '../sizes.js';

const api = new Api();
const checkout = new Checkout({
  api,
  attempts: new OrderAttempts(BrowserStorage.ofTab()),
  remembered: new RememberedOrders(BrowserStorage.ofBrowser()),
});
const id = new URLSearchParams(location.search).get('id');
const form = byId('order');
const email = byId('email');
const buy = byId('buy');

show();

async function show() {
  byId('notice').replaceChildren();
  byId('product').hidden = false;
  if (!isProductId(id)) {
    instead('No such product', 'The link is incomplete. Go back to where you found it and try again.');
    return;
  }
  try {
    fill(await api.product(id));
  } catch (problem) {
    if (problem.status === 404) {
      instead('No such product', 'It may have been taken off sale, or the link is incomplete.');
    } else {
      instead('The product could not be loaded', explain(problem), retryButton('Try again', show));
    }
  }
}

function fill(product) {
  titled(product.title);
  const heading = byId('title');
  heading.replaceChildren(product.title);
  heading.dir = 'auto';
  byId('seller').replaceChildren('by ', foreign('a', { href: storePage(product.store.slug) }, product.store.name));
  byId('price').textContent = formatPrice(product.price);
  byId('picture').replaceChildren(cover(product, { alt: product.cover_url ? `Cover of ${product.title}` : '', eager: true }));
  fillAbout(product);

  const free = isFree(product.price);
  buy.textContent = free ? 'Get it for free' : `Buy for ${formatPrice(product.price)}`;
  byId('terms').textContent = free
    ? 'No payment and no account; you can download at once.'
    : 'You pay on Stripe’s page and can download as soon as the payment is confirmed. No account needed.';
  const onSale = product.state === 'published';
  form.hidden = !onSale;
  if (!onSale) {
    byId('notice').replaceChildren(notice('Not for sale yet', 'This is a draft that only its seller can see.'));
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    order(product);
  });
  byId('product').setAttribute('aria-busy', 'false');
}

function fillAbout(product) {
  if (product.description_html) {
    showProse(byId('description'), product.description_html);
    byId('description-part').hidden = false;
  }
  if (product.files.length > 0) {
    const rows = product.files.map(({ name, size }) =>
      h('li', {}, foreign('span', { class: 'file-name' }, name), h('span', { class: 'quiet' }, formatSize(size))),
    );
    byId('files').replaceChildren(...rows);
    byId('files-part').hidden = false;
  }
}

async function order(product) {
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
  setBusy(buy, true);
  announce('Placing your order…');
  try {
    const placed = await checkout.order(product.id, address);
    if (placed.state === 'awaiting_payment' && !sameMoney(placed.total, product.price)) {
      tellNewPrice(placed);
    } else {
      proceed(placed);
    }
  } catch (problem) {
    complain(shareOut(problem, { email: 'The e-mail address' }));
    setBusy(buy, false);
  }
}

/** To the payment page, or to the order's own when there is nothing to pay. The button stays busy while the browser leaves. */
function proceed(placed) {
  const payAt = placed.state === 'awaiting_payment' ? webAddress(placed.payment_url) : null;
  announce(payAt ? 'Opening the payment page…' : 'Opening your order…');
  location.assign(payAt ?? orderPage(placed.id));
}

function tellNewPrice(placed) {
  const goOn = h('button', { type: 'button', class: 'button wide', onclick: () => proceed(placed) }, 'Go on to the payment');
  const text = `The price has changed since this page was loaded. It is now ${formatPrice(placed.total)}. Nothing has been charged.`;
  byId('form-error').replaceChildren(h('div', { class: 'notice' }, h('p', {}, text), goOn));
  byId('price').textContent = formatPrice(placed.total);
  buy.hidden = true;
  goOn.focus();
}

function complain({ fields, rest }) {
  const aboutEmail = fields.get('email') ?? '';
  byId('email-error').textContent = aboutEmail;
  byId('form-error').replaceChildren(rest ? h('p', { class: 'error' }, rest) : '');
  announce('');
  if (aboutEmail) {
    email.setAttribute('aria-invalid', 'true');
    email.focus();
  } else {
    email.removeAttribute('aria-invalid');
  }
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
