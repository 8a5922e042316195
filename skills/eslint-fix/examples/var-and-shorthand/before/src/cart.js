// Adds up a shopping cart; prices are in cents.
export function total(items) {
  var sum = 0;
  for (const item of items) {
    let price = item.price * item.count;
    sum += price;
  }
  return { sum: sum, count: items.length };
}
