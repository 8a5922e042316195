import "./setup";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import type { Money, Price } from "./money";
import currency, { format, round } from "./currency";
import * as tax from "./tax";
import {
  discount,
  rebate,
  voucher,
} from "./offers";

/** What a cart costs. */
export function total(prices: Price[]): string {
  const sum = prices.reduce((all, price) => all + rebate(price), 0);
  return format(round(sum), join("a", "b"));
}
