import { rebate } from "./rebate.js";

export const total = (prices) => prices.reduce((sum, price) => sum + price - rebate, 0);
