/** What linters mend themselves: declarations, literals, imports. */
import { atMatches, onLines, pick, type Fault } from "./fault.ts";

export const javaScriptLint: readonly Fault[] = [
  atMatches("var for const", /^(\s*)const (?=[a-zA-Z_]+ = )/gm, (match) => match.replace("const", "var")),
  atMatches("let for const", /^(\s*)const (?=[a-zA-Z_]+ = )/gm, (match) => match.replace("const", "let")),
  atMatches("a name in brackets", /(?<=[a-z])\.(?:length|name|prototype|message|call|push)\b/g, (match) => `["${match.slice(1)}"]`),
  atMatches("a double negation", /(?<=\bif \()[a-z][a-zA-Z]*(?=\) \{)/g, (match) => `!!${match}`),
  atMatches("a written-out assignment", /\b([a-z]+) \+= /g, (match) => { const name = match.split(" ")[0] ?? ""; return `${name} = ${name} + `; }),
];

/** Whole-line imports at the top of a module, in another order. */
export const importOrder: Fault = onLines("imports in another order", (lines, random) => {
  const places = lines.flatMap((line, index) => (/^(?:import [a-z_.]+|from [a-z_.]+ import [A-Za-z_, ]+)$/.test(line) ? [index] : []));
  const block = places.filter((place, index) => places[index + 1] === place + 1 || places[index - 1] === place - 1);
  const [one, other] = [pick(block, random), pick(block, random)];
  if (one === undefined || other === undefined || one === other) return null;
  return lines.with(one, lines[other] ?? "").with(other, lines[one] ?? "");
});

/** An import of a name that nothing uses, below the others. */
export const unusedImport: Fault = onLines("an unused import", (lines, random) => {
  const at = lines.findIndex((line) => /^import [a-z_]+$/.test(line));
  const name = pick(["colorsys", "sndhdr", "mailcap", "fractions"], random) ?? "fractions";
  return at === -1 ? null : lines.toSpliced(at, 0, `import ${name}`);
});
