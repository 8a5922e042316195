import type { Format } from "./format.ts";

/** The literals that the formats' rules ask for, each once, in UTF-8, in the order in which the rulebook numbers them. */
export function literalsOf(formats: readonly Format[]): readonly Uint8Array[] {
  const encoder = new TextEncoder();
  const texts = new Set(formats.flatMap(({ rules }) => rules.flatMap(({ literals }) => literals)));
  return Array.from(texts, (text) => encoder.encode(text));
}
