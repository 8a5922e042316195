export function recieve(order: string): string {
  return order;
}
