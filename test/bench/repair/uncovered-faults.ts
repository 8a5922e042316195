/** Faults that no skill may touch: broken syntax, unknown names, wrong values. */
import { atMatches, onLines, pick, type Fault } from "./fault.ts";

/** A closing bracket that nobody opened, on a line of its own. */
export const straySyntax: Fault = onLines("a stray bracket", (lines, random) => lines.toSpliced(Math.floor(random() * lines.length), 0, "})]"));

export const unknownName: Fault = atMatches("an unknown name", /(?<=return )[a-z][a-zA-Z_]*(?=;?\n)/g, (match) => `${match}Misspelt`, 1);

export const pythonUnknownName: Fault = onLines("an unknown name", (lines, random) => {
  const places = lines.flatMap((line, index) => (/^ +return [a-z_]+$/.test(line) ? [index] : []));
  const at = pick(places, random);
  return at === undefined ? null : lines.with(at, `${lines[at] ?? ""}_misspelt`);
});

/** A value that the test beside it does not expect. */
export const wrongValue: Fault = atMatches("a wrong value", /\b(?:[1-9]\d?|true|false|True|False)\b(?=[;,)\n])/g, (match) => ({ true: "false", false: "true", True: "False", False: "True" })[match] ?? String(Number(match) + 7), 2);
