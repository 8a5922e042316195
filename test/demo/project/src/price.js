/** From this many pieces of one kind on, the whole line is cheaper. */
const dozen = 12;
const dozenDiscountPercent = 10;

/** Price of a line in cents. */
export function linePrice(unitCents, pieces) {
  const full = unitCents * pieces;
  if (pieces <= dozen) return full;
  return Math.round((full * (100 - dozenDiscountPercent)) / 100);
}
