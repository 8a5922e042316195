import { randomBytes, randomInt } from "node:crypto";
import type { Randomness } from "../../ports/clock.ts";

const letters = "0123456789abcdefghijklmnopqrstuvwxyz";

/** The machine's own source of randomness, fit for nonces. */
export const systemRandomness: Randomness = {
  suffix: (length) => Array.from({ length }, () => letters[randomInt(letters.length)]).join(""),
  hex: (bytes) => randomBytes(bytes).toString("hex"),
};
