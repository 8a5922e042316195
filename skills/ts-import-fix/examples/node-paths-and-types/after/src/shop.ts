import log from "./Log.js";
import { euro } from "./money.js";

export const shown = log(euro(1));
