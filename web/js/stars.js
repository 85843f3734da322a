/** How good buyers find a product. */
import { h } from './dom.js';

export const MOST_STARS = 5;

/** `467` is “4.67”. */
export function averageText(hundredths, locale) {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 2 }).format(hundredths / 100);
}

/** Of the contract's `Rating`. */
export function ratingInWords({ average_hundredths: average, reviews }, locale) {
  return `${averageText(average, locale)} of ${MOST_STARS} stars, ${reviews === 1 ? '1 review' : `${new Intl.NumberFormat(locale).format(reviews)} reviews`}`;
}

export function starsInWords(stars) {
  return stars === 1 ? '1 star' : `${stars} stars`;
}

/** The stars for the eye, and in words for those who listen. */
export function starsOf(count) {
  return h('span', { class: 'stars' }, h('span', { 'aria-hidden': 'true' }, '★'.repeat(count) + '☆'.repeat(MOST_STARS - count)), h('span', { class: 'unseen' }, starsInWords(count)));
}

/** What the reviews of a product come to, in a line. */
export function ratingLine(rating) {
  return h('span', {}, h('span', { class: 'stars', 'aria-hidden': 'true' }, '★ '), ratingInWords(rating));
}
