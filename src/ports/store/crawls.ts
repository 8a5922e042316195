/** Where the crawler has looked, and until when. */
import type { Repository } from "../../core/repair/repair.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { Claim, ClaimRequest, Settlement } from "./claim.ts";

export interface ClaimedCrawl {
  readonly repository: Repository;
  /** Until when what failed there was seen. */
  readonly seen: Timestamp;
  readonly claim: Claim;
  readonly attempts: number;
}

/** Repositories that the crawler looks at, each held by one worker at a time. */
export interface Crawls {
  /** What an installation has now: new ones are due at once and seen until `seen`; those that are gone are forgotten. */
  list(installationId: number, repositories: readonly Repository[], at: { readonly now: Timestamp; readonly seen: Timestamp }): Promise<void>;
  /** Installations that have repositories here, and the ids of one's repositories, as they were listed last. */
  installations(): Promise<readonly number[]>;
  repositories(installationId: number): Promise<readonly number[]>;
  /** Forgets the repositories of all other installations. */
  keepOnly(installationIds: readonly number[]): Promise<void>;
  claim(request: ClaimRequest): Promise<readonly ClaimedCrawl[]>;
  /** Seen until then, and looked at again when due. `watched`: it has a configuration. */
  settle(claimed: ClaimedCrawl, end: { readonly seen: Timestamp; readonly due: Timestamp; readonly watched: boolean }): Promise<Settlement>;
  postpone(claimed: ClaimedCrawl, due: Timestamp, fault: string): Promise<Settlement>;
  /** How many repositories of an installation have a configuration. */
  watched(installationId: number): Promise<number>;
}
