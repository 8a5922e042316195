export function cart(price) {
  let tax = price * 0.19;
  return { price, tax };
}
