import { dollar, euro, type Price } from "./money";
import { vat } from "./money";
import { dollar as usd, vat as tax } from "./money";

export function total(prices: readonly Price[]): string {
  return euro(prices.reduce((sum, { cents }) => sum + cents, 0));
}
