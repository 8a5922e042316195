/** A request is what somebody asked of Regreen in words: by a comment, a dispatch, a file, on the dashboard or on the operator's command line. It is answered once, and told on as things move. */
import { z } from "zod";
import { FixId, RequestId } from "../identity/identifier.ts";
import { Timestamp } from "../identity/timestamp.ts";
import { Repository } from "../repair/repair.ts";
import { LONGEST_COMMAND, MOST_COMMANDS } from "./command-lines.ts";

/** Where the words came from. `number`: the issue or pull request that is talked of. */
export const Origin = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("comment"), comment_id: z.int().positive(), number: z.int().positive(), pull: z.boolean() }),
  /** On lines of a pull request. `thread_id`: the first comment of its thread, which takes the answers; `path`: the file that it stands on. */
  z.strictObject({ kind: z.literal("thread"), comment_id: z.int().positive(), thread_id: z.int().positive(), number: z.int().positive(), path: z.string().min(1).max(400) }),
  /** The text of a review as a whole. */
  z.strictObject({ kind: z.literal("review"), review_id: z.int().positive(), number: z.int().positive() }),
  z.strictObject({ kind: z.literal("workflow"), number: z.int().positive().nullable() }),
  z.strictObject({ kind: z.literal("dashboard"), number: z.int().positive().nullable() }),
  z.strictObject({ kind: z.literal("dispatch"), number: z.int().positive().nullable() }),
  z.strictObject({ kind: z.literal("file"), name: z.string().max(255), number: z.int().positive().nullable() }),
  z.strictObject({ kind: z.literal("operator"), number: z.int().positive().nullable() }),
]);
export type Origin = z.infer<typeof Origin>;

/** What came of one command. `text`: Markdown, safe to publish. `underway`: those of the repairs it follows that nobody had asked for. */
export const Outcome = z.strictObject({ line: z.string().max(LONGEST_COMMAND), done: z.boolean(), text: z.string(), follows: z.array(FixId), underway: z.array(FixId).optional() });
export type Outcome = z.infer<typeof Outcome>;

export const Request = z.strictObject({
  id: RequestId,
  repository: Repository,
  origin: Origin,
  /** Login on GitHub, or the name of the operator's account on this machine. */
  actor: z.string().min(1).max(100),
  /** Whether an App or a workflow asked: a person must approve what it asks for. */
  machine: z.boolean(),
  lines: z.array(z.string().max(LONGEST_COMMAND)).max(MOST_COMMANDS),
  /** Only says what would be done. */
  dry_run: z.boolean(),
  /** `followed`: answered, and told on while its repairs move. */
  state: z.enum(["asked", "waiting_approval", "followed", "closed"]),
  /** Who approved what a machine asked for. */
  approved_by: z.string().nullable(),
  /** Who refused it, and why. */
  refused: z.strictObject({ by: z.string(), reason: z.string().nullable() }).optional(),
  outcomes: z.array(Outcome),
  /** Only of what waits for a person: what it would come to, as it was found when it began to wait. */
  preview: z.array(Outcome).optional(),
  /** The answer as it was asked for last; null: none. */
  answer: z.string().nullable(),
  /** How often the answer was written. */
  edition: z.int().nonnegative(),
  opened_at: Timestamp,
  /** Why it rests or ended, in plain words. */
  reason: z.string().nullable(),
});
export type Request = z.infer<typeof Request>;

/** The issue or pull request that is talked of; null: the repository as a whole. */
export function placeOf({ origin }: Pick<Request, "origin">): number | null {
  return origin.number;
}

/** What was said on GitHub, and is answered there; null: it was asked elsewhere. `id`: of the comment or review. */
export function spokenIn({ origin }: Pick<Request, "origin">): { readonly id: number; readonly number: number; readonly pull: boolean } | null {
  switch (origin.kind) {
    case "comment": return { id: origin.comment_id, number: origin.number, pull: origin.pull };
    case "thread": return { id: origin.comment_id, number: origin.number, pull: true };
    case "review": return { id: origin.review_id, number: origin.number, pull: true };
    case "workflow": case "dashboard": case "dispatch": case "file": case "operator": return null;
    default: return origin satisfies never;
  }
}
