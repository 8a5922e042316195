import log from "./log.js";
import { euro } from "./money";

export const shown = log(euro(1));
