import { rebate, voucher } from "./offers";
import { euro, Price } from "../money";
import log from "../log";

/** What a cart costs. */
export function total(prices: readonly Price[]): string {
  const sum = prices.reduce((all, { cents }) => all + rebate(cents), 0);
  log(voucher(sum));
  return euro(sum);
}
