export function price(cents: number {
  return cents;
}
