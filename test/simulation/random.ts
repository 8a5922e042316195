/** Chance from a seed: the same seed gives the same story, on every machine. */
import type { Randomness } from "../../src/ports/clock.ts";
import { seededRandom } from "../core/failure/seeded-random.ts";

const letters = "0123456789abcdefghijklmnopqrstuvwxyz";

export interface Chance {
  /** A whole number from `least` to `most`. */
  number(least: number, most: number): number;
  /** True so often, from 0 to 1. */
  happens(share: number): boolean;
  one<T>(choices: readonly [T, ...T[]]): T;
}

/** `stream` keeps what is drawn for one purpose apart from the others. */
export function chanceOf(seed: number, stream: number): Chance {
  const next = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream, 0x85ebca6b));
  next();
  return {
    number: (least, most) => least + Math.floor(next() * (most - least + 1)),
    happens: (share) => next() < share,
    one: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
  };
}

export function randomnessOf(chance: Chance): Randomness {
  return {
    suffix: (length) => Array.from({ length }, () => letters[chance.number(0, 35)]).join(""),
    hex: (bytes) => Array.from({ length: bytes }, () => chance.number(0, 255).toString(16).padStart(2, "0")).join(""),
  };
}
