import { euro, type Price } from "./money.js";
import type { Cents } from "./money.js";
import log from "./Log.js";
import { rebate } from "./offers.js";

export const total = (prices: readonly Price[]): string => log(euro(prices.reduce((sum: Cents, { cents }) => sum + rebate(cents), 0)));
