/** Prices as the API gives them: whole numbers of the currency's smallest unit. */

// Stripe's lists, which are what the API's amounts follow. Browsers bring a table of their own, but it differs between them, and from
// Stripe's: a króna or a shilling of Uganda has no cents and is counted in hundredths all the same.
const WITHOUT_DECIMALS = new Set([
  'BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF',
]);
const WITH_THREE_DECIMALS = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);
const CHARGED_WHOLE = new Set(['ISK', 'UGX']);

/** How many places the smallest unit has that amounts are counted in. */
export function decimalsOf(currency) {
  if (WITHOUT_DECIMALS.has(currency)) {
    return 0;
  }
  return WITH_THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** How many of them people are shown. */
function decimalsShown({ amount, currency }) {
  return CHARGED_WHOLE.has(currency) && amount % 100 === 0 ? 0 : decimalsOf(currency);
}

/** `{amount: 1250, currency: 'USD'}` as the decimal text `12.50`, without a detour through floating point. */
export function decimalText({ amount, currency }) {
  if (!Number.isSafeInteger(amount) || amount < 0) {
    throw new RangeError(`an amount is a whole number of minor units, not ${amount}`);
  }
  const decimals = decimalsOf(currency);
  if (decimals === 0) {
    return String(amount);
  }
  const digits = String(amount).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** As people read it in their own language; `locale` is theirs by default. */
export function formatMoney(money, locale) {
  const decimals = decimalsShown(money);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return format.format(decimalText(money));
}

export function isFree(money) {
  return money.amount === 0;
}

/** A price on a tag: the sum, or that there is none. */
export function formatPrice(money, locale) {
  return isFree(money) ? 'Free' : formatMoney(money, locale);
}

/** What a product costs, on a tag: the sum, or that a buyer may pay more, for another variant or as they like. */
export function priceTag({ price, pricing, price_from: inVariants }, locale) {
  if (inVariants) {
    return isFree(price) ? 'Free and up' : `From ${formatMoney(price, locale)}`;
  }
  if (pricing !== 'pay_what_you_want') {
    return formatPrice(price, locale);
  }
  return isFree(price) ? 'Pay what you want' : `From ${formatMoney(price, locale)}`;
}

/**
 * What somebody typed as a sum, in the currency's smallest unit: `12`, `12.5` and `12,50` of USD are 1200, 1250 and 1250. `null` when it is
 * no sum, or one with more decimals than there are.
 */
export function parseAmount(text, currency) {
  const typed = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  const decimals = decimalsOf(currency);
  if (!typed || (typed[2] ?? '').length > decimals) {
    return null;
  }
  return Number(typed[1] + (typed[2] ?? '').padEnd(decimals, '0'));
}

export function sameMoney(one, other) {
  return one.amount === other.amount && one.currency === other.currency;
}
