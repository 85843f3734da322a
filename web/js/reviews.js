/** What buyers say of a product, and what its seller answers. */
import { announce, foreign, h } from './dom.js';
import { isBusy, retryButton, setBusy } from './notice.js';
import { explain } from './problems.js';
import { starsOf } from './stars.js';
import { formatDay } from './times.js';

/** Shows the reviews in `list`, page by page. `fetchPage(cursor)` answers the contract's `ReviewList`. */
export async function showReviews(list, fetchPage, cursor) {
  let page;
  try {
    page = await fetchPage(cursor);
  } catch (problem) {
    list.append(h('li', {}, h('p', {}, explain(problem)), retryAfter(list, fetchPage, cursor, 'Try again')));
    return;
  }
  list.append(...page.items.map(item));
  if (page.next_cursor) {
    list.append(h('li', { class: 'more' }, retryAfter(list, fetchPage, page.next_cursor, 'Show more reviews')));
  }
  if (cursor) {
    announce(`${page.items.length} more reviews are shown.`);
  }
}

function retryAfter(list, fetchPage, cursor, label) {
  const button = retryButton(label, async () => {
    if (isBusy(button)) {
      return;
    }
    setBusy(button, true);
    const row = button.closest('li');
    await showReviews(list, fetchPage, cursor);
    row.remove();
  });
  return button;
}

function item(review) {
  return h(
    'li',
    { class: 'review' },
    h('p', { class: 'facts quiet' }, starsOf(review.rating), foreign('span', {}, review.author ?? 'A buyer'), h('span', {}, formatDay(review.updated_at))),
    review.text && foreign('p', { class: 'plain-text' }, review.text),
    review.answer && h('div', { class: 'answer' }, h('p', { class: 'quiet' }, `The seller answered on ${formatDay(review.answer.answered_at)}`), foreign('p', { class: 'plain-text' }, review.answer.text)),
  );
}
