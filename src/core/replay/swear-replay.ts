/** What is sworn to of a replay, accepted or not: that it was, of which candidate, why it began and what came of it. Pure. */
import { digestOfJson } from "../identity/digest.ts";
import type { LedgerDraft } from "../ledger/entry.ts";
import type { ReplayReport } from "./report.ts";

/** The evidence is the report itself, by its digest. */
export function swearReplay(report: ReplayReport): LedgerDraft {
  const { at, repo, replay, skill, candidate, accepted, reasons, because, from, before, after, cases, seconds } = report;
  const payload = {
    replay, skill, version: candidate.version, digest: candidate.digest, accepted, reasons: [...reasons], because: because.map((signal) => ({ ...signal })), from,
    cases: cases.length, before: { ...before }, after: { ...after }, seconds,
  };
  return { at, repo, repair: null, kind: "skill_replayed", phase: null, prompt_sha256: null, payload, evidence: [{ path: `replays/${replay}`, sha256: digestOfJson(report) }] };
}
