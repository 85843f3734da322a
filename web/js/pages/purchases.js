/**
 * What a purchase token opens. The receipt's link brings the token in the address's fragment, which no browser sends to a server; it
 * is taken out of the address at once, so that it stays neither in the history nor on the screen, and kept for as long as the tab is
 * open. A fragment that is an order's id opens an order that was placed in this browser.
 */
import { isOrderId, isPurchaseToken, orderPage, purchasesPage, webAddress } from '../addresses.js';
import { Api } from '../api.js';
import { BrowserStorage } from '../browser-storage.js';
import { announce, byId, foreign, h } from '../dom.js';
import { Downloads } from '../downloads.js';
import { formatPrice } from '../money.js';
import { isBusy, notice, retryButton, setBusy } from '../notice.js';
import { OrderAttempts } from '../order-attempts.js';
import { Problem, explain } from '../problems.js';
import { RememberedOrders } from '../remembered-orders.js';
import { reviewForm } from '../review-form.js';
import { formatSize } from '../sizes.js';
import { formatDay } from '../times.js';
import { byPart, called } from '../variants.js';

const OPENED = 'souk.opened';

const api = new Api();
const tab = BrowserStorage.ofTab();
const remembered = new RememberedOrders(BrowserStorage.ofBrowser());
const opened = byId('opened');
let turn = 0;

addEventListener('hashchange', open);
byId('forget').addEventListener('click', forget);
open();

function open() {
  listRemembered();
  const fragment = readFragment();
  if (isOrderId(fragment)) {
    openWith(remembered.tokenOf(fragment));
  } else if (fragment === '') {
    openWith(tab.read(OPENED));
  } else {
    history.replaceState(null, '', location.pathname);
    if (isPurchaseToken(fragment)) {
      tab.write(OPENED, fragment);
      openWith(fragment);
    } else {
      opened.replaceChildren(notice('The link is not complete', explain(new Problem({ code: 'token_invalid' }))));
      done();
    }
  }
}

function readFragment() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

async function openWith(token) {
  turn += 1;
  const mine = turn;
  if (!token) {
    opened.replaceChildren(notice('Open the link in your receipt', 'It came by e-mail when you bought something, and opens your files on any device.'));
    done();
    return;
  }
  opened.setAttribute('aria-busy', 'true');
  opened.replaceChildren(h('p', { class: 'quiet' }, 'Opening…'));
  try {
    const page = await api.purchases(token);
    if (mine !== turn) {
      return;
    }
    if (page.items.length === 0) {
      opened.replaceChildren(
        notice('Nothing to download yet', 'Your files are here as soon as the payment is confirmed.', retryButton('Look again', () => openWith(token))),
      );
    } else {
      const list = h('div', { class: 'purchases' });
      opened.replaceChildren(list);
      append(list, page, token);
    }
    announce(page.items.length === 1 ? 'One purchase.' : `${page.items.length} purchases.`);
  } catch (problem) {
    if (mine !== turn) {
      return;
    }
    const retry = problem.status === 401 ? [] : [retryButton('Try again', () => openWith(token))];
    opened.replaceChildren(notice('Your purchases could not be opened', explain(problem), ...retry));
    announce('Your purchases could not be opened.');
    if (problem.status === 401) {
      tab.forget(OPENED);
    }
  }
  done();
}

function append(list, page, token) {
  const downloads = new Downloads((purchaseId, fileId) => api.download(purchaseId, fileId, token));
  list.append(
    ...page.items.map((purchase) => card(purchase, downloads, reviewsOf(purchase.id, token), (wanted) => api.wantVersionMails(purchase.id, wanted, token))),
  );
  if (!page.next_cursor) {
    return;
  }
  const more = retryButton('Show more', async () => {
    if (isBusy(more)) {
      return;
    }
    setBusy(more, true);
    try {
      const next = await api.purchases(token, { cursor: page.next_cursor });
      more.parentElement.remove();
      append(list, next, token);
      announce(`${next.items.length} more purchases are shown.`);
    } catch (problem) {
      setBusy(more, false);
      announce(explain(problem));
    }
  });
  list.append(h('p', { class: 'more' }, more));
}

function reviewsOf(purchaseId, token) {
  return {
    find: () => api.review(purchaseId, token),
    write: (draft) => api.writeReview(purchaseId, draft, token),
    remove: () => api.deleteReview(purchaseId, token),
  };
}

function card(purchase, downloads, reviews, wantMails) {
  let left = purchase.downloads_left;
  const count = h('span', {}, inWords(left));
  const trouble = h('p', { class: 'error', role: 'alert' });
  const buttons = [];

  const update = (downloadsLeft) => {
    left = Math.min(left, downloadsLeft);
    count.textContent = inWords(left);
    buttons.forEach((button) => setBusy(button, left === 0));
  };
  const fetchFile = async (file, button) => {
    if (isBusy(button)) {
      return;
    }
    setBusy(button, true);
    trouble.textContent = '';
    try {
      const download = await downloads.url(purchase.id, file.id);
      update(download.downloads_left);
      const url = webAddress(download.url);
      if (!url) {
        throw new Problem({ code: 'unreadable_answer' });
      }
      announce(`${file.name} is being downloaded. ${inWords(left)}.`);
      location.assign(url);
    } catch (problem) {
      trouble.textContent = explain(problem);
      if (problem.status === 403) {
        // Used up or taken back: that holds for all of the purchase.
        buttons.forEach((each) => setBusy(each, true));
      } else {
        setBusy(button, left === 0);
      }
    }
  };

  const row = (file, ...more) => {
    const button = h('button', { type: 'button', class: 'button', onclick: () => fetchFile(file, button) }, 'Download', h('span', { class: 'unseen' }, named(file)));
    buttons.push(button);
    return h(
      'li',
      {},
      h(
        'div',
        { class: 'file' },
        foreign('span', { class: 'file-name' }, file.name),
        h('span', { class: 'quiet' }, aboutVersion(file)),
        ...notes(file),
        checksum(file),
      ),
      button,
      ...more,
    );
  };
  const list = (files) => h('ul', { class: 'files' }, ...files.map((file) => row(file, ...olderVersions(file, row))));
  const element = h(
    'article',
    { class: 'purchase' },
    foreign('h2', {}, called({ title: purchase.product.title, variant: purchase.variant })),
    h('p', { class: 'quiet facts' }, h('span', {}, `Bought on ${formatDay(purchase.purchased_at)}`), h('span', {}, formatPrice(purchase.price)), count),
    ...byPart(purchase).map(({ part, files }) => h('div', {}, part && foreign('h3', {}, called(part)), list(files))),
    trouble,
    versionMails(purchase, wantMails),
    reviewForm(`review-${purchase.id}`, purchase.product.title, reviews),
  );
  update(left);
  return element;
}

/** Whether the buyer hears of new versions by e-mail. What is ticked is what is kept. */
function versionMails(purchase, want) {
  const trouble = h('p', { class: 'error', role: 'alert' });
  const box = h('input', { type: 'checkbox', id: `mails-${purchase.id}`, checked: purchase.version_mails });
  box.addEventListener('change', async () => {
    const wanted = box.checked;
    box.disabled = true;
    trouble.textContent = '';
    try {
      await want(wanted);
      announce(wanted ? 'You will hear of new versions.' : 'You will not hear of new versions.');
    } catch (problem) {
      box.checked = !wanted;
      trouble.textContent = explain(problem);
    }
    box.disabled = false;
    box.focus();
  });
  return h('div', { class: 'version-mails' }, h('label', { class: 'choice', for: box.id }, box, h('span', {}, 'E-mail me when it has a new version', h('span', { class: 'unseen' }, `: ${purchase.product.title}`))), trouble);
}

/** Whoever never had another version of it need not hear that there are any. */
function isOnly(file) {
  return file.version === 1 && !file.older_versions;
}

function named(file) {
  return isOnly(file) ? ` ${file.name}` : ` ${file.name}, version ${file.version}`;
}

function aboutVersion(file) {
  if (isOnly(file)) {
    return formatSize(file.size);
  }
  return `Version ${file.version} of ${formatDay(file.released_at)}, ${formatSize(file.size)}`;
}

function notes(file) {
  return file.release_notes ? [foreign('p', { class: 'release-notes' }, file.release_notes)] : [];
}

function olderVersions(file, row) {
  const older = file.older_versions ?? [];
  if (older.length === 0) {
    return [];
  }
  const title = older.length === 1 ? 'An older version' : `${older.length} older versions`;
  return [h('details', { class: 'older' }, h('summary', {}, title, h('span', { class: 'unseen' }, ` of ${file.name}`)), h('ul', { class: 'files' }, ...older.map((each) => row(each))))];
}

function checksum(file) {
  if (!file.sha256) {
    const title = `A checksum: hash the downloaded file ${formatSize(file.parts.size)} at a time, and these hashes together`;
    return h('span', { class: 'checksum' }, h('abbr', { title }, 'SHA-256 of parts'), ' ', h('code', {}, file.parts.sha256));
  }
  return h('span', { class: 'checksum' }, h('abbr', { title: 'A checksum: the downloaded file must have the same' }, 'SHA-256'), ' ', h('code', {}, file.sha256));
}

function inWords(left) {
  if (left === 0) {
    return 'No downloads left';
  }
  return left === 1 ? '1 download left' : `${left} downloads left`;
}

function listRemembered() {
  const orders = remembered.all();
  byId('remembered').hidden = orders.length === 0;
  byId('orders').replaceChildren(
    ...orders.map((order) =>
      h(
        'li',
        {},
        foreign('span', { class: 'file-name' }, order.title),
        h('span', { class: 'quiet' }, formatDay(order.at)),
        h('a', { href: purchasesPage(order.id) }, 'Files', h('span', { class: 'unseen' }, ` of ${order.title}`)),
        h('a', { href: orderPage(order.id) }, 'Order', h('span', { class: 'unseen' }, ` of ${order.title}`)),
      ),
    ),
  );
}

function forget() {
  remembered.forgetAll();
  new OrderAttempts(tab).forgetAll();
  tab.forget(OPENED);
  history.replaceState(null, '', location.pathname);
  open();
  announce('This browser has forgotten your orders. The links in your receipts still open them.');
  byId('main').focus();
}

function done() {
  opened.setAttribute('aria-busy', 'false');
}
