import { describe, expect, test } from "@jest/globals";
import type { Digest } from "../../../src/core/identity/digest.ts";
import { backtrack } from "../../../src/core/repair/backtrack.ts";
import { enterPhase } from "../../../src/core/repair/enter-phase.ts";
import type { EvidenceFile } from "../../../src/core/repair/decision.ts";
import { phases, type Phase } from "../../../src/core/repair/phase.ts";
import { at, fileOf, files, fix, headSha, plan, repairIn } from "./a-repair.ts";

const later = "2026-11-20T21:31:00.000Z" as typeof at;
/** Row: from; columns: to, in the order of the phases. F forward, B back, . refused. */
const table: Record<Phase, string> = {
  STRATEGIZE: ".F.......",
  SPEC: "..F......",
  PLAN: "...F.....",
  THINK: "....F....",
  IMPLEMENT: ".....F...",
  VERIFY: "BBBBB.F..",
  REVIEW: "BBBBBB.F.",
  PR: "BBBBBBB.F",
  MONITOR: "BBBBBBBB.",
};
const pairs = phases.flatMap((from) => phases.map((to, column) => ({ from, to, move: table[from].charAt(column) })));

describe("all 81 pairs of phases", () => {
  test.each(pairs.filter(({ move }) => move === "F"))("from $from forward to $to is entered", ({ from, to }) => {
    const { repair, entry, refusal } = enterPhase(repairIn(from), to, { at: later, evidence: files });
    expect(refusal).toBeNull();
    expect(repair).toMatchObject({ phase: to, violations: 0, progressed_at: later });
    expect(entry).toMatchObject({ kind: "phase_entered", phase: to, payload: { from }, evidence: [{ path: expect.stringMatching(`^${from}/`) }] });
  });

  test.each(pairs.filter(({ move }) => move !== "F"))("from $from to $to is not entered, and counted", ({ from, to }) => {
    const { repair, entry, refusal } = enterPhase(repairIn(from), to, { at: later, evidence: files });
    expect(refusal?.rule).toBe("skip");
    expect(repair).toEqual({ ...repairIn(from), violations: 1 });
    expect(entry).toMatchObject({ kind: "phase_refused", phase: from, payload: { to, rule: "skip", violations: 1 } });
  });

  test.each(pairs.filter(({ move }) => move === "B"))("from $from back to $to drops the evidence from there on", ({ from, to }) => {
    const { repair, entry, refusal } = backtrack(repairIn(from), { to, at: later, reason: "the base moved" });
    expect(refusal).toBeNull();
    expect(repair.phase).toBe(to);
    expect(repair.evidence.map(({ phase }) => phase)).toEqual(phases.slice(0, phases.indexOf(to)));
    expect(entry).toMatchObject({ kind: "backtracked", payload: { from, reason: "the base moved" } });
  });

  test.each(pairs.filter(({ move }) => move !== "B"))("from $from there is no way back to $to", ({ from, to }) => {
    const { repair, refusal } = backtrack(repairIn(from), { to, at: later, reason: "wrong" });
    expect(refusal?.rule).toBe("skip");
    expect(repair).toEqual({ ...repairIn(from), violations: 1 });
  });
});

test("a repair that was just opened may enter the first phase, and no other", () => {
  const rules = phases.map((to) => enterPhase(repairIn(null), to, { at, evidence: files }).refusal?.rule ?? "entered");
  expect(rules).toEqual(["entered", ...phases.slice(1).map(() => "skip")]);
});

describe("the evidence of the phase before", () => {
  test.each(phases.slice(0, -1))("%s not recorded: refused", (from) => {
    const { refusal } = enterPhase(repairIn(from, { evidence: [] }), next(from), { at, evidence: files });
    expect(refusal?.rule).toBe("missing");
  });

  test.each(phases.slice(0, -1))("%s recorded, and its content gone: refused", (from) => {
    expect(enterPhase(repairIn(from), next(from), { at, evidence: files.filter(({ phase }) => phase !== from) }).refusal?.rule).toBe("missing");
  });

  test.each(phases.slice(0, -1))("%s forged, under the digest that was recorded: refused", (from) => {
    const forged = files.map((file) => (file.phase === from ? { ...file, content: new TextEncoder().encode("{}") } : file));
    expect(enterPhase(repairIn(from), next(from), { at, evidence: forged }).refusal?.rule).toBe("forged");
  });

  test.each(phases.slice(0, -1))("%s empty, though recorded so: refused", (from) => {
    const empty = { phase: from, file: fileOf(from).file, content: new Uint8Array(), sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" as Digest };
    const repair = repairIn(from, { evidence: [{ phase: empty.phase, file: empty.file, sha256: empty.sha256 }] });
    expect(enterPhase(repair, next(from), { at, evidence: [empty] }).refusal?.rule).toBe("invalid");
  });

  test.each(phases.slice(0, -1))("%s of another repair: refused", (from) => {
    const other = fileOf(from, { repair: fix.replace("k3f9", "aaaa") as typeof fix });
    const repair = repairIn(from, { evidence: [{ phase: from, file: other.file, sha256: other.sha256 }] });
    expect(enterPhase(repair, next(from), { at, evidence: [other] }).refusal).toMatchObject({ rule: "stale", message: expect.stringContaining("another repair") });
  });

  test("of an earlier plan is stale", () => {
    const earlier = { ...repairIn("IMPLEMENT"), plan: { ...plan, plan_id: `plan_${"b".repeat(64)}` as typeof plan.plan_id } };
    expect(enterPhase(earlier, "VERIFY", { at, evidence: files }).refusal?.rule).toBe("stale");
  });

  test("of another commit is stale", () => {
    const { subject, ...rest } = repairIn("SPEC");
    const moved = { ...rest, subject: { ...subject, head_sha: headSha.replace("1", "2") as typeof headSha } };
    expect(enterPhase(moved, "PLAN", { at, evidence: files }).refusal?.rule).toBe("stale");
  });
});

/** Attack G15: whatever is asked for, with whatever in hand, one move alone is made; the rest is refused, recorded and counted. */
describe.each(["missing", "empty", "stale", "forged"] as const)("all 81 pairs of phases with evidence that is %s", (flaw) => {
  const spoil = (file: EvidenceFile): EvidenceFile[] => {
    switch (flaw) {
      case "missing": return [];
      case "empty": return [{ ...file, content: new Uint8Array() }];
      case "stale": return [fileOf(file.phase, { repair: fix.replace("k3f9", "aaaa") as typeof fix })];
      case "forged": return [{ ...file, content: new TextEncoder().encode(`${new TextDecoder().decode(file.content)} `) }];
      default: return flaw satisfies never;
    }
  };

  test.each(pairs)("from $from to $to is refused", ({ from, to }) => {
    const evidence = files.flatMap((file) => (file.phase === from ? spoil(file) : [file]));
    const recorded = evidence.filter(({ phase }) => phases.indexOf(phase) <= phases.indexOf(from)).map(({ phase, file, sha256 }) => ({ phase, file, sha256 }));
    const before = repairIn(from, { evidence: recorded, violations: 1 });
    const { repair, entry, refusal } = enterPhase(before, to, { at: later, evidence });
    const why = { missing: "missing", empty: "forged", stale: "stale", forged: "forged" }[flaw];
    expect(refusal?.rule).toBe(table[from].charAt(phases.indexOf(to)) === "F" ? why : "skip");
    expect(repair).toEqual({ ...before, violations: 2 });
    expect(entry).toMatchObject({ kind: "phase_refused", phase: from, payload: { to, rule: refusal?.rule, violations: 2 } });
  });
});

function next(phase: Phase): Phase {
  return phases[phases.indexOf(phase) + 1] ?? "MONITOR";
}
