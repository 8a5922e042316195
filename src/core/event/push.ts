/** `push`: a branch moved or was deleted. Offers into that branch are judged again. */
import { z } from "zod";
import { ignoring, waking, type Admission } from "./admission.ts";
import { isOwnBranch } from "./own-branch.ts";
import { Envelope } from "./payload.ts";

export const PushEvent = Envelope.extend({ ref: z.string() });
export type PushEvent = z.infer<typeof PushEvent>;

const BRANCHES = "refs/heads/";

export function admitPush(event: PushEvent): Admission {
  if (!event.ref.startsWith(BRANCHES)) return ignoring("a push to something that is no branch");
  const branch = event.ref.slice(BRANCHES.length);
  if (isOwnBranch(branch)) return ignoring("a push to a branch of our own: its pull request tells it");
  return waking([{ by: "base_branch", repositoryId: event.repository.id, branch }]);
}
