/**
 * `revert`: takes a merged repair back by a pull request, mechanically: every file of the repair gets the content that it had before the merge. Where one has changed since, a
 * person does it, and is told how. The ModLog keeps its entry: what was done was done.
 */
import { digestOf } from "../../identity/digest.ts";
import type { ExecutionId, GitSha } from "../../identity/identifier.ts";
import { code } from "../../pull-request/neutral-text.ts";
import { counted, listed } from "../../pull-request/failure-name.ts";
import type { Effect, EffectRequest, FileWrite } from "../../repair/effect.ts";
import type { Repair } from "../../repair/repair.ts";
import { revertBranch } from "../../event/own-branch.ts";
import type { Command } from "../command.ts";
import { declined, sworn, type Answered, type Answering } from "./answered.ts";
import { statusLine } from "./status-line.ts";

type Revert = Extract<Command, { readonly verb: "revert" }>;

/** What taking a merged repair back would write, as GitHub has its files now. */
export type Undoing =
  | { readonly kind: "clean"; readonly merge: GitSha; readonly head: GitSha; readonly files: readonly FileWrite[] }
  /** Files that are not any more what the repair made of them. */
  | { readonly kind: "changed"; readonly merge: GitSha; readonly paths: readonly string[] }
  | { readonly kind: "unknown"; readonly reason: string };

export function answerRevert({ execution }: Revert, answering: Answering): Answered {
  const repair = answering.repairs.find((one) => one.execution === execution) ?? null;
  if (repair === null) return declined(`Nothing is known here of ${code(execution)}.`);
  if (repair.status !== "merged") return declined(`${code(execution)} was not merged, so there is nothing to take back. ${statusLine(repair, answering.webUrl)}.`);
  const undoing = answering.undoings.get(execution) ?? { kind: "unknown", reason: "it was not read" };
  switch (undoing.kind) {
    case "unknown": return declined(`Regreen cannot take ${code(execution)} back by itself: ${undoing.reason}. ${byHand(repair, null)}`);
    case "changed": return declined(`${listed(undoing.paths.slice(0, 5).map(code))} ${undoing.paths.length === 1 ? "has" : "have"} changed since, so a person takes it back. ${byHand(repair, undoing.merge)}`);
    case "clean": return undoing.files.length === 0 ? declined(`It is taken back already: no file of ${code(execution)} is as it left it.`) : offered(repair, undoing, { execution, answering });
    default: return undoing satisfies never;
  }
}

function byHand(repair: Repair, merge: GitSha | null): string {
  return `#${repair.offer?.number ?? 0} has the button *Revert*${merge === null ? "" : `; in a checkout it is ${code(`git revert ${merge}`)}, with ${code("-m 1")} where that is a merge`}.`;
}

type Clean = Extract<Undoing, { readonly kind: "clean" }>;

function offered(repair: Repair, undoing: Clean, { execution, answering }: { readonly execution: ExecutionId; readonly answering: Answering }): Answered {
  const { request, webUrl } = answering;
  const branch = revertBranch(execution);
  const what = `${counted(undoing.files.length, "file")} (${listed(undoing.files.slice(0, 5).map(({ path }) => code(path)))}${undoing.files.length > 5 ? " and more" : ""}) ${undoing.files.length === 1 ? "goes" : "go"} back to what was there before #${repair.offer?.number ?? 0}`;
  if (request.dry_run) return { done: true, text: `By a pull request ${what}.` };
  const place = webUrl === null ? code(branch) : `[${branch}](${webUrl}/${request.repository.name}/tree/${branch})`;
  return {
    done: true, text: `${what.charAt(0).toUpperCase()}${what.slice(1)}: a pull request from ${place} is being opened. A person merges it.`,
    effects: effectsOf(repair, undoing, { execution, answering }), entries: [sworn(answering, { decision: "reverted", execution, merge: undoing.merge, repair: repair.id })],
  };
}

/** The message names the commit as `git revert` does: pushed to the base, it counts against the skill. */
function effectsOf(repair: Repair, { merge, head, files }: Clean, { execution, answering: { request, settings } }: { readonly execution: ExecutionId; readonly answering: Answering }): readonly EffectRequest[] {
  const [branch, marker] = [revertBranch(execution), `Regreen-Revert: ${execution} ${digestOf(head).slice(0, 12)}`];
  const number = repair.offer?.number ?? 0;
  const push: Effect = { kind: "push_commit", branch, parent_sha: head, marker, files: [...files], message: `Take back ${execution}\n\nThis reverts commit ${merge}.\n\n${marker}\n` };
  const body = [
    `<!-- regreen:revert:${execution} -->`,
    `This takes back #${number} (\`${repair.id}\`, \`${execution}\`), as ${code(request.actor)} asked: every file that it changed gets the content that it had before. The ModLog keeps its entry.`,
    "Nothing was run for it: the checks of this pull request tell what becomes red again. Regreen does not offer the same fix again within a day, and never merges this by itself.",
  ].join("\n\n");
  const pull: Effect = { kind: "open_pull_request", head: branch, base: repair.offer?.base_branch ?? repair.subject.branch, title: `Take back #${number}, a repair by Regreen`, body, labels: settings.labels.applied, marker: `<!-- regreen:revert:${execution} -->` };
  return [{ key: `${request.id}:revert:push`, repository: request.repository, effect: push }, { key: `${request.id}:revert:pull`, repository: request.repository, effect: pull }];
}
