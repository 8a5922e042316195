/** Reads what taking a merged repair back would write: its files before the merge, after it, and as they are now. */
import { Change } from "../../core/evidence/documents.ts";
import type { ExecutionId } from "../../core/identity/identifier.ts";
import type { FileWrite } from "../../core/repair/effect.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { Undoing } from "../../core/request/answer/revert.ts";
import type { RegularFile } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";
import { readEvidence } from "./read-evidence.ts";

/** All that it reads by. */
export interface UndoingContext { readonly reader: Pick<StepContext["reader"], "pullRequest" | "commit" | "branchHead" | "regularFile">; readonly store: Pick<StepContext["store"], "evidence"> }

export async function readUndoing(execution: ExecutionId, repairs: readonly Repair[], context: UndoingContext): Promise<Undoing> {
  const repair = repairs.find((one) => one.execution === execution);
  if (repair?.status !== "merged" || repair.offer?.number == null) return { kind: "unknown", reason: "it was not merged" };
  const { reader } = context;
  const { repository } = repair.subject;
  const pull = await reader.pullRequest(repository, repair.offer.number);
  const merge = pull?.mergeSha == null ? null : await reader.commit(repository, pull.mergeSha);
  const head = pull === null ? null : await reader.branchHead(repository, pull.baseBranch);
  const [parent] = merge?.parents ?? [];
  if (merge === null || parent === undefined || head === null) return { kind: "unknown", reason: "its merge commit or its branch is not there any more" };
  const paths = await changedPaths(repair, context);
  if (paths === null) return { kind: "unknown", reason: "the record of what it changed is not kept any more" };
  const files = await Promise.all(paths.map(async (path) => {
    const [before, after, now] = await Promise.all([parent, merge.sha, head].map((commit) => reader.regularFile(repository, path, commit)));
    return { path, before: before ?? null, after: after ?? null, now: now ?? null };
  }));
  const back = files.filter(({ before, now }) => !isSame(before, now));
  const changed = back.filter(({ after, now }) => !isSame(after, now)).map(({ path }) => path);
  if (changed.length > 0) return { kind: "changed", merge: merge.sha, paths: changed };
  return { kind: "clean", merge: merge.sha, head, files: back.map(({ path, before }): FileWrite => ({ path, mode: before?.mode ?? "100644", content_base64: before === null ? null : Buffer.from(before.content).toString("base64") })) };
}

/** As the evidence of IMPLEMENT has it; null where that is gone. */
async function changedPaths(repair: Repair, context: UndoingContext): Promise<readonly string[] | null> {
  const kept = (await readEvidence(repair, context)).find(({ phase, file }) => phase === "IMPLEMENT" && file === "change.json");
  if (kept === undefined) return null;
  return Change.parse(JSON.parse(new TextDecoder().decode(kept.content))).files.map(({ path }) => path);
}

function isSame(one: RegularFile | null, other: RegularFile | null): boolean {
  if (one === null || other === null) return one === other;
  return one.mode === other.mode && Buffer.compare(one.content, other.content) === 0;
}
