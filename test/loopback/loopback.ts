/** What a test or the demo does with a GitHub on loopback: make its people, Apps and repositories, and look at what came of it. */
import type { ActionsEngine } from "./actions/engine.ts";
import type { Faults } from "./http/faults.ts";
import type { Hub } from "./hub.ts";
import type { Violation } from "./openapi/contract.ts";
import type { App, Installation, Permissions } from "./state/app.ts";
import type { Protection, Repository } from "./state/repository.ts";
import type { PullIssue } from "./state/find.ts";
import type { State } from "./state/state.ts";
import type { User } from "./state/user.ts";
import type { Delivery, Webhooks } from "./webhooks/webhooks.ts";

export interface LoopbackOptions {
  /** 0, the default: any free port of 127.0.0.1. */
  readonly port?: number;
  readonly now?: () => Date;
}

export interface NewApp {
  readonly slug: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  /** Where deliveries go; may be set later through `app.webhookUrl`. */
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
}

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  /** `private` by default, so that every permission counts. */
  readonly visibility?: "private" | "public";
  readonly defaultBranch?: string;
  readonly isFork?: boolean;
  readonly ownerType?: User["type"];
}

export interface NewCommit {
  readonly branch?: string;
  readonly message: string;
  /** Path → text or bytes; null deletes. */
  readonly files: Readonly<Record<string, string | Uint8Array | null>>;
  /** Paths that are executable. */
  readonly executable?: readonly string[];
  /** Login of the author: the repository's owner by default. */
  readonly author?: string;
}

/** A pull request from somebody's fork, or more commits on it. */
export interface ForkCommit {
  readonly owner: string;
  readonly branch: string;
  readonly message: string;
  readonly files: Readonly<Record<string, string | null>>;
}

export interface Loopback {
  /** `http://127.0.0.1:…`; the interface stands at `url` and at `url + "/api/v3"`. */
  readonly url: string;
  readonly state: State;
  readonly actions: ActionsEngine;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  readonly deliveries: readonly Delivery[];
  /** Answers and webhooks that broke GitHub's description: must be empty. */
  readonly violations: readonly Violation[];
  /** Requests that broke it, answered 422. */
  readonly refusals: readonly Violation[];
  readonly unimplemented: ReadonlySet<string>;
  readonly hub: Hub;
  createUser(login: string): User;
  /** A token of this person, as a personal access token. */
  createUserToken(login: string): string;
  createApp(app: NewApp): App;
  /** Installs an App on an account, for all its repositories or for those named. */
  install(app: App, on: { readonly account: string; readonly repositories?: readonly Repository[] }): Installation;
  /** Gives an installation more repositories, and tells its App. */
  addRepositories(installation: Installation, repositories: readonly Repository[]): void;
  createRepository(repository: NewRepository): Promise<Repository>;
  /** Gives a person a role in a repository. */
  addCollaborator(repository: Repository, login: string, role: "read" | "triage" | "write" | "maintain" | "admin"): void;
  protect(repository: Repository, branch: string, protection: Protection): void;
  /** Opens a pull request from a fork of the same name, which is made where there is none: a stranger's, until one of theirs is merged. */
  openForkPull(repository: Repository, commit: ForkCommit): Promise<PullIssue>;
  pushToFork(repository: Repository, issue: PullIssue, commit: Pick<ForkCommit, "message" | "files">): Promise<void>;
  /** Commits files onto a branch as a person would by pushing: with all that follows. Gives the commit's SHA. */
  push(repository: Repository, commit: NewCommit): Promise<string>;
  /** Address for git, with a token as the password. */
  cloneUrl(repository: Repository, token: string): string;
  close(): Promise<void>;
}
