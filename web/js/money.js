/** Prices as the API gives them: whole numbers of the currency's smallest unit. */

// Stripe's list, which is what the API's amounts follow. Browsers bring a table of their own, but it differs between them.
const WITHOUT_DECIMALS = new Set([
  'BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF',
]);

export function decimalsOf(currency) {
  return WITHOUT_DECIMALS.has(currency) ? 0 : 2;
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
  const decimals = decimalsOf(money.currency);
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

export function sameMoney(one, other) {
  return one.amount === other.amount && one.currency === other.currency;
}
