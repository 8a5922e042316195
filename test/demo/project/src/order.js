import { linePrice } from "./price.js";

/** A new, empty order of a customer. */
export function openOrder(customer) {
  return { customer: customer, lines: [] };
}

/** The order with one more line. */
export function addLine(order, name, unitCents, pieces) {
  var line = { name, unitCents, pieces };
  return { ...order, lines: [...order.lines, line] };
}

/** What the whole order costs, in cents. */
export function orderTotal(order) {
  let prices = order.lines.map((line) =>
    linePrice(line.unitCents, line.pieces),
  );
  var total = 0;
  for (let price of prices) total += price;
  return total;
}
