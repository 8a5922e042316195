/**
 * The fix job cannot do its work in this repository: it is not installed, or something that it needs is not set up. That is not the fault of the code,
 * so nobody gets an issue per failure: one check run on the red commit says what is missing, and the next red run is tried again. Pure.
 */
import { prose, shorten } from "../pull-request/neutral-text.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import { close } from "./close.ts";
import type { Decision } from "./decision.ts";
import { ask, draft } from "./draft.ts";
import type { Effect } from "./effect.ts";
import type { Repair } from "./repair.ts";

export const FIX_JOB_CHECK = "regreen/fix-job";

const LONGEST_REASON = 4000;

/** `reason`: what is missing, in plain words; it may come from the fix job, and is shown as text. */
export function decideSetUpMissing(repair: Repair, { reason, at, dryRun }: { readonly reason: string; readonly at: Timestamp; readonly dryRun: boolean }): Decision {
  const { repository, head_sha } = repair.subject;
  const effect: Effect = {
    kind: "post_check", name: FIX_JOB_CHECK, head_sha, external_id: repair.id, status: "completed", conclusion: "failure",
    title: "Regreen's fix job cannot work here", summary: summaryOf(repair, reason), annotations: [],
  };
  const told = dryRun ? draft(repair) : ask(draft(repair), [{ key: `${repair.id}:set-up`, repository, effect }]);
  return close(told, { status: "failed", reason, at });
}

function summaryOf({ plan, failures }: Repair, reason: string): string {
  const skills = plan?.steps.map(({ skill }) => skill.name).join(", ") ?? "its skills";
  return [
    prose(shorten(reason, LONGEST_REASON)),
    `Regreen would have run ${skills} for ${failures.length === 1 ? "one failure" : `${failures.length} failures`} of this commit. Nothing was changed, and no issue was opened: the code is not what is wrong here.`,
    "Mend `.github/workflows/regreen-fix.yml` on the default branch (it is the file that has Regreen's set-up steps), then run the failed jobs again: Regreen takes it up by itself.",
  ].join("\n\n");
}
