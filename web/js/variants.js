/** What products are sold as. */

/** What was bought, with the variant it was bought as: `Lantern typeface (Team licence)`. */
export function called({ title, variant }) {
  return variant ? `${title} (${variant.name})` : title;
}
