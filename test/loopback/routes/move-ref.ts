/** Moves a ref for someone: what they may not touch is refused first, what follows is done after. */
import type { Identity } from "../auth/identity.ts";
import { HttpProblem } from "../http/http-problem.ts";
import { runGit } from "../git/run-git.ts";
import type { Repository } from "../state/repository.ts";
import { afterPush, noSha, type RefChange } from "./after-push.ts";
import type { Call } from "./route.ts";

export async function moveRef(call: Call, change: RefChange): Promise<void> {
  const { repository } = call;
  await refuseWorkflowChanges(call.identity, repository, [change]);
  if (change.after === noSha) await repository.git.deleteRef(change.ref);
  else if (!(await repository.git.updateRef(change.ref, change.after, change.before))) throw new HttpProblem(409, "Reference cannot be updated");
  await afterPush(call.hub, repository, { change, actor: call.actor, kind: call.identity.kind });
}

/** An App without the permission `workflows` cannot bring in commits that change workflow files. */
async function refuseWorkflowChanges(identity: Identity, repository: Repository, changes: readonly RefChange[]): Promise<void> {
  if (identity.kind !== "installation" && identity.kind !== "job") return;
  if (identity.permissions["workflows"] === "write") return;
  for (const change of changes.filter((one) => one.after !== noSha)) {
    const argv = ["log", "--format=", "--name-only", "-c", change.after, "--not", "--branches", "--", ".github/workflows"];
    const touched = (await runGit(repository.git.folder, argv)).toString("utf8").split("\n").find((line) => line !== "");
    if (touched !== undefined) throw new HttpProblem(403, `refusing to allow a GitHub App to create or update workflow \`${touched}\` without \`workflows\` permission`);
  }
}
