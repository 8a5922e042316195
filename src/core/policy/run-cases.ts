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
    number: z.int(), author: z.string(), draft: z.boolean(), files: strings, changed_lines: z.int(), head_branch: z.string(), base_branch: z.string(), mergeable: z.boolean().nullable(),
  }),
  labels: strings,
  contract: z.strictObject({ violations: z.int(), rules: strings }).nullable(),
  post_checks: z.strictObject({ total: z.int(), failed: z.int() }).nullable(),
  secrets: z.strictObject({ found: z.int() }).nullable(),
  head: z.strictObject({ current: z.boolean() }).nullable(),
  base: z.strictObject({ current: z.boolean() }).nullable(),
  checks: z.strictObject({ required: strings, successful: strings, failed: strings, pending: strings, missing: strings }).nullable(),
  evidence: z.strictObject({ missing: strings }).nullable(),
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
