/** A repository on the loopback GitHub: its state in memory, its git objects in a real bare repository. */
import type { Workflow, WorkflowRun } from "../actions/types.ts";
import type { BareRepository } from "../git/bare-repository.ts";
import type { CheckRun, CheckSuite, CommitStatus } from "./check.ts";
import type { Issue, Label } from "./issue.ts";
import type { User } from "./user.ts";

/** What a branch asks before a merge. */
export interface Protection {
  readonly requiredChecks: readonly string[];
  /** The head must be up to date with its base. */
  readonly strict: boolean;
}

export interface ActionsCache { readonly id: number; readonly key: string; readonly ref: string; readonly version: string; readonly size: number; readonly createdAt: Date }

export interface Repository {
  readonly id: number;
  readonly owner: User;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly defaultBranch: string;
  readonly isFork: boolean;
  isArchived: boolean;
  readonly git: BareRepository;
  readonly issues: Map<number, Issue>;
  readonly labels: Map<string, Label>;
  readonly checkSuites: CheckSuite[];
  readonly checkRuns: CheckRun[];
  readonly statuses: CommitStatus[];
  readonly workflows: Map<string, Workflow>;
  readonly workflowRuns: WorkflowRun[];
  /** Caches of Actions. */
  caches: ActionsCache[];
  readonly protections: Map<string, Protection>;
  /** Collaborators by login, with their role. */
  readonly collaborators: Map<string, "read" | "triage" | "write" | "maintain" | "admin">;
  readonly createdAt: Date;
  pushedAt: Date;
}

/** `owner/name`. */
export function fullNameOf(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}
