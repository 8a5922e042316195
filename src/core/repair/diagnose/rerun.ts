/**
 * Operational skills: a failure that passes by itself is answered by running the failed jobs again, not by an edit. Only where the repository
 * names `rerun-failed-jobs` or `rerun-with-debug` under skills.opt_in, only where every failure of the run is such a one, and once per commit
 * and workflow: what fails so a second time does not pass by itself.
 */
import type { EffectRequest } from "../effect.ts";
import type { DiagnoseSnapshot } from "./snapshot.ts";
import type { Triage } from "./triage.ts";

export const operationalSkills = ["rerun-failed-jobs", "rerun-with-debug"] as const;

/** Null: nothing is run again. `reason` is sworn to with the repair's end. */
export function rerunOf(sorted: Triage, { repair, configuration }: DiagnoseSnapshot): { readonly request: EffectRequest; readonly reason: string } | null {
  const { source, repository, head_sha } = repair.subject;
  const asked = operationalSkills.filter((name) => configuration.skills.opt_in.includes(name) && !configuration.skills.disable.includes(name));
  const [first] = sorted.skipped;
  if (asked.length === 0 || configuration.dry_run || first === undefined || source.kind !== "workflow_run" || source.run_attempt > 1) return null;
  if (sorted.covered.length + sorted.uncovered.length > 0 || !sorted.skipped.every(({ finding }) => finding.report.transient)) return null;
  const debug = asked.includes("rerun-with-debug");
  return {
    request: {
      key: `${repository.id}:rerun:${head_sha}:${source.workflow}`, repository,
      effect: { kind: "rerun_failed_jobs", run_id: source.run_id, attempt: source.run_attempt, debug },
    },
    reason: `${first.finding.report.failure_class} passes by itself: the failed jobs are run again${debug ? " with debug logging" : ""}, once for this commit`,
  };
}
