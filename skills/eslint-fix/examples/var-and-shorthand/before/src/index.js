import { total } from "./cart.js";

export const empty = total([]);
