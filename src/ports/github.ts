/**
 * What Regreen reads from GitHub, as values of our own: the adapter translates, and never judges.
 * A thing that is not there is null; every other trouble is a Fault (`github-…`, `log-unavailable`). Lists are complete: the adapter pages.
 * Paths and refs are data: URLs are built from the configured API base, never taken from a payload (attack W17).
 */
import type { PatchMode } from "../core/fix/patch.ts";
import type { GitSha } from "../core/identity/identifier.ts";
import type { Timestamp } from "../core/identity/timestamp.ts";
import type { Effect, Receipt } from "../core/repair/effect.ts";
import type { Power } from "../core/request/answer/snapshot.ts";
import type { Repository } from "../core/repair/repair.ts";

export type Conclusion =
  | "success" | "failure" | "neutral" | "cancelled" | "skipped" | "timed_out" | "action_required" | "stale" | "startup_failure";

export interface WorkflowRun {
  readonly id: number;
  readonly attempt: number;
  readonly name: string;
  /** File of the workflow: `.github/workflows/ci.yml`. */
  readonly path: string;
  readonly event: string;
  readonly title: string;
  readonly status: string;
  readonly conclusion: Conclusion | null;
  readonly headSha: GitSha;
  readonly headBranch: string | null;
  readonly headRepositoryId: number | null;
  readonly createdAt: Timestamp;
  /** When the latest attempt began. */
  readonly startedAt: Timestamp;
  readonly suiteId?: number | null;
  readonly url: string;
  /** Pull requests that the run belongs to, as GitHub names them. */
  readonly pulls?: readonly { readonly number: number; readonly baseRepositoryId: number }[];
}

/** A check that a branch asks for; `appId` null: whoever makes it. */
export interface RequiredCheckName { readonly name: string; readonly appId: number | null }

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly conclusion: Conclusion | null;
  readonly steps: readonly { readonly name: string; readonly number: number; readonly conclusion: Conclusion | null }[];
  readonly url: string;
  /** The attempt of the run that it was run in: jobs that are not run again keep theirs. */
  readonly attempt: number;
  readonly startedAt: Timestamp | null;
  readonly completedAt: Timestamp | null;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly appSlug: string;
  readonly appId: number | null;
  readonly status: string;
  readonly conclusion: Conclusion | null;
  readonly headSha: GitSha;
  readonly startedAt: Timestamp | null;
  readonly completedAt?: Timestamp | null;
  /** The suite that it is of: one App's checks of one event. */
  readonly suiteId?: number | null;
  readonly output: { readonly title: string | null; readonly summary: string | null; readonly text: string | null };
  readonly url: string;
}

/** The latest of its context on a commit. Its target URL is left aside: nothing is fetched from there. */
export interface CommitStatus {
  readonly id: number;
  readonly context: string;
  readonly state: "pending" | "success" | "failure" | "error";
  readonly description: string | null;
}

export interface CheckAnnotation {
  readonly path: string; readonly startLine: number; readonly endLine: number;
  readonly level: "notice" | "warning" | "failure"; readonly message: string; readonly title: string | null;
}

export interface PullRequest {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  readonly mergeSha: GitSha | null;
  readonly draft: boolean;
  readonly author: string;
  readonly headSha: GitSha;
  readonly headBranch: string;
  readonly headRepositoryId: number | null;
  readonly baseSha: GitSha;
  readonly baseBranch: string;
  /** Null while GitHub is still computing it. */
  readonly mergeable: boolean | null;
  readonly labels: readonly string[];
  readonly title: string;
  readonly body: string;
  readonly url: string;
  /** GitHub's word for what the author is to the repository (`OWNER`, `MEMBER`, `COLLABORATOR`, `CONTRIBUTOR`, `FIRST_TIME_CONTRIBUTOR`, `FIRST_TIMER`, `NONE` …); not given: it does not say. */
  readonly authorAssociation?: string;
  /** As GitHub writes it; its deliveries of the same event say the same. */
  readonly updatedAt?: string;
}

export interface PullFile { readonly path: string; readonly previousPath: string | null; readonly status: string; readonly additions: number; readonly deletions: number; readonly patch: string | null }

export interface Review { readonly author: string; readonly authorIsBot: boolean; readonly state: string; readonly commitSha: GitSha | null; readonly submittedAt: Timestamp | null }

export interface TreeEntry { readonly path: string; readonly mode: string; readonly type: "blob" | "tree" | "commit"; readonly sha: GitSha; readonly size: number | null }

export interface Commit { readonly sha: GitSha; readonly parents: readonly GitSha[]; readonly message: string }

export interface RegularFile { readonly content: Uint8Array; readonly mode: PatchMode }

export interface GitHubReader {
  workflowRun(repository: Repository, runId: number): Promise<WorkflowRun | null>;
  /** Runs of one workflow file started by dispatch since `since`, newest first. */
  dispatchedRuns(repository: Repository, workflow: string, since: Timestamp): Promise<readonly WorkflowRun[]>;
  /** The newest run of the workflow file on the branch that succeeded; null when none did. */
  lastGreenRun(repository: Repository, workflow: string, branch: string): Promise<WorkflowRun | null>;
  /** Runs of a commit, newest first. */
  workflowRunsOf(repository: Repository, sha: GitSha): Promise<readonly WorkflowRun[]>;
  /** Runs that are in progress now, newest first. */
  runsInProgress(repository: Repository): Promise<readonly WorkflowRun[]>;
  /** Jobs of the run's latest attempt. */
  jobs(repository: Repository, runId: number): Promise<readonly Job[]>;
  /** The raw log, streamed. Fault `log-unavailable` when it breaks off. */
  jobLog(repository: Repository, jobId: number): AsyncIterable<Uint8Array>;
  checkRun(repository: Repository, checkRunId: number): Promise<CheckRun | null>;
  /** The latest attempt of each check run on a commit. */
  checkRuns(repository: Repository, sha: GitSha): Promise<readonly CheckRun[]>;
  /** In GitHub's order. Lists of annotations have no bound: past 2,000 the rest is left unread, and `truncated` says so. */
  annotations(repository: Repository, checkRunId: number): Promise<{ readonly annotations: readonly CheckAnnotation[]; readonly truncated: boolean }>;
  /** The latest status of each context on a commit. */
  commitStatuses(repository: Repository, sha: GitSha): Promise<readonly CommitStatus[]>;
  /** The zip of the run's artifact with this name, at most `mostBytes`; null when there is none. Fault `artifact-invalid` when there are several or it is larger. */
  artifact(repository: Repository, runId: number, name: string, mostBytes: number): Promise<Uint8Array | null>;
  /** Content of a regular file at a commit or branch; null when there is none. A symlink, folder or submodule is null too. */
  file(repository: Repository, path: string, ref: string): Promise<Uint8Array | null>;
  /** The same with its mode. */
  regularFile(repository: Repository, path: string, ref: string): Promise<RegularFile | null>;
  /** What stands directly in a folder at a commit or branch; empty when there is none. */
  folder(repository: Repository, path: string, ref: string): Promise<readonly TreeEntry[]>;
  /** The whole tree, recursive; Fault `github-invalid` when GitHub truncates it. */
  tree(repository: Repository, sha: GitSha): Promise<readonly TreeEntry[]>;
  /** Null when there is no such commit. */
  commit(repository: Repository, sha: GitSha): Promise<Commit | null>;
  /** Who wrote the commit and those before it (first parents), newest first, up to `most`; the first that is no bot's ends the list. Null: GitHub knows no account. */
  authors(repository: Repository, sha: GitSha, most: number): Promise<readonly (string | null)[]>;
  branchHead(repository: Repository, branch: string): Promise<GitSha | null>;
  pullRequest(repository: Repository, number: number): Promise<PullRequest | null>;
  /** Open pull requests whose head is this branch of the same repository. */
  pullRequestsOf(repository: Repository, headBranch: string): Promise<readonly PullRequest[]>;
  openPullRequests(repository: Repository): Promise<readonly PullRequest[]>;
  pullFiles(repository: Repository, number: number): Promise<readonly PullFile[]>;
  reviews(repository: Repository, number: number): Promise<readonly Review[]>;
  /** The checks that the branch's protection or rulesets require; null when that cannot be read. */
  requiredChecks(repository: Repository, branch: string): Promise<readonly RequiredCheckName[] | null>;
}

/** What only policies ask of GitHub. */
export interface PolicyReader {
  /** The repository of this name, as the one who asks sees it; null: none. `installation_id` is what was given. */
  repository(named: Pick<Repository, "name" | "installation_id">): Promise<Repository | null>;
  /** Whether protection or a ruleset holds for the branch; null when that cannot be read. */
  isProtected(repository: Repository, branch: string): Promise<boolean | null>;
  /** Whether this person may write to the repository now; null: GitHub knows no such person. */
  mayWrite(repository: Repository, login: string): Promise<boolean | null>;
  /** Logins of a team's members, by `@organisation/team`; null: GitHub does not tell this App. */
  teamMembers(repository: Repository, team: string): Promise<readonly string[] | null>;
  /** What this person may do in the repository now; null: GitHub knows no such person. */
  power(repository: Repository, login: string): Promise<Power | null>;
  /** The commit that both grew from; null: they have none in common, or GitHub does not know one of them. */
  mergeBase(repository: Repository, base: string, head: string): Promise<GitSha | null>;
  /** A file of the default branch of the organisation's `.github` repository; null: there is none, or the App is not installed there. */
  organisationFile(repository: Repository, path: string): Promise<Uint8Array | null>;
  /** Pull requests that were touched since, open, closed and merged, newest first; at most `most`. */
  pullsSince(repository: Repository, since: Timestamp, most: number): Promise<readonly PullRequest[]>;
}

/** What only the pages ask of GitHub: who may see what. */
export interface MemberReader {
  /** Whether this person may read the repository now. */
  mayRead(repository: Repository, login: string): Promise<boolean>;
}

/** A repository as it stands, as far as onboarding asks. */
export interface RepositoryStanding { readonly defaultBranch: string; readonly archived: boolean; readonly fork: boolean }

/** What only onboarding asks of GitHub. */
export interface OnboardingReader {
  /** Null: there is none, or the App is not installed there. */
  standing(repository: Repository): Promise<RepositoryStanding | null>;
  /** The last runs that have ended, newest first; at most `most` (100). */
  endedRuns(repository: Repository, most: number): Promise<readonly WorkflowRun[]>;
  /** Pull requests into the default branch that were merged, of the hundred touched last, newest first; at most `most`. */
  mergedPulls(repository: Repository, most: number): Promise<readonly PullRequest[]>;
  /** Pull requests whose head is this branch of the same repository, open, closed and merged. */
  pullsEver(repository: Repository, headBranch: string): Promise<readonly PullRequest[]>;
}

/** What the crawler asks, which looks for what no delivery told. */
export interface CrawlReader {
  /** Installations that are not suspended, by number. */
  installations(): Promise<readonly number[]>;
  /** Repositories of an installation that can still change (archived and disabled ones cannot). */
  repositoriesOf(installationId: number): Promise<readonly Repository[]>;
  /** Runs created since (and until) that failed or ran out of time, at most `most` (1,000, which is what GitHub lists of one search), newest first. */
  failedRuns(repository: Repository, created: { readonly since: Timestamp; readonly until?: Timestamp }, most: number): Promise<readonly WorkflowRun[]>;
}

/** Content of evidence files that an effect names by digest. */
export interface ContentSource { content(sha256: string): Promise<Uint8Array | null> }

/** Asked right before each request that writes. Rejects with Fault `lease-lost` when the effect is another worker's by now: then nothing more is sent. */
export type StillHeld = () => Promise<void>;

export interface GitHubWriter {
  /** Looks whether the effect stands already, else performs it; gives the receipt read back from GitHub. Permanent refusals are receipts of kind `refused`; the rest are Faults. */
  perform(repository: Repository, effect: Effect, held?: StillHeld): Promise<Receipt>;
}
