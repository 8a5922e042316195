/** What Regreen would have done about one failed run, as it is kept. */
import { z } from "zod";
import { Timestamp } from "../../identity/timestamp.ts";

/**
 * `mended`: a skill answers to every failure. `partly`: to some. `named`: skills would that run only where they are named. `passing`: running it again
 * may help. `person`: no skill answers. `unread`: its log is not there any more, or is too long to be read here.
 */
export const RunAnswer = z.enum(["mended", "partly", "named", "passing", "person", "unread"]);
export type RunAnswer = z.infer<typeof RunAnswer>;

export const RunAccount = z.strictObject({
  run_id: z.int().positive(), at: Timestamp, workflow: z.string().max(200), branch: z.string().max(250).nullable(),
  answer: RunAnswer, skills: z.array(z.string().max(64)).max(20),
  /** What failed, or why it was not read; in plain words. */
  what: z.string().max(500),
});
export type RunAccount = z.infer<typeof RunAccount>;

export interface FailedRun { readonly id: number; readonly createdAt: Timestamp; readonly name: string; readonly headBranch: string | null }

/** `why`: in plain words. */
export function unreadAccount(run: FailedRun, why: string): RunAccount {
  return { ...headOf(run), answer: "unread", skills: [], what: why.slice(0, 500) };
}

export function headOf({ id, createdAt, name, headBranch }: FailedRun): Pick<RunAccount, "run_id" | "at" | "workflow" | "branch"> {
  return { run_id: id, at: createdAt, workflow: name.slice(0, 200), branch: headBranch?.slice(0, 250) ?? null };
}
