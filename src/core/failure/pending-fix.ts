/** The pending fix is written for every classified failure and is the only hand-off to execution (row D6). */
import { z } from "zod";
import { Digest } from "../identity/digest-schema.ts";
import { FixId, GitSha, RepositoryName } from "../identity/identifier.ts";
import { Timestamp } from "../identity/timestamp.ts";
import { FailureClass, Location } from "./report.ts";

const Score = z.int().min(1).max(5);

/** Row D5: four scores of 1 to 5; their sum gives P0 (16–20), P1 (13–15), P2 (10–12), P3 (7–9), P4 (4–6). */
export const Priority = z.strictObject({
  complexity: Score,
  importance: Score,
  deferability: Score,
  impact: Score,
  priority: z.enum(["P0", "P1", "P2", "P3", "P4"]),
});
export type Priority = z.infer<typeof Priority>;

export const FixStatus = z.enum([
  "pending", "planned", "running", "verified", "proposed", "merged", "closed", "failed", "escalated", "skipped", "paused", "waiting_approval",
]);
export type FixStatus = z.infer<typeof FixStatus>;

export const PendingFix = z.strictObject({
  fix_id: FixId,
  repo: RepositoryName,
  head_sha: GitSha,
  check: z.string(),
  skill_id: z.string().nullable(),
  pattern_name: z.string(),
  failure_class: FailureClass,
  tool: z.string().nullable(),
  fingerprint: Digest,
  mps: Priority,
  file_paths: z.array(z.string()),
  locations: z.array(Location),
  failing_tests: z.array(z.string()),
  error_snippet: z.string(),
  /** The skill's action in one word, as announcements quote it: `eslint_fix`. */
  fix_action: z.string().nullable(),
  confidence: z.number().min(0).max(1),
  status: FixStatus,
  assigned_to: z.string().nullable(),
  standards: z.array(z.string()),
  timestamp: Timestamp,
});
export type PendingFix = z.infer<typeof PendingFix>;
