/** The result is what the fix job says it did. Nothing in it is believed: the App checks again from the patch alone (row E2). */
import { z } from "zod";
import { Digest } from "../identity/digest-schema.ts";
import { PlanId } from "../identity/identifier.ts";
import { Finding } from "./finding.ts";

export const CheckOutcome = z.strictObject({
  /** Exit code; null when it was stopped (time, memory, output). */
  exit: z.int().nullable(),
  /** One line: `1 problem`, `passed`, `stopped after 120 s`. */
  summary: z.string().max(2000),
  /** Only beside `failed`: what a linter found, where all that it printed could be read as such. */
  findings: z.array(Finding).min(1).max(500).optional(),
});
export type CheckOutcome = z.infer<typeof CheckOutcome>;

export const CheckComparison = z.strictObject({
  name: z.string(),
  argv: z.array(z.string()),
  before: CheckOutcome,
  after: CheckOutcome,
});
export type CheckComparison = z.infer<typeof CheckComparison>;

/** One file after the fix. Digests are over content; null: not there. Modes as git writes them. */
export const ChangedFile = z.strictObject({
  path: z.string().min(1),
  mode: z.enum(["100644", "100755"]),
  before_sha: Digest.nullable(),
  after_sha: Digest.nullable(),
});
export type ChangedFile = z.infer<typeof ChangedFile>;

export const FixOutcome = z.enum(["changed", "unchanged", "failed", "refused"]);
export type FixOutcome = z.infer<typeof FixOutcome>;

export const FixResult = z.strictObject({
  version: z.literal(1),
  plan_id: PlanId,
  nonce: z.string(),
  outcome: FixOutcome,
  /** Why, in plain words; null when changed. */
  reason: z.string().max(4000).nullable(),
  /** Only beside `refused`: what is missing is a set-up step of the fix job (a tool, a sandbox, the right version), and nothing is wrong with the code. */
  set_up: z.boolean().optional(),
  patch_sha256: Digest.nullable(),
  /** Only beside `failed`, where the contract was kept and what is left was there before: the patch of what was mended, which is shown and not kept. */
  partial_sha256: Digest.optional(),
  files: z.array(ChangedFile).max(1000),
  checks: z.array(CheckComparison).max(100),
  seconds: z.number().nonnegative(),
  /** The fix was run once more, on a fresh copy of the same commit: whether it made the same bytes, the paths where it did not, and how long that took. */
  repeated: z.strictObject({ same: z.boolean(), different: z.array(z.string()).max(100), seconds: z.number().nonnegative() }).optional(),
  /** Only where a step reached registries: what was asked for, in bytes, and what was not let through, each with the reason. */
  network: z.strictObject({
    hosts: z.array(z.string()).max(100), received: z.int().nonnegative(), sent: z.int().nonnegative(),
    refused: z.array(z.strictObject({ target: z.string().max(300), reason: z.string().max(500) })).max(200),
  }).optional(),
  environment: z.strictObject({
    sandbox: z.enum(["bubblewrap", "namespaces", "docker", "none"]),
    node: z.string(),
    platform: z.string(),
  }),
});
export type FixResult = z.infer<typeof FixResult>;
