// Adds up a shopping cart; prices are in cents.
export function total(items) {
  let sum = 0;
  for (const item of items) {
    const price = item.price * item.count;
    sum += price;
  }
  return { sum, count: items.length };
}
