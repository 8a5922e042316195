/** A signal is a reason to try a candidate again (row S9). Each has a name: a candidate that was tried for it is not tried for it a second time. */
import { z } from "zod";

/** `new_candidate`: never tried here. `standing_fell`: the present version lost standing. `drift`: it fails or takes its time more than it used to. `pattern_frequent`: a failure that it would answer has become frequent. */
export const SignalKind = z.enum(["standing_fell", "drift", "pattern_frequent", "new_candidate"]);
export type SignalKind = z.infer<typeof SignalKind>;

/** `drift:2026-11-20`, `standing_fell:exec_…`. */
export const SignalName = z.string().regex(/^(standing_fell|drift|pattern_frequent|new_candidate):[0-9a-z_-]{1,80}$/);

export const Signal = z.strictObject({
  name: SignalName,
  /** Why, for people: one sentence. */
  said: z.string().min(1).max(300),
});
export type Signal = z.infer<typeof Signal>;

export function signal(kind: SignalKind, about: string, said: string): Signal {
  return { name: `${kind}:${about}`, said };
}

/** `name=sentence`, as it crosses to the program that replays; null where it is none. */
export function parseSignal(text: string): Signal | null {
  const at = text.indexOf("=");
  const parsed = Signal.safeParse({ name: text.slice(0, Math.max(at, 0)), said: text.slice(at + 1) });
  return parsed.success ? parsed.data : null;
}
