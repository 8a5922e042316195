/** Closes a pull request that is ours: somebody else's is never closed, whatever an effect says. */
import type { z } from "zod";
import type { ClosePullRequest, Receipt } from "../../../core/repair/effect.ts";
import { isOwnBranch } from "../../../core/event/own-branch.ts";
import { Fault } from "../../../core/fault/fault.ts";
import { answerOf } from "../answer.ts";
import { PullAnswer } from "../reader/pull-request.ts";
import type { Desk } from "./desk.ts";

/** https://docs.github.com/rest/pulls/pulls#update-a-pull-request */
export async function closePullRequest({ session }: Desk, { number }: z.infer<typeof ClosePullRequest>): Promise<Receipt> {
  const pull = await answerOf(session, "GET /repos/{owner}/{repo}/pulls/{pull_number}", { pull_number: number }, PullAnswer);
  if (!isOwnBranch(pull.headBranch) || pull.headRepositoryId !== session.repository.id) throw new Fault("github-invalid", { detail: `#${number} is not a pull request of ours` });
  if (pull.state === "open") await session.ask("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", { pull_number: number, state: "closed" });
  return { kind: "close_pull_request", number, merged: pull.merged };
}
