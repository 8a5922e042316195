/**
 * What webhook payloads have in common. Schemas here are narrow: they name the fields that are read, and drop every other key
 * (so a polluted `__proto__` never arrives anywhere). URLs in payloads are not read at all: ours are built from ids (attack W17).
 * Source of names and types: GitHub's webhook schemas (octokit/webhooks), API version 2022-11-28.
 */
import { z } from "zod";
import { RepositoryName } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { Repository } from "../repair/repair.ts";

/** Repository and installation: every event of an installed App carries both. */
export const Envelope = z.object({
  repository: z.object({ id: z.int().positive(), full_name: RepositoryName, default_branch: z.string().min(1) }),
  installation: z.object({ id: z.int().positive() }),
});
export type Envelope = z.infer<typeof Envelope>;

/** A pull request as runs and checks name it; `base.repo.id` tells those of other repositories apart. */
export const PullReference = z.object({ number: z.int().positive(), base: z.object({ repo: z.object({ id: z.int().positive() }) }) });
export type PullReference = z.infer<typeof PullReference>;

/** What admitting needs beside the payload. `seed`: 4 to 16 of a-z and 0-9, fresh for each delivery; it names the repair that may be opened. */
export interface AdmissionFacts {
  readonly now: Timestamp;
  readonly seed: string;
}

export function repositoryOf({ repository, installation }: Envelope): Repository {
  return { id: repository.id, name: repository.full_name, installation_id: installation.id, default_branch: repository.default_branch };
}

/** The number of the first pull request into this very repository; null when there is none. */
export function ownPull(pulls: readonly PullReference[], repositoryId: number): number | null {
  return pulls.find((pull) => pull.base.repo.id === repositoryId)?.number ?? null;
}
