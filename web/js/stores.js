/** What a store's page says of who sells there, and what is said of one that is away. */
import { webAddress } from './addresses.js';
import { foreign, h } from './dom.js';

const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** Name and picture, in a line; nothing when there is neither. A picture that does not load is not missed. */
export function sellerLine({ seller_name: name, avatar_url: avatar }) {
  const picture = avatar ? webAddress(avatar) : null;
  if (!name && !picture) {
    return [];
  }
  return [
    h(
      'p',
      { class: 'person' },
      picture && h('img', { src: picture, alt: '', width: 48, height: 48, loading: 'lazy', referrerpolicy: 'no-referrer', onerror: gone }),
      name && foreign('span', {}, name),
    ),
  ];
}

/** The seller's own links. They lead away, to pages that nobody here has looked at. */
export function linkList(links) {
  const items = (links ?? [])
    .map(({ title, url }) => [title, webAddress(url)])
    .filter(([, url]) => url !== null)
    .map(([title, url]) => h('li', {}, foreign('a', { href: url, rel: 'nofollow ugc noopener noreferrer' }, title)));
  return items.length === 0 ? [] : [h('ul', { class: 'elsewhere' }, ...items)];
}

/** That nothing can be ordered, in the seller's words if they left any. */
export function awayNotice({ message, returns_on: day }) {
  const back = day ? `The seller means to be back on ${dayInWords(day)}.` : 'The seller has not said for how long.';
  return h(
    'div',
    { class: 'notice' },
    h('h2', {}, 'On vacation'),
    message && foreign('p', { class: 'lines' }, message),
    h('p', {}, `Nothing can be ordered here just now. ${back}`),
  );
}

/** `2027-01-07` as `January 7, 2027`. */
export function dayInWords(day) {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? day : DAY.format(time);
}

function gone(event) {
  event.target.remove();
}
