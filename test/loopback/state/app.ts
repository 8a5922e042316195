/** A GitHub App and its installations, as they are registered on the loopback GitHub. */
import type { KeyObject } from "node:crypto";
import type { User } from "./user.ts";

/** Permission names as GitHub writes them (`pull_requests`), each with its level. */
export type Permissions = Readonly<Record<string, "read" | "write" | "admin">>;

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: User;
  readonly bot: User;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly publicKey: KeyObject;
  /** PEM (PKCS 8), given to whoever runs the App. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Proves to GitHub that who exchanges a code is the App. */
  readonly clientSecret: string;
  /** Where people who sign in are sent back to; null until the App listens. */
  callbackUrl: string | null;
  /** Where deliveries go; null until the App listens. */
  webhookUrl: string | null;
  readonly createdAt: Date;
}

export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly account: User;
  /** Repositories it may reach; `all` are those of the account. */
  readonly repositoryIds: Set<number> | "all";
  readonly permissions: Permissions;
  suspendedAt: Date | null;
  readonly createdAt: Date;
}
