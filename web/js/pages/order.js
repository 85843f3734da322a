/** An order, seen by the browser that placed it. Stripe sends its buyer here, paid or not. */
import { isOrderId, isPurchaseToken, productPage, purchasesPage, webAddress } from '../addresses.js';
import { Api } from '../api.js';
import { BrowserStorage } from '../browser-storage.js';
import { LIVE_URL } from '../config.js';
import { announce, byId, foreign, h, titled } from '../dom.js';
import { listen } from '../live.js';
import { formatMoney, formatPrice } from '../money.js';
import { retryButton } from '../notice.js';
import { poll } from '../polling.js';
import { explain } from '../problems.js';
import { RememberedOrders } from '../remembered-orders.js';
import { formatMoment } from '../times.js';
import { called } from '../variants.js';

const api = new Api();
const query = new URLSearchParams(location.search);
const id = query.get('id');
const turnedBack = query.get('cancelled') === '1';
const remembered = new RememberedOrders(BrowserStorage.ofBrowser());
// The link in the mail that says that the order can be paid brings the token along. Nobody should read it off the address bar.
const brought = isPurchaseToken(location.hash.slice(1)) ? location.hash.slice(1) : null;
const token = brought ?? remembered.tokenOf(id);
if (location.hash) {
  history.replaceState(null, '', location.pathname + location.search);
}
let shown = null;
let prepared = false;
let asking = null;
let live = null;

// Most confirmations have come by then.
const PATIENCE_MS = 12_000;

if (!isOrderId(id)) {
  say('No such order', h('p', {}, 'The link is incomplete. If you have paid, your receipt comes by e-mail all the same.'), forSale());
} else if (token === null) {
  say(
    'This browser does not know the order',
    h('p', {}, 'Orders open in the browser in which they were placed. If it is paid, a receipt has been sent to your e-mail address: the link in it opens your files, anywhere.'),
    forSale(),
  );
} else {
  live = listen(LIVE_URL, { order: id, token, heard: lookAgain, lost: lookAgain });
  watch();
}

function watch() {
  asking = poll(look, {
    isTold: () => live.isOn(),
    givenUp: () => say(prepared ? 'Still being prepared' : 'Still not confirmed', ...gaveUp()),
  });
}

/** Something has changed, or was not told: also after the last answer, since a paid order can be refunded. */
function lookAgain() {
  asking?.hurry() || watch();
}

/** One look, for `poll`. */
async function look() {
  try {
    const order = await api.order(id, token);
    if (brought && shown === null) {
      remembered.remember({ ...order, purchase_token: brought });
    }
    const state = `${order.state} ${order.payment_url ?? ''}`;
    if (state !== shown) {
      shown = state;
      show(order);
    }
    return { done: order.state !== 'awaiting_payment' };
  } catch (problem) {
    if (problem.status === 404 || problem.status === 401) {
      say('No such order', h('p', {}, 'There is no order at this address.'), forSale());
      return { done: true };
    }
    if (shown === null) {
      say('Your order', h('p', {}, explain(problem)), h('p', { class: 'quiet' }, 'This page keeps trying.'));
    }
    return { retryAfter: problem.retryAfter };
  }
}

function show(order) {
  const payAt = order.state === 'awaiting_payment' ? webAddress(order.payment_url) : null;
  if (order.state === 'paid') {
    say(
      'Thank you!',
      h('p', {}, 'Your order is paid. The receipt goes to ', foreign('strong', { class: 'breakable' }, order.email), ', with a link that opens your files at any time.'),
      sumOf(order),
      toFiles(order),
    );
  } else if (order.state === 'awaiting_payment' && !payAt) {
    prepared = true;
    showPreparing(order);
  } else if (order.state === 'awaiting_payment' && prepared) {
    // The buyer was on the way there.
    prepared = false;
    showReady(order);
    location.assign(payAt);
  } else if (order.state === 'awaiting_payment' && brought) {
    showReady(order);
  } else if (order.state === 'awaiting_payment') {
    turnedBack ? showUnpaid(order) : showWaiting(order);
  } else if (order.state === 'partially_refunded') {
    say('Partly refunded', h('p', {}, 'A part of the money has gone back to you. An e-mail says how much, and for what.'), sumOf(order), toFiles(order));
  } else if (order.state === 'refunded') {
    say('Refunded', h('p', {}, 'The money has gone back to you. It takes some days until your bank shows it.'), sumOf(order));
  } else if (order.state === 'disputed') {
    say('Your bank is looking into it', h('p', {}, 'The payment was called into question at your bank. Until that is decided, the files may not open.'), sumOf(order));
  } else if (order.state === 'expired') {
    say('This order has expired', h('p', {}, 'No payment arrived in time, and the order is closed. You can order again.'), sumOf(order), again(order));
  } else if (order.state === 'failed') {
    say('The payment failed', h('p', {}, 'The payment did not go through, and the order is closed. You can order again.'), sumOf(order), again(order));
  } else {
    say('Your order', h('p', {}, `Its state is “${order.state.replaceAll('_', ' ')}”. Your e-mail says more.`), sumOf(order));
  }
}

function showPreparing(order) {
  say(
    'Your payment page is being prepared',
    h('p', { class: 'waiting' }, 'Your order is taken, and nothing has been charged. A lot is going on at our payment provider just now; this page goes on by itself as soon as you can pay. You may close it: we also tell you by e-mail.'),
    sumOf(order),
  );
}

function showReady(order) {
  const until = order.expires_at ? ` You can pay until ${formatMoment(order.expires_at)}.` : '';
  say('Ready to be paid', h('p', {}, `The payment page of your order is there.${until}`), sumOf(order), payNow(order, 'Pay now'));
}

function showUnpaid(order) {
  const until = order.expires_at ? ` You can still pay until ${formatMoment(order.expires_at)}.` : '';
  say('Not paid yet', h('p', {}, `You left the payment page before the payment was complete.${until}`), sumOf(order), payNow(order, 'Pay now'));
}

function showWaiting(order) {
  say(
    'Waiting for the payment',
    h('p', { class: 'waiting' }, 'Stripe has not confirmed your payment yet. That usually takes a few seconds, with some ways of paying some days. You may close this page: the receipt comes by e-mail.'),
    sumOf(order),
    later(h('p', { class: 'quiet' }, 'You have not paid yet?'), payNow(order, 'Pay now', 'plain')),
  );
}

/** Who has just paid should not be asked to pay. The place is kept free until then, so that nothing moves. */
function later(...content) {
  const block = h('div', { class: 'later' }, ...content);
  setTimeout(() => block.classList.add('now'), PATIENCE_MS);
  return block;
}

function gaveUp() {
  const look = retryButton('Look again', () => {
    shown = null;
    watch();
  });
  return [
    h('p', {}, prepared ? 'The payment page is not there yet. As soon as it is, we tell you by e-mail.' : 'The payment has not been confirmed so far. As soon as it is, the receipt comes by e-mail.'),
    h('p', { class: 'actions' }, look),
  ];
}

function toFiles(order) {
  return h('p', { class: 'actions' }, h('a', { class: 'button wide', href: purchasesPage(order.id) }, 'Go to your files'));
}

function payNow(order, label, look = '') {
  const payAt = webAddress(order.payment_url);
  return payAt && h('p', { class: 'actions' }, h('a', { class: `button wide ${look}`, href: payAt, rel: 'noreferrer' }, label));
}

function again(order) {
  return h('p', { class: 'actions' }, h('a', { class: 'button wide', href: productPage(order.items[0].product_id) }, 'Back to the product'));
}

function forSale() {
  return h('p', { class: 'actions' }, h('a', { class: 'button plain', href: '/' }, 'See what is for sale'));
}

function sumOf(order) {
  const lines = order.items.map((item) =>
    h(
      'div',
      {},
      h('dt', {}, foreign('span', {}, called(item)), item.contents && foreign('span', { class: 'hint' }, item.contents.map(called).join(', '))),
      h('dd', {}, formatPrice(item.price)),
    ),
  );
  if (order.discount) {
    lines.push(h('div', {}, h('dt', {}, 'Discount'), h('dd', {}, `−${formatMoney(order.discount)}`)));
  }
  const total = h('div', { class: 'total' }, h('dt', {}, 'Total'), h('dd', {}, formatMoney(order.total)));
  return h('dl', { class: 'sum' }, ...lines, total);
}

function say(title, ...content) {
  byId('title').textContent = title;
  byId('body').replaceChildren(...content.filter(Boolean));
  byId('order').setAttribute('aria-busy', 'false');
  titled(title);
  announce(title);
}
