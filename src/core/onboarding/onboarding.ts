/** What a repository is asked once, by one pull request: whether it wants Regreen. It lives among the repairs, as a guard does (DECISIONS 70). */
import { z } from "zod";
import type { GitSha, RepositoryName } from "../identity/identifier.ts";
import { fixId } from "../identity/identifier.ts";
import { after, type Timestamp } from "../identity/timestamp.ts";
import type { Opening } from "../repair/open-repair.ts";
import { record } from "../repair/record.ts";
import { subjectKey, type Repair, type Subject } from "../repair/repair.ts";

export const onboardingBranch = "regreen/onboarding";

/** The body of the pull request begins with it: by this, and by our name, it is known again. */
export const onboardingMarker = "<!-- regreen:onboarding -->";

/** Until the repository was looked at: git's name for the default branch, and for no commit. */
const DEFAULT_BRANCH = "HEAD";
const NO_COMMIT = "0".repeat(40) as GitSha;

/** Each repository costs about five requests that write, and GitHub takes 500 an hour of an installation (DECISIONS 55): many are begun one after the other. */
export const ONBOARDING_SECONDS = 40;

/** Of one delivery, which is admitted in one transaction. The crawler begins the rest, a few at a time (core/crawl/told-installation.ts). */
export const MOST_REPOSITORIES = 500;

export const InstalledOn = z.object({ id: z.int().positive(), full_name: z.string().regex(/^[A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}$/) });
export type InstalledOn = z.infer<typeof InstalledOn>;

export interface Installed { readonly installationId: number; readonly repositories: readonly InstalledOn[] }

/** `seed`: 4 to 12 of a-z and 0-9. Once per repository and installation, however often it is told. */
export function openOnboardings({ installationId, repositories }: Installed, { at, seed }: { readonly at: Timestamp; readonly seed: string }): readonly Opening[] {
  return repositories.slice(0, MOST_REPOSITORIES).map(({ id, full_name: name }, index) => {
    const subject: Subject = {
      repository: { id, name: name as RepositoryName, installation_id: installationId, default_branch: DEFAULT_BRANCH },
      branch: DEFAULT_BRANCH, head_sha: NO_COMMIT, source: { kind: "installation" }, pull_request: null,
    };
    const repair: Repair = {
      id: fixId(at, `${seed}${index.toString(36)}`), subject, step: "onboard", phase: null, status: "pending", attempts: 0, violations: 0, opened_at: at, progressed_at: at,
      failures: [], plan: null, execution: null, offer: null, evidence: [], held_by: null, reason: null, issue: null,
    };
    const key = subjectKey(subject);
    return { opened: { repair, due: after(at, index * ONBOARDING_SECONDS), key }, entry: record(repair, { kind: "repair_opened", at, payload: { key, source: subject.source } }) };
  });
}
