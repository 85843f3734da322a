/**
 * The file that a store's sales were written into. The letter's link brings the token in the fragment, which no browser sends to a server; it
 * is taken out of the address at once, so that it stays neither in the history nor on the screen.
 */
import { isExportId, isPurchaseToken, webAddress } from '../addresses.js';
import { Api } from '../api.js';
import { announce, byId, h } from '../dom.js';
import { isBusy, setBusy } from '../notice.js';
import { explain } from '../problems.js';

const api = new Api();
const place = byId('export');
const id = new URLSearchParams(location.search).get('id');
const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname + location.search);

if (isExportId(id) && isPurchaseToken(token)) {
  const button = h('button', { type: 'button', class: 'button' }, 'Download the file');
  button.addEventListener('click', () => download(button));
  place.replaceChildren(
    h('p', {}, 'The sales are a table of comma-separated values, which Excel, Numbers and LibreOffice open. It names buyers: keep it where nobody else reads it.'),
    h('p', {}, button),
  );
} else {
  place.replaceChildren(h('p', {}, 'The link is not complete. Follow the one in the e-mail again.'));
}

async function download(button) {
  if (isBusy(button)) {
    return;
  }
  setBusy(button, true);
  try {
    const { url } = await api.openExport(id, token);
    const address = webAddress(url);
    if (address) {
      announce('The download begins.');
      location.assign(address);
    }
  } catch (problem) {
    place.append(h('p', { class: 'notice' }, problem.code === 'not_found' ? 'There is no such export any more: its time is over. Ask for another one.' : explain(problem)));
  } finally {
    setBusy(button, false);
  }
}
