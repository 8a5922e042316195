/** The rulebook binds every rule of every format to the prefilter that finds its literals. It is built once and shared. */
import { buildAutomaton } from "./bytes/automaton.ts";
import { createPrefilter, type Prefilter } from "./bytes/prefilter.ts";
import type { Format, Rule } from "./format.ts";
import { formats } from "./formats/registry.ts";

export interface BoundRule {
  readonly format: Format;
  readonly rule: Rule;
  readonly pattern: RegExp;
  readonly before: number;
  readonly after: number;
  /** Position in the rulebook: rules are tried in this order. */
  readonly order: number;
}

export interface Rulebook {
  readonly prefilter: Prefilter;
  /** The rules to try for each accepting state of the automaton, in order. */
  readonly rulesOf: ReadonlyMap<number, readonly BoundRule[]>;
}

const BEFORE = 2;
const AFTER = 3;

export function buildRulebook(from: readonly Format[]): Rulebook {
  const rules = from.flatMap((format) => format.rules.map((rule) => ({ format, rule })));
  const bound = rules.map(({ format, rule }, order): BoundRule => ({ format, rule, pattern: rule.pattern, before: rule.before ?? BEFORE, after: rule.after ?? AFTER, order }));
  const byLiteral = new Map<string, BoundRule[]>();
  for (const entry of bound) for (const literal of entry.rule.literals) byLiteral.set(literal, [...(byLiteral.get(literal) ?? []), entry]);
  const literals = [...byLiteral.keys()];
  const automaton = buildAutomaton(literals);
  const rulesOf = new Map<number, readonly BoundRule[]>();
  for (const [state, indices] of automaton.outputs) {
    const wanted = new Set(indices.flatMap((index) => byLiteral.get(literals[index] ?? "") ?? []));
    rulesOf.set(state, [...wanted].sort((a, b) => a.order - b.order));
  }
  return { prefilter: createPrefilter(automaton), rulesOf };
}

/** The rules whose literals were found in one line, each once, in order. */
export function candidateRules(rulebook: Rulebook, states: readonly number[]): readonly BoundRule[] {
  const [only] = states;
  if (states.length === 1 && only !== undefined) return rulebook.rulesOf.get(only) ?? [];
  const rules = new Set([...new Set(states)].flatMap((state) => rulebook.rulesOf.get(state) ?? []));
  return [...rules].sort((a, b) => a.order - b.order);
}

let built: Rulebook | null = null;

/** The rulebook of all registered formats. */
export function defaultRulebook(): Rulebook {
  built ??= buildRulebook(formats);
  return built;
}
