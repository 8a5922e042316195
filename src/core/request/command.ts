/** One command, read and bounded: what is not named here cannot be asked for. */
import { z } from "zod";
import { ExecutionId, FixId, RequestId } from "../identity/identifier.ts";
import { SkillName } from "../skill/skill.ts";

const Path = z.string().min(1).max(400);
const Reason = z.string().max(500).nullable();

/** Which of the failures are meant. `wants`: a kind (`verbs.ts`) or a skill's name; null: all. */
export const Wanted = z.strictObject({ wants: SkillName.nullable(), file: Path.nullable(), folder: Path.nullable(), tool: z.string().min(1).max(60).nullable() });
export type Wanted = z.infer<typeof Wanted>;

export const Steering = z.enum(["approve", "reject", "pause", "resume", "escalate", "abort", "request-changes"]);
export type Steering = z.infer<typeof Steering>;

export const Mode = z.enum(["normal", "research", "code", "ops"]);
export type Mode = z.infer<typeof Mode>;

export const Command = z.discriminatedUnion("verb", [
  z.strictObject({ verb: z.literal("fix"), wanted: Wanted, scan: z.boolean() }),
  z.strictObject({ verb: z.literal("apply"), execution: ExecutionId, dry_run: z.boolean() }),
  z.strictObject({ verb: z.literal("status"), fix: FixId.nullable() }),
  z.strictObject({ verb: z.literal("list"), priority: z.enum(["P0", "P1", "P2", "P3", "P4"]).nullable(), skill: SkillName.nullable() }),
  z.strictObject({ verb: z.literal("explain"), fix: FixId.nullable() }),
  z.strictObject({ verb: z.literal("rerun") }),
  z.strictObject({ verb: z.literal("steer"), how: Steering, fix: FixId.nullable(), reason: Reason }),
  /** About what an App or a workflow asked for, which waits for a person. */
  z.strictObject({ verb: z.literal("decide"), how: z.enum(["approve", "refuse"]), request: RequestId, reason: Reason }),
  z.strictObject({ verb: z.literal("revert"), execution: ExecutionId }),
  z.strictObject({ verb: z.literal("waive"), rule: z.string().min(1).max(100), reason: z.string().min(10).max(500), until: z.iso.date() }),
  z.strictObject({ verb: z.literal("retry"), skill: SkillName, reason: z.string().max(500) }),
  z.strictObject({ verb: z.literal("report") }),
  z.strictObject({ verb: z.literal("mode"), mode: Mode.nullable(), reason: Reason.optional() }),
  z.strictObject({ verb: z.literal("help") }),
]);
export type Command = z.infer<typeof Command>;
