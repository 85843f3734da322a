/** `2026-11-23T10:31:00Z` as a day, `23 November 2026`, in the reader's language and time zone. */
export function formatDay(time, locale) {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(time));
}

/** The same as a moment, with the day only when it is not today's. */
export function formatMoment(time, now = new Date(), locale) {
  const date = new Date(time);
  const today = date.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(locale, today ? { timeStyle: 'short' } : { dateStyle: 'long', timeStyle: 'short' }).format(date);
}
