import type { PlannedSkill } from "../../core/fix/build-plan.ts";
import { attempt, type Attempt, type Bench } from "./attempt.ts";

export interface Mended { readonly attempt: Attempt; readonly kept: boolean }

/**
 * Tries all skills as one plan; when that does not hold and there are several, each by itself, in order, on what the ones before it left: one failure
 * that cannot be mended does not keep the others from it. `keep` applies a change to the working tree; where it is null (dry run) nothing is.
 */
export async function mend(planned: readonly PlannedSkill[], bench: Bench, keep: ((attempt: Attempt) => void) | null): Promise<readonly Mended[]> {
  const whole = await mendOnce(planned, bench, keep);
  if (whole.attempt.execution.result.outcome === "changed" || planned.length === 1 || bench.signal.aborted) return [whole];
  const mended: Mended[] = [];
  for (const one of planned) if (!bench.signal.aborted) mended.push(await mendOnce([one], bench, keep));
  return mended;
}

async function mendOnce(planned: readonly PlannedSkill[], bench: Bench, keep: ((attempt: Attempt) => void) | null): Promise<Mended> {
  const tried = await attempt(planned, bench);
  const holds = tried.execution.result.outcome === "changed";
  if (holds && keep !== null) {
    keep(tried);
    bench.git.forget();
  }
  return { attempt: tried, kept: holds && keep !== null };
}
