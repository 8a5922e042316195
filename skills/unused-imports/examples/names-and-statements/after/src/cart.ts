import "./setup";
import { join } from "node:path";

import type { Price } from "./money";
import { format, round } from "./currency";
import {
  rebate,
} from "./offers";

/** What a cart costs. */
export function total(prices: Price[]): string {
  const sum = prices.reduce((all, price) => all + rebate(price), 0);
  return format(round(sum), join("a", "b"));
}
