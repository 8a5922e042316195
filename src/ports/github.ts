/**
 * What Regreen reads from GitHub, as values of our own: the adapter translates, and never judges.
 * A thing that is not there is null; every other trouble is a Fault (`github-…`, `log-unavailable`). Lists are complete: the adapter pages.
 * Paths and refs are data: URLs are built from the configured API base, never taken from a payload (attack W17).
 */
import type { PatchMode } from "../core/fix/patch.ts";
import type { GitSha } from "../core/identity/identifier.ts";
import type { Timestamp } from "../core/identity/timestamp.ts";
import type { Effect, Receipt } from "../core/repair/effect.ts";
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
  readonly url: string;
}

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly conclusion: Conclusion | null;
  readonly steps: readonly { readonly name: string; readonly number: number; readonly conclusion: Conclusion | null }[];
  readonly url: string;
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
  readonly output: { readonly title: string | null; readonly summary: string | null; readonly text: string | null };
  readonly url: string;
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
}

export interface PullFile { readonly path: string; readonly previousPath: string | null; readonly status: string; readonly additions: number; readonly deletions: number; readonly patch: string | null }

export interface Review { readonly author: string; readonly authorIsBot: boolean; readonly state: string; readonly commitSha: GitSha | null; readonly submittedAt: Timestamp | null }

export interface TreeEntry { readonly path: string; readonly mode: string; readonly type: "blob" | "tree" | "commit"; readonly sha: GitSha; readonly size: number | null }

export interface RegularFile { readonly content: Uint8Array; readonly mode: PatchMode }

export interface GitHubReader {
  workflowRun(repository: Repository, runId: number): Promise<WorkflowRun | null>;
  /** Runs of one workflow file started by dispatch since `since`, newest first. */
  dispatchedRuns(repository: Repository, workflow: string, since: Timestamp): Promise<readonly WorkflowRun[]>;
  /** The newest run of the workflow file on the branch that succeeded; null when none did. */
  lastGreenRun(repository: Repository, workflow: string, branch: string): Promise<WorkflowRun | null>;
  /** Runs of a commit, newest first. */
  workflowRunsOf(repository: Repository, sha: GitSha): Promise<readonly WorkflowRun[]>;
  /** Jobs of the run's latest attempt. */
  jobs(repository: Repository, runId: number): Promise<readonly Job[]>;
  /** The raw log, streamed. Fault `log-unavailable` when it breaks off. */
  jobLog(repository: Repository, jobId: number): AsyncIterable<Uint8Array>;
  checkRun(repository: Repository, checkRunId: number): Promise<CheckRun | null>;
  /** The latest attempt of each check run on a commit. */
  checkRuns(repository: Repository, sha: GitSha): Promise<readonly CheckRun[]>;
  annotations(repository: Repository, checkRunId: number): Promise<readonly CheckAnnotation[]>;
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
  /** Who wrote the commit and those before it (first parents), newest first, up to `most`; the first that is no bot's ends the list. Null: GitHub knows no account. */
  authors(repository: Repository, sha: GitSha, most: number): Promise<readonly (string | null)[]>;
  branchHead(repository: Repository, branch: string): Promise<GitSha | null>;
  pullRequest(repository: Repository, number: number): Promise<PullRequest | null>;
  /** Open pull requests whose head is this branch of the same repository. */
  pullRequestsOf(repository: Repository, headBranch: string): Promise<readonly PullRequest[]>;
  openPullRequests(repository: Repository): Promise<readonly PullRequest[]>;
  pullFiles(repository: Repository, number: number): Promise<readonly PullFile[]>;
  reviews(repository: Repository, number: number): Promise<readonly Review[]>;
  /** Names of the checks that the branch's protection or rulesets require; null when that cannot be read. */
  requiredChecks(repository: Repository, branch: string): Promise<readonly string[] | null>;
}

/** Content of evidence files that an effect names by digest. */
export interface ContentSource { content(sha256: string): Promise<Uint8Array | null> }

/** Asked right before each request that writes. Rejects with Fault `lease-lost` when the effect is another worker's by now: then nothing more is sent. */
export type StillHeld = () => Promise<void>;

export interface GitHubWriter {
  /** Looks whether the effect stands already, else performs it; gives the receipt read back from GitHub. Permanent refusals are receipts of kind `refused`; the rest are Faults. */
  perform(repository: Repository, effect: Effect, held?: StillHeld): Promise<Receipt>;
}
