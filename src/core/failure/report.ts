/** A failure report says what broke, read from a log: the class, the tool, the places, and how sure we are. One log may give several. */
import { z } from "zod";
import { Digest } from "../identity/digest-schema.ts";

export const failureClasses = [
  "lint", "format", "type-check", "test-failure", "build-error", "syntax-error", "module-not-found", "dependency-install",
  "lockfile-out-of-date", "encoding", "generated-drift", "snapshot-mismatch", "coverage-threshold", "config", "timeout",
  "out-of-memory", "disk-full", "network-infra", "rate-limit", "auth-permission", "missing-env-secret", "docker",
  "git-checkout", "unknown", "none",
] as const;
export const FailureClass = z.enum(failureClasses);
export type FailureClass = z.infer<typeof FailureClass>;

/** A place in the repository, as the tool printed it (path made relative where the log shows the workspace). Lines and columns count from 1. */
export const Location = z.strictObject({
  file: z.string().min(1),
  line: z.int().positive().nullable(),
  column: z.int().positive().nullable(),
  rule: z.string().nullable(),
  message: z.string().nullable(),
});
export type Location = z.infer<typeof Location>;

/** A line of the log that the diagnosis rests on; `line` counts from 1 in the raw log. */
export const EvidenceLine = z.strictObject({ line: z.int().positive(), text: z.string() });
export type EvidenceLine = z.infer<typeof EvidenceLine>;

/** A file that a log names and that could not be found in the commit under that name; the reason stands after it: "which is …". */
export const UnplacedFile = z.strictObject({ path: z.string(), reason: z.string() });
export type UnplacedFile = z.infer<typeof UnplacedFile>;

export const FailedStep = z.strictObject({
  name: z.string().nullable(),
  command: z.string().nullable(),
  exit_code: z.int().nullable(),
});
export type FailedStep = z.infer<typeof FailedStep>;

export const FailureReport = z.strictObject({
  failure_class: FailureClass,
  tool: z.string().nullable(),
  /** Stable name of the pattern, as announcements and skills quote it: `eslint_problems`. */
  pattern_name: z.string(),
  /** Passing by itself is likely: re-running may help, changing code does not. */
  transient: z.boolean(),
  /** 0 to 1, calibrated: of the reports given 0.9, about 90 % are right. */
  confidence: z.number().min(0).max(1),
  /** Id of the rule that decided. */
  rule: z.string(),
  step: FailedStep.nullable(),
  /** Command lines of the failed step, as far as the log shows them: its script, and what runners of tools echo (`> eslint .`). Not given: none. */
  commands: z.array(z.string()).optional(),
  /** The folder that those commands went to, relative to the repository; not given: none, or several. */
  folder: z.string().optional(),
  /** Of `file_paths`: what could not be found in the commit. Not given: all was, or nobody looked. */
  unplaced: z.array(UnplacedFile).optional(),
  locations: z.array(Location),
  /** Files named without a line (prettier --check), and the files of the locations; unique, in order of appearance. */
  file_paths: z.array(z.string()),
  failing_tests: z.array(z.string()),
  evidence: z.array(EvidenceLine),
  /** What a person wants to see first: at most 30 lines, control characters removed, secrets masked. */
  error_snippet: z.string(),
  fingerprint: Digest,
  /** Of what is unknown: the fingerprint of its first line's template, as `regreen fingerprint` gives it, for grouping. */
  template: Digest.optional(),
});
export type FailureReport = z.infer<typeof FailureReport>;
