/** Wakes resting repairs. The counter `wakes` tells a step that it was woken while it ran, so that no wake is lost. */
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { Wake } from "../../../core/event/admission.ts";
import { rows, statement, type Script, type Value } from "../script.ts";

const wakeWhere = (name: string, condition: string) => statement<{ id: string }>(`repair_wake_by_${name}`, ({ integer, picked }) => {
  const now = `cast(? as ${integer})`;
  const due = `case when due_at is null or due_at > ${now} then ${now} else due_at end`;
  // Rows are locked in the order of their ids, so that two that wake the same repairs do not wait for each other.
  const chosen = `select id from repairs where step <> 'closed' and ${condition} order by id`;
  return `update repairs set wakes = wakes + 1, due_at = ${due} where ${picked(chosen).replace("for update skip locked", "for update")} returning id`;
});

const byFix = wakeWhere("fix", "id = ?");
const byOfferCommit = wakeWhere("offer_commit", "repository_id = ? and offer_commit = ?");
const byPullRequest = wakeWhere("pull_request", "repository_id = ? and offer_number = ?");
const byInstallation = wakeWhere("installation", "installation_id = ?");
const judging = "step in ('gate', 'guard')";
const byPolicy = wakeWhere("policy", `installation_id = ? and repository_id = ? and ${judging}`);
const byOrganisation = wakeWhere("organisation", `installation_id = ? and ${judging}`);
const byBaseBranch = wakeWhere("base_branch", "repository_id = ? and offer_base = ?");

/** Gives the ids woken. A closed repair sleeps on. */
export function* wakeRepairs(wakes: readonly Wake[], now: Timestamp): Script<ReadonlySet<string>> {
  const woken = new Set<string>();
  const at = milliseconds(now);
  for (const wake of wakes) for (const { id } of yield* wakeOne(wake, at)) woken.add(id);
  return woken;
}

function wakeOne(wake: Wake, at: Value): Script<readonly { id: string }[]> {
  switch (wake.by) {
    case "fix": return rows(byFix, at, at, wake.id);
    case "offer_commit": return rows(byOfferCommit, at, at, wake.repositoryId, wake.sha);
    case "pull_request": return rows(byPullRequest, at, at, wake.repositoryId, wake.number);
    case "base_branch": return rows(byBaseBranch, at, at, wake.repositoryId, wake.branch);
    case "installation": return rows(byInstallation, at, at, wake.installationId);
    case "policy": return wake.repositoryId === null ? rows(byOrganisation, at, at, wake.installationId) : rows(byPolicy, at, at, wake.installationId, wake.repositoryId);
    default: return wake satisfies never;
  }
}
