/** One decision of the merge gate, with every rule's reason and facts, over 20 checks and 12 files; beside Cedar (WebAssembly) with the same rules parsed beforehand. */
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import { readBuiltInPacks } from "../../src/adapters/policies/read-packs.ts";
import type { GitSha } from "../../src/core/identity/identifier.ts";
import { evaluateGate } from "../../src/core/policy/evaluate-gate.ts";
import type { Facts } from "../../src/core/policy/facts.ts";
import { cedarPolicies } from "./gate/cedar-policies.ts";
import { atMost, type Bench, type Row } from "./bench.ts";
import { rounds } from "./smoke.ts";
import { interleaved, median, quantile } from "./statistics.ts";

const ROUNDS = rounds(7);
const DECISIONS = 3000;
const SHA = "0".repeat(40) as GitSha;

const checks = Array.from({ length: 20 }, (_, index) => `ci / job ${String(index)}`);

/** A repair that may be merged, or one that two rules deny. */
function factsOf(failed: readonly string[]): Facts {
  return {
    pull: { number: 7, author: "regreen[bot]", draft: false, files: Array.from({ length: 12 }, (_, index) => `src/module-${String(index)}/index.ts`), changed_lines: 120, head_branch: "regreen/fix_20261120_081500_k3f9", base_branch: "main", mergeable: true, fork: false, same_head: [] },
    now: { weekday: 2, hour: 9 },
    labels: ["regreen", "bug"],
    contract: { violations: 0, rules: [] },
    post_checks: { total: 3, failed: failed.length },
    secrets: { found: 0 },
    head: { current: true },
    base: { current: true, protected: true },
    files: { source: [], tests: [], documentation: [], configuration: [], workflows: [] },
    diff: { added: 100, removed: 20, tests_removed: 0, assertions_removed: 0, skips_added: 0, suppressions_added: 0, failures_swallowed: 0, thresholds_lowered: 0, hidden_characters: 0 },
    scripts: { changed: [] }, dependencies: null, licences: null, vulnerabilities: null, migrations: null, coverage: null, coverage_overall: null, reviews: null,
    checks: { required: checks.slice(0, 5), successful: checks.filter((name) => !failed.includes(name)), failed, pending: [], missing: [], oldest_minutes: 12 },
    evidence: { missing: [] },
    grounding: { claims: 12, cited: 12, percent: 100 },
    repair: { present: true, attempts: 1, complexity: 2 },
    skill: { names: ["eslint-fix"], standing: "promoted" },
  };
}

const questions = [{ facts: factsOf([]), denied: "" }, { facts: factsOf(checks.slice(3, 4)), denied: "checks-failed,post-checks" }] as const;

/** Cedar knows no null: what is not known is left out. */
function knownOf(facts: Facts): object {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}

function times(decide: (question: (typeof questions)[number]) => string): readonly number[] {
  return Array.from({ length: DECISIONS }, (_, index) => {
    const question = questions[index % 2 === 0 ? 0 : 1];
    const before = performance.now();
    const denied = decide(question);
    const time = 1000 * (performance.now() - before);
    if (denied !== question.denied) throw new Error(`denied by "${denied}" instead of "${question.denied}"`);
    return time;
  });
}

async function run(): Promise<readonly Row[]> {
  const packs = await readBuiltInPacks(["default"]);
  const parsed = cedar.preparsePolicySet("gate", { staticPolicies: { ...cedarPolicies } });
  if (parsed.type !== "success") throw new Error(JSON.stringify(parsed));
  const ours = (): readonly number[] => times(({ facts }) => {
    const { rules } = evaluateGate({ gate: "merge", packs, facts, head_sha: SHA, base_sha: SHA });
    return rules.filter(({ answer }) => answer === "deny").map(({ rule }) => rule).sort().join();
  });
  const theirs = (): readonly number[] => times(({ facts }) => {
    const answer = cedar.statefulIsAuthorized({ principal: { type: "App", id: "regreen" }, action: { type: "Action", id: "merge" }, resource: { type: "Pull", id: "7" }, context: structuredClone(knownOf(facts)) as never, preparsedPolicySetId: "gate", entities: [] });
    if (answer.type !== "success") throw new Error(JSON.stringify(answer));
    const { decision, diagnostics } = answer.response;
    return decision === "allow" ? "" : [...diagnostics.reason].sort().join();
  });
  ours();
  theirs();
  const measured = await interleaved(ROUNDS, { ours: async () => ours(), theirs: async () => theirs() });
  const of = (runs: readonly (readonly number[])[], part: number): number => median(runs.map((one) => quantile(one, part)));
  return [
    atMost(`gate decision with reasons, ${String(Object.keys(cedarPolicies).length - 1)} rules, 20 checks, 12 files, p50`, of(measured.ours, 0.5), { most: 20, unit: "µs" }),
    atMost("gate decision with reasons, p99", of(measured.ours, 0.99), { most: 100, unit: "µs" }),
    { what: "cedar-wasm, policies parsed beforehand, p50", value: of(measured.theirs, 0.5), unit: "µs", note: "names the deciding policies, not the facts" },
    { what: "cedar-wasm, p99", value: of(measured.theirs, 0.99), unit: "µs" },
  ];
}

export const bench: Bench = { name: "Gate decision", run };
