const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

/** Bytes as people read them, in steps of 1000 as download pages and file managers count: `4.2 MB`. */
export function formatSize(bytes, locale) {
  let size = bytes;
  let unit = 0;
  // 999.95 would be shown as 1,000: the next unit says it better.
  while (size >= 999.95 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[unit],
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: unit === 0 || size >= 100 ? 0 : 1,
  }).format(size);
}
