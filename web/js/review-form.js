/** Where a buyer reviews what they bought. */
import { announce, h } from './dom.js';
import { isBusy, setBusy } from './notice.js';
import { explain, shareOut } from './problems.js';
import { MOST_STARS, starsInWords } from './stars.js';

const LABELS = { rating: 'This', text: 'This', author: 'This' };

/**
 * A part that opens into the form, with the review that there is. `reviews` has `find()`, which answers the contract's `Review` or `null`,
 * `write(draft)` and `remove()`. `name` tells the fields of several forms on a page apart.
 */
export function reviewForm(name, title, reviews) {
  const stars = Array.from({ length: MOST_STARS }, (_, index) => radio(name, index + 1));
  const text = h('textarea', { id: `${name}-text`, rows: '4', maxlength: '5000', dir: 'auto', 'aria-describedby': `${name}-text-error` });
  const author = h('input', { id: `${name}-author`, maxlength: '60', autocomplete: 'nickname', dir: 'auto', 'aria-describedby': `${name}-author-hint ${name}-author-error` });
  const errors = { rating: error(name, 'rating'), text: error(name, 'text'), author: error(name, 'author') };
  const trouble = h('p', { class: 'error', role: 'alert' });
  const send = h('button', { type: 'submit', class: 'button' }, 'Publish the review');
  const remove = h('button', { type: 'button', class: 'button plain', hidden: true, onclick: () => during(remove, takeBack) }, 'Take it back');
  const form = h(
    'form',
    { class: 'review-form', method: 'post', novalidate: true, hidden: true },
    h('fieldset', { 'aria-describedby': `${name}-rating-error` }, h('legend', {}, 'How good is it?'), ...stars.map(({ row }) => row), errors.rating),
    h('div', { class: 'field' }, h('label', { for: text.id }, 'What would you tell others?'), text, errors.text),
    h('div', { class: 'field' }, h('label', { for: author.id }, 'Your name, as others see it'), h('p', { class: 'hint', id: `${name}-author-hint` }, 'Leave it empty to be “A buyer”. Nothing else is shown of you.'), author, errors.author),
    h('p', { class: 'actions' }, send, remove),
    trouble,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    during(send, publish);
  });
  const part = h('details', { class: 'review-part' }, h('summary', {}, 'Review it', h('span', { class: 'unseen' }, `: ${title}`)), form);
  part.addEventListener('toggle', () => part.open && form.hidden && load());
  return part;

  async function load() {
    try {
      fill(await reviews.find());
      form.hidden = false;
    } catch (problem) {
      part.append(h('p', { class: 'error', role: 'alert' }, explain(problem)));
    }
  }

  function fill(review) {
    stars.forEach(({ input, value }) => (input.checked = value === review?.rating));
    text.value = review?.text ?? '';
    author.value = review?.author ?? '';
    remove.hidden = !review;
    send.textContent = review ? 'Change the review' : 'Publish the review';
  }

  async function publish() {
    const rating = stars.find(({ input }) => input.checked)?.value;
    if (!rating) {
      complain({ fields: new Map([['rating', 'Choose one to five stars.']]), rest: null });
      return;
    }
    const called = author.value.trim();
    fill(await reviews.write({ rating, text: text.value, ...(called && { author: called }) }));
    announce('Your review is published.');
  }

  async function takeBack() {
    await reviews.remove();
    fill(null);
    announce('Your review is gone.');
    text.focus();
  }

  async function during(button, act) {
    if (isBusy(button)) {
      return;
    }
    complain({ fields: new Map(), rest: null });
    setBusy(button, true);
    try {
      await act();
    } catch (problem) {
      complain(shareOut(problem, LABELS));
    }
    setBusy(button, false);
  }

  function complain({ fields, rest }) {
    for (const [field, place] of Object.entries(errors)) {
      place.textContent = fields.get(field) ?? '';
    }
    trouble.textContent = rest ?? '';
    if (fields.has('rating')) {
      stars[0].input.focus();
    }
  }
}

function radio(name, value) {
  const input = h('input', { type: 'radio', name: `${name}-rating`, id: `${name}-rating-${value}`, value: String(value) });
  return { value, input, row: h('label', { for: input.id, class: 'choice' }, input, h('span', { 'aria-hidden': 'true', class: 'stars' }, '★'.repeat(value)), h('span', { class: 'unseen' }, starsInWords(value))) };
}

function error(name, field) {
  return h('p', { class: 'error', id: `${name}-${field}-error` });
}
