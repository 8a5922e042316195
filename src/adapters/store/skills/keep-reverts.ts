/** What became of executions whose change was taken back, in the transaction that admits the delivery which told it. */
import type { Reverted } from "../../../core/event/admission.ts";
import { milliseconds } from "../../../core/identity/timestamp.ts";
import { Repair } from "../../../core/repair/repair.ts";
import { rows, statement, type Script } from "../script.ts";

const insertRevert = statement("skill_revert_keep", ({ integer }) => `
  insert into skill_aftermaths (execution, kind, repo, commit_sha, at)
  select execution, 'reverted', repo, commit_sha, cast(? as ${integer}) from skill_aftermaths where repo = ? and kind = 'merged' and commit_sha = ?
  on conflict (execution, kind) do nothing`);
const offersOf = statement<{ document: string }>("repairs_of_offer", "select document from repairs where repository_id = ? and offer_number = ?");
const insertRevertOf = statement("skill_revert_of_execution_keep", ({ integer }) => `
  insert into skill_aftermaths (execution, kind, repo, commit_sha, at)
  select execution, 'reverted', repo, commit_sha, cast(? as ${integer}) from skill_aftermaths where execution = ? and kind = 'merged'
  on conflict (execution, kind) do nothing`);

/** What was taken back on a base branch; that which no execution was merged as is nobody's. */
export function* keepReverts(reverts: readonly Reverted[]): Script<void> {
  for (const reverted of reverts) {
    if ("commit" in reverted) yield* rows(insertRevert, milliseconds(reverted.at), reverted.repo, reverted.commit);
    else yield* keepRevertedPull(reverted);
  }
}

function* keepRevertedPull({ repositoryId, pull, at }: Extract<Reverted, { readonly pull: number }>): Script<void> {
  for (const { document } of yield* rows(offersOf, repositoryId, pull)) {
    const { execution } = Repair.parse(JSON.parse(document));
    if (execution !== null) yield* rows(insertRevertOf, milliseconds(at), execution);
  }
}
