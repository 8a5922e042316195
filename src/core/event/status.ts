/**
 * `status`: a CI that is no GitHub App said how a commit fares (https://docs.github.com/webhooks/webhook-events-and-payloads#status).
 * A failing one opens a repair like a failed check. Its target URL is not read: it leads to anybody's server (attack W17).
 */
import { z } from "zod";
import { GitSha } from "../identity/identifier.ts";
import { openRepair } from "../repair/open-repair.ts";
import type { Subject } from "../repair/repair.ts";
import { ignoring, waking, type Admission, type Wake } from "./admission.ts";
import { isOwnBranch } from "./own-branch.ts";
import { ranOf } from "./ran.ts";
import { Envelope, repositoryOf, type AdmissionFacts } from "./payload.ts";

export const StatusEvent = Envelope.extend({
  id: z.int().positive(),
  sha: GitSha,
  context: z.string().min(1),
  state: z.enum(["pending", "success", "failure", "error"]),
  /** Branches that contain the commit, at most 10; `commit` is each one's head. */
  branches: z.array(z.object({ name: z.string().min(1), commit: z.object({ sha: z.string().nullable() }) })),
});
export type StatusEvent = z.infer<typeof StatusEvent>;

/** Contexts under this name are Regreen's own, should it ever post any. */
const OWN_CONTEXTS = "regreen/";

export function admitStatus(event: StatusEvent, facts: AdmissionFacts): Admission {
  if (event.state === "pending") return ignoring("the status is not final");
  if (event.context.startsWith(OWN_CONTEXTS)) return ignoring("a status of our own");
  const heads = event.branches.filter(({ commit }) => commit.sha === event.sha).map(({ name }) => name);
  const branch = heads.find((name) => name === event.repository.default_branch) ?? heads[0];
  if (branch === undefined) return ignoring("the status is on the head of no branch of this repository");
  if (heads.some(isOwnBranch)) return waking([{ by: "offer_commit", repositoryId: event.repository.id, sha: event.sha }]);
  return admitBranchStatus(event, branch, facts);
}

/** The payload names no pull request: the step looks for the open one of the branch. */
function admitBranchStatus(event: StatusEvent, branch: string, facts: AdmissionFacts): Admission {
  const wakes: readonly Wake[] = [{ by: "base_branch", repositoryId: event.repository.id, branch }];
  const subject: Subject = {
    repository: repositoryOf(event), branch, head_sha: event.sha,
    source: { kind: "status", status_id: event.id, context: event.context }, pull_request: null,
  };
  const ran = ranOf(subject, event.state === "success" ? "success" : "failure", facts.now);
  if (event.state === "success") return { ...waking(wakes), ...ran };
  const { opened, entry } = openRepair(subject, { at: facts.now, seed: facts.seed });
  return { opens: [opened], wakes, entries: [entry], ignored: null, ...ran };
}
