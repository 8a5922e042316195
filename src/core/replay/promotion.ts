/** What an accepted replay does to the candidate's standing: it is promoted in the repository whose failures it was shown on. Pure. */
import { digestOfJson } from "../identity/digest.ts";
import type { LedgerDraft } from "../ledger/entry.ts";
import type { Standing } from "../skill/standing/standing.ts";
import type { StandingChange } from "../skill/standing/standing-change.ts";
import type { ReplayReport } from "./report.ts";

export interface Promotion { readonly change: StandingChange; readonly entry: LedgerDraft }

/** Null: the replay was refused, or the version stands as high already. One that was rolled back stays so: only a new version begins anew. */
export function promotionOf(report: ReplayReport, standing: Standing): Promotion | null {
  if (!report.accepted || standing !== "candidate") return null;
  const { at, repo, skill, candidate, after, cases, replay } = report;
  const reason = `accepted by ${replay}: ${after.fixed} of ${cases.length} recorded failures fixed, none wrongly changed`;
  const change: StandingChange = { skill, version: candidate.version, digest: candidate.digest, repo, from: "candidate", to: "promoted", reason, at };
  const { version, digest, from, to } = change;
  const payload = { skill, version, digest, from, to, reason, replay, before: { ...report.before }, after: { ...after }, present: report.present === null ? null : { ...report.present } };
  return { change, entry: { at, repo, repair: null, kind: "standing_changed", phase: null, prompt_sha256: null, payload, evidence: [{ path: `replays/${replay}`, sha256: digestOfJson(report) }] } };
}
