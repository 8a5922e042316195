import type { Layout } from "./layout.ts";

/** White space runs are one space; none at the ends. */
export function normaliseSpace(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** `0XFF` and `1E+3` are other writings of `0xff` and `1e3`; in JavaScript and CSS `.5` and `1.50` of `0.5` and `1.5` too. Integers too large for a double keep their digits, and `010` its base. */
export function printNumber(text: string, numbers: Layout["numbers"]): string {
  const lower = text.toLowerCase().replace(/^([0-9._]+e)\+/, "$1");
  if (numbers === "letters" || /^0[0-9]/.test(lower) || !/^[0-9]*\.[0-9]+(e[+-]?[0-9]+)?$|^[0-9]+\.?(e[+-]?[0-9]+)?$/.test(lower)) return lower;
  const value = Number(lower);
  return Number.isFinite(value) && (lower.includes(".") || lower.includes("e") || Number.isSafeInteger(value)) ? String(value) : lower;
}

/**
 * Text between JSX tags, as the words that React sees: white space with a line break in it is nothing at the edges, other white space is a space (`_`).
 * Source: the JSX specification's children, as Babel and TypeScript clean them.
 */
export function printJsxText(text: string): readonly string[] {
  const words = text.split(/[ \t\r\n]+/).filter((word) => word !== "");
  if (words.length === 0) return text.includes("\n") ? [] : ["_"];
  const edge = (space: string | undefined): string[] => (space === undefined || space === "" || space.includes("\n") ? [] : ["_"]);
  const inner = words.flatMap((word, index) => (index === 0 ? [JSON.stringify(word)] : ["_", JSON.stringify(word)]));
  return [...edge(/^[ \t\r\n]*/.exec(text)?.[0]), ...inner, ...edge(/[ \t\r\n]*$/.exec(text)?.[0])];
}
