/** Of a fix whose post-checks do not pass: the findings that are left, where every one of them was there before it. Pure. */
import { areAmong, type Finding } from "./finding.ts";
import type { CheckComparison } from "./result.ts";

/**
 * Null where something else is the matter: a check passes no more, was stopped, ends otherwise than it did (a tool that crashes has an exit code of its own),
 * or says something new or nothing that could be read.
 */
export function stillThere(checks: readonly CheckComparison[]): readonly Finding[] | null {
  const red = checks.filter(({ after }) => after.exit !== 0);
  return red.length > 0 && red.every(saysNothingNew) ? red.flatMap(({ after }) => after.findings ?? []) : null;
}

function saysNothingNew({ before, after }: CheckComparison): boolean {
  if (after.exit === null || after.exit !== before.exit || after.findings === undefined || before.findings === undefined) return false;
  return areAmong(after.findings, before.findings);
}
