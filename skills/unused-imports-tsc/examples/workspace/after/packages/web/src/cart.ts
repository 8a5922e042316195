import { euro, type Price } from "./money";

export function total(prices: readonly Price[]): string {
  return euro(prices.reduce((sum, { cents }) => sum + cents, 0));
}
