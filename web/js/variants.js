/** What products are sold as. */

/** What was bought, with the variant it was bought as: `Lantern typeface (Team licence)`. */
export function called({ title, variant }) {
  return variant ? `${title} (${variant.name})` : title;
}

/** The files of a purchase, of a bundle those of each thing that it gave under what that was called: `[{part, files}]`. */
export function byPart({ product, contents = [], files }) {
  const own = files.filter((file) => !contents.some((part) => part.product_id === file.product_id));
  const parts = contents.map((part) => ({ part, files: files.filter((file) => file.product_id === part.product_id) }));
  return contents.length === 0 ? [{ part: null, files }] : [...parts, { part: { title: product.title }, files: own }].filter((each) => each.files.length > 0);
}
