import type { CheckComparison, CheckOutcome } from "../core/fix/result.ts";
import type { RanCheck } from "./run-checks.ts";

/**
 * The post-checks before and after a fix that did not pass, with what the linters among them found; without that where the tool says after its own fix that it could
 * mend more. What reads their words is loaded only here: a fix that holds needs none of it.
 */
export async function withFindings(before: readonly RanCheck[], after: readonly RanCheck[]): Promise<readonly CheckComparison[]> {
  const { checkFindings, couldMendMore } = await import("../core/failure/check-findings.ts");
  const told = ({ outcome, said }: RanCheck): CheckOutcome => {
    const findings = outcome.exit === 0 || outcome.exit === null || said === undefined ? null : checkFindings(said);
    return findings === null ? outcome : { ...outcome, findings: [...findings] };
  };
  return after.flatMap((check, index) => {
    const earlier = before[index];
    const isDone = check.said === undefined || !couldMendMore(check.said);
    return earlier === undefined ? [] : [{ name: check.name, argv: check.argv, before: told(earlier), after: isDone ? told(check) : check.outcome }];
  });
}
