/** Who asks: what a token, a JWT or nothing at all stands for. */
import type { Job } from "../actions/types.ts";
import type { App, Installation, Permissions } from "../state/app.ts";
import type { Repository } from "../state/repository.ts";
import type { User } from "../state/user.ts";

export interface AppIdentity { readonly kind: "app"; readonly app: App }

export interface InstallationIdentity {
  readonly kind: "installation";
  readonly app: App;
  readonly installation: Installation;
  readonly permissions: Permissions;
  /** Narrower than the installation when the token asked for some repositories only. */
  readonly repositoryIds: ReadonlySet<number> | "all";
  readonly expiresAt: Date;
}

export interface JobIdentity {
  readonly kind: "job";
  readonly app: App;
  readonly job: Job;
  readonly repository: Repository;
  readonly permissions: Permissions;
}

export interface UserIdentity { readonly kind: "user"; readonly user: User }
export interface AnonymousIdentity { readonly kind: "anonymous" }

export type Identity = AppIdentity | InstallationIdentity | JobIdentity | UserIdentity | AnonymousIdentity;

/** The account that a write is made in the name of; null for anonymous. */
export function accountOf(identity: Identity): User | null {
  switch (identity.kind) {
    case "app":
    case "installation":
    case "job":
      return identity.app.bot;
    case "user":
      return identity.user;
    case "anonymous":
      return null;
    default:
      return identity satisfies never;
  }
}

/** The App in whose name a write is made, when it is one. */
export function appOf(identity: Identity): App | null {
  return identity.kind === "installation" || identity.kind === "job" ? identity.app : null;
}
