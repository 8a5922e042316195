/** The cases beside a pack: facts that satisfy it, changes to them, and the answer that must come of it. */
import { z } from "zod";
import type { GitSha } from "../identity/identifier.ts";
import { evaluateGate } from "./evaluate-gate.ts";
import type { Facts } from "./facts.ts";
import type { Pack } from "./load-pack.ts";
import { Answer, Gate } from "./verdict.ts";

const strings = z.array(z.string());

const FactsText = z.strictObject({
  pull: z.strictObject({
    number: z.int(), author: z.string(), draft: z.boolean(), files: strings, changed_lines: z.int(), head_branch: z.string(), base_branch: z.string(), mergeable: z.boolean().nullable(), fork: z.boolean().default(false), same_head: strings.default([]),
  }),
  now: z.strictObject({ weekday: z.int(), hour: z.int() }).nullable().default(null),
  labels: strings,
  contract: z.strictObject({ violations: z.int(), rules: strings }).nullable(),
  post_checks: z.strictObject({ total: z.int(), failed: z.int() }).nullable(),
  secrets: z.strictObject({ found: z.int() }).nullable(),
  files: z.strictObject({ source: strings, tests: strings, documentation: strings, configuration: strings, workflows: strings }).nullable().default(null),
  diff: z.strictObject({
    added: z.int(), removed: z.int(), tests_removed: z.int(), assertions_removed: z.int(), skips_added: z.int(), suppressions_added: z.int(), failures_swallowed: z.int(),
    thresholds_lowered: z.int(), hidden_characters: z.int(),
  }).nullable().default(null),
  scripts: z.strictObject({ changed: strings }).nullable().default(null),
  dependencies: z.strictObject({ added: strings, updated: strings, removed: strings }).nullable().default(null),
  licences: z.strictObject({ found: strings, unknown: strings, copyleft: strings }).nullable().default(null),
  vulnerabilities: z.strictObject({ found: z.int(), ids: strings, packages: strings, worst: z.string() }).nullable().default(null),
  migrations: z.strictObject({ files: strings, irreversible: strings, destructive: strings, edited: strings }).nullable().default(null),
  coverage: z.strictObject({ changed_lines: z.int(), covered_lines: z.int(), percent: z.int() }).nullable().default(null),
  coverage_overall: z.strictObject({ known: z.boolean(), percent: z.int(), base_percent: z.int(), fell: z.boolean() }).nullable().default({ known: false, percent: 0, base_percent: 0, fell: false }),
  reviews: z.strictObject({ approvals: z.int(), approvers: strings, changes_requested: z.int(), owned: strings, owners_missing: strings.nullable() }).nullable().default(null),
  head: z.strictObject({ current: z.boolean() }).nullable(),
  base: z.strictObject({ current: z.boolean(), protected: z.boolean().nullable().default(null) }).nullable(),
  checks: z.strictObject({ required: strings, successful: strings, failed: strings, pending: strings, missing: strings, oldest_minutes: z.int().nullable().default(null) }).nullable(),
  evidence: z.strictObject({ missing: strings }).nullable(),
  grounding: z.strictObject({ claims: z.int(), cited: z.int(), percent: z.int() }).nullable().default(null),
  repair: z.strictObject({ present: z.boolean(), attempts: z.int(), complexity: z.int() }),
  skill: z.strictObject({ names: strings, standing: z.string().nullable().default(null) }),
}) satisfies z.ZodType<Facts>;

export const CasesText = z.strictObject({
  facts: FactsText,
  cases: z.array(z.strictObject({
    name: z.string(),
    gate: Gate,
    /** Merged over the facts: a fact's fields one by one, a list or null whole. */
    change: z.record(z.string(), z.unknown()).default({}),
    answer: Answer,
    /** Exactly the rules that give this answer; omitted with `allow`. */
    by: strings.default([]),
  })).min(1),
});
export type CasesText = z.infer<typeof CasesText>;

export interface CaseOutcome {
  readonly name: string;
  readonly passed: boolean;
  /** What the gate said, when it is not what the case expects. */
  readonly found: string | null;
}

const NOWHERE = "0".repeat(40) as GitSha;

/** Runs every case. Throws a ZodError when a case changes a fact into something that is none. */
export function runCases(pack: Pack, text: CasesText): readonly CaseOutcome[] {
  return text.cases.map(({ name, gate, change, answer, by }) => {
    const verdict = evaluateGate({ gate, packs: [pack], facts: FactsText.parse(merge(text.facts, change)), head_sha: NOWHERE, base_sha: NOWHERE });
    const deciding = answer === "allow" ? [] : verdict.rules.filter((rule) => rule.answer === answer).map((rule) => rule.rule);
    const passed = verdict.answer === answer && deciding.join() === by.join();
    return { name, passed, found: passed ? null : `${verdict.answer} by ${deciding.join(", ") || "no rule"}` };
  });
}

function merge(facts: Facts, change: Readonly<Record<string, unknown>>): unknown {
  const merged: Record<string, unknown> = { ...facts };
  for (const [name, value] of Object.entries(change)) merged[name] = isRecord(value) && isRecord(merged[name]) ? { ...merged[name], ...value } : value;
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
