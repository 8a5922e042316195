// Prices are in cents.
export function format(cents, currency = "EUR") {
  const amount = (cents / 100).toFixed(2);
  return `${amount} ${currency}`;
}
