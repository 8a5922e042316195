/** `pull_request` and `pull_request_review`: an offer moved. Whoever watches that pull request looks again. */
import { z } from "zod";
import { ignoring, waking, type Admission } from "./admission.ts";
import { Envelope } from "./payload.ts";

export const PullRequestEvent = Envelope.extend({
  action: z.string(),
  pull_request: z.object({ number: z.int().positive() }),
});
export type PullRequestEvent = z.infer<typeof PullRequestEvent>;

/** The actions that can change a verdict; the rest (assigned, locked …) cannot. */
const telling: ReadonlySet<string> = new Set([
  "opened", "reopened", "synchronize", "closed", "edited", "labeled", "unlabeled", "ready_for_review", "converted_to_draft",
  "submitted", "dismissed",
]);

export function admitPullRequest(event: PullRequestEvent): Admission {
  if (!telling.has(event.action)) return ignoring("nothing that a verdict rests on changed");
  return waking([{ by: "pull_request", repositoryId: event.repository.id, number: event.pull_request.number }]);
}
