/** The operator's file that lets replays begin by themselves (`REGREEN_LEARNING`): in which repositories, from which checkout, and for how long in a day. */
import { z } from "zod";
import { RepositoryName } from "../../identity/identifier.ts";
import { Phase } from "../../repair/phase.ts";

const Folder = z.string().startsWith("/", "is an absolute path");

export const LearningFile = z.strictObject({
  version: z.literal(1),
  /** Seconds, for all replays that begin by themselves in 24 hours; and for each of them. */
  seconds_per_day: z.int().min(60).max(86_400).default(1800),
  seconds_each: z.int().min(60).max(3600).default(600),
  /** From which phase on recorded failures are met again. */
  from: Phase.default("STRATEGIZE"),
  repositories: z.array(z.strictObject({
    repo: RepositoryName,
    /** A clone that follows the default branch: trees are built from its commits, and its own candidates are taken from it. */
    checkout: Folder,
    /** A folder of the operator's own candidates: `<skill>/<any name>/SKILL.md`. */
    candidates: Folder.optional(),
  })).min(1).max(200),
});
export type LearningFile = z.infer<typeof LearningFile>;
