/**
 * Flake8 3 to 7 (and what shares its line: pycodestyle, pyflakes codes, ruff's concise output). Ruff says "Found N errors." and
 * "fixable" afterwards, and marks fixable rules with `[*]`; the tool is told by that.
 */
import type { Finding, Format, Groups, Surroundings } from "../../format.ts";
import { beforeNumber } from "../literals.ts";

const CODE = "[A-Z]{1,4}\\d{3,4}";

export const flake8: Format = {
  tool: "flake8",
  layer: "tool",
  class: "lint",
  pattern_name: "flake8_problems",
  judge: (sightings) => (sightings.some(({ rule }) => rule.id === "ruff-summary" || rule.id === "ruff-run") ? { class: "lint", tool: "ruff", pattern_name: "ruff_problems" } : null),
  rules: [
    { id: "ruff-run", says: "detail", literals: ["ruff check", "ruff --", "ruff ."], pattern: /(?:^|[\s/&;])ruff(?:@[\w.]{1,20})? (?:check\b|--|\.(?:\s|$))/ },
    { id: "ruff-summary", says: "detail", literals: beforeNumber("Found "), pattern: /^Found [1-9]\d* errors?(?: \(\d+ fixed, \d+ remaining\))?\.$/, read: (_groups, { previous }) => (previous !== null && previous.distance <= 3 && previous.finding.tool === undefined ? {} : null) },
    {
      id: "problem",
      says: "problem",
      literals: [...beforeNumber(".py:", ".pyi:", ".pyx:"), ".ipynb:"],
      pattern: new RegExp(`^(?<file>[^\\s:][^:]*\\.(?:pyi?|pyx|ipynb)):(?:cell \\d+:)?(?<line>\\d+):(?<column>\\d+): (?<rule>${CODE}) (?<fix>\\[\\*\\] )?(?<message>.+)$`),
      confidence: 0.92,
      read: (groups, around) => readProblem(groups, around),
    },
    { id: "no-column", says: "problem", literals: beforeNumber(".py:"), pattern: new RegExp(`^(?<file>[^\\s:][^:]*\\.py):(?<line>\\d+): \\[(?<rule>[A-Z]{1,3}\\d{3})(?:\\([\\w-]+\\), ?[^\\]]*)?\\] (?<message>.+)$`), confidence: 0.85, read: (groups, around) => readProblem(groups, around) },
    { id: "pyflakes", says: "problem", literals: ["imported but unused", "redefinition of unused ", "undefined name '", "is assigned to but never used", "unable to detect undefined names"], pattern: /^(?<file>[^\s:][^:]*\.py):(?<line>\d+)(?::(?<column>\d+))?:? (?<message>(?:'|"|`|redefinition|undefined|import |local |from )[^[\]]*)$/, tool: "pyflakes", pattern_name: "pyflakes_problems", confidence: 0.9 },
  ],
};

/** Rules that only Ruff has, or has renamed; the letters of flake8's plug-ins are shared. */
const ONLY_RUFF = /^(?:RUF|PL[CERW]|UP|FURB|PERF|I00)\d*/;
/** Ruff begins the words of what it took over with a capital or a back-tick; pycodestyle and Pyflakes with a small letter or a quotation mark. */
const RUFF_WORDS = /^(?:[WF]\d{3}|E[1-7]\d\d) (?:\[\*\] )?[A-Z`]/;
const NEAR = [1, 2, 3];
const CODED = new RegExp(`^[^\\s:][^:]*:\\d+:(?:\\d+:)? \\[?(?<told>${CODE})\\]? (?<words>.+)$`);

function isRuffs(text: string): boolean {
  const { told = "", words = "" } = CODED.exec(text)?.groups ?? {};
  return ONLY_RUFF.test(told) || RUFF_WORDS.test(`${told} ${words}`);
}

function readProblem({ file = "", line, column, rule = "", fix, message }: Groups, around: Surroundings): Finding {
  const ruff = fix !== undefined || around.previous?.finding.tool === "ruff" || [0, ...NEAR].some((offset) => isRuffs(around.at(offset) ?? ""));
  return {
    places: [{ file, line, column, rule, message }],
    kind: rule,
    ...(message === undefined ? {} : { message }),
    ...(ruff ? { tool: "ruff", pattern_name: "ruff_problems" } : {}),
  };
}
