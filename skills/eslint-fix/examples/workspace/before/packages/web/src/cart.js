export function cart(price) {
  var tax = price * 0.19;
  return { price: price, tax: tax };
}
