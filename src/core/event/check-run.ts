/** `check_run`: a check of any CI ended. Actions' own are told by their workflow run; another CI's red check opens a repair. */
import { z } from "zod";
import { GitSha } from "../identity/identifier.ts";
import { openRepair } from "../repair/open-repair.ts";
import type { Subject } from "../repair/repair.ts";
import { ignoring, waking, type Admission, type Wake } from "./admission.ts";
import { isOwnBranch } from "./own-branch.ts";
import { ranOf } from "./ran.ts";
import { Envelope, ownPull, PullReference, repositoryOf, type AdmissionFacts } from "./payload.ts";

export const CheckRunEvent = Envelope.extend({
  action: z.string(),
  check_run: z.object({
    id: z.int().positive(),
    name: z.string(),
    conclusion: z.string().nullable(),
    head_sha: GitSha,
    app: z.object({ slug: z.string().nullish() }).nullable(),
    check_suite: z.object({ head_branch: z.string().min(1).nullable() }).nullable(),
    pull_requests: z.array(PullReference),
  }),
});
export type CheckRunEvent = z.infer<typeof CheckRunEvent>;

/** Names of the checks that Regreen posts itself begin so. */
const OWN_CHECKS = "regreen/";

export function admitCheckRun(event: CheckRunEvent, facts: AdmissionFacts): Admission {
  const check = event.check_run;
  const branch = check.check_suite?.head_branch ?? null;
  const watching: Wake = { by: "offer_commit", repositoryId: event.repository.id, sha: check.head_sha };
  if (check.name.startsWith(OWN_CHECKS)) return ignoring("a check of our own");
  // Asked to run again: what had passed has not passed any more (attack G05).
  if (event.action !== "completed") return event.action === "rerequested" ? waking([watching]) : ignoring("the check is not finished");
  if (branch === null) return waking([watching]);
  if (isOwnBranch(branch)) return waking([watching]);
  if (check.app?.slug === "github-actions") return ignoring("a check of GitHub Actions: its workflow run tells it");
  return admitForeignCheck(event, branch, facts);
}

function admitForeignCheck(event: CheckRunEvent, branch: string, facts: AdmissionFacts): Admission {
  const check = event.check_run;
  const wakes: readonly Wake[] = [{ by: "base_branch", repositoryId: event.repository.id, branch }, { by: "offer_commit", repositoryId: event.repository.id, sha: check.head_sha }];
  const subject: Subject = {
    repository: repositoryOf(event), branch, head_sha: check.head_sha,
    source: { kind: "check_run", check_run_id: check.id, name: check.name },
    pull_request: ownPull(check.pull_requests, event.repository.id),
  };
  const ran = ranOf(subject, check.conclusion, facts.now);
  if (check.conclusion !== "failure" && check.conclusion !== "timed_out") return { ...waking(wakes), ...ran };
  const { opened, entry } = openRepair(subject, { at: facts.now, seed: facts.seed });
  return { opens: [opened], wakes, entries: [entry], ignored: null, ...ran };
}
