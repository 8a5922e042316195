/**
 * An occurrence is one failure, seen once: a fingerprint in one check of one run. The history of a fingerprint is the list of its
 * occurrences: how often, since when, on which branches, in which repositories (row D4).
 */
import { z } from "zod";
import { FailureClass } from "../failure/report.ts";
import { Digest } from "../identity/digest-schema.ts";
import { GitSha, RepositoryName } from "../identity/identifier.ts";
import { Timestamp } from "../identity/timestamp.ts";

export const Occurrence = z.strictObject({
  fingerprint: Digest,
  repository_id: z.int().positive(),
  repo: RepositoryName,
  branch: z.string().min(1),
  head_sha: GitSha,
  /** Names the run and its attempt, or the check run, within the repository: see `sourceKey`. */
  source: z.string().min(1),
  /** File of the workflow, or name of another CI's check. */
  workflow: z.string(),
  /** `CI / lint`: workflow and job. */
  check: z.string(),
  failure_class: FailureClass,
  tool: z.string().nullable(),
  pattern_name: z.string(),
  seen_at: Timestamp,
});
export type Occurrence = z.infer<typeof Occurrence>;

/** All that is known of one fingerprint, over the repositories asked about. */
export const FingerprintSummary = z.strictObject({
  fingerprint: Digest,
  failure_class: FailureClass,
  tool: z.string().nullable(),
  pattern_name: z.string(),
  /** Occurrences: one per run and check. */
  count: z.int().positive(),
  first_seen: Timestamp,
  last_seen: Timestamp,
  branches: z.array(z.string()),
  repositories: z.array(RepositoryName),
});
export type FingerprintSummary = z.infer<typeof FingerprintSummary>;
