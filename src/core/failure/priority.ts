/** Row D5: how urgent a failure is, from facts alone: four scores of 1 to 5, their sum gives P0 to P4. */
import type { Priority } from "./pending-fix.ts";
import type { FailureClass } from "./report.ts";

export interface PriorityFacts {
  readonly class: FailureClass;
  /** 1 to 5, of the skill that would mend it; null when no skill does. */
  readonly skillComplexity: number | null;
  readonly onDefaultBranch: boolean;
  /** Places or tests that fail. */
  readonly failures: number;
  /** How often this fingerprint was seen, this time included. */
  readonly occurrences: number;
  /** How long it has been red. */
  readonly redSeconds: number;
  /** Other open pull requests or branches that fail for the same reason. */
  readonly othersBlocked: number;
}

const HOUR = 3600;

/**
 * complexity: of mending it. importance: what kind of thing is broken, and where. deferability: 5 cannot wait.
 * impact: how many are affected. Each 1 to 5; sum 16–20 P0, 13–15 P1, 10–12 P2, 7–9 P3, 4–6 P4.
 */
export function priorityOf(facts: PriorityFacts): Priority {
  const scores = {
    complexity: score(facts.skillComplexity ?? UNAIDED_COMPLEXITY),
    importance: score(weightOf(facts.class) + (facts.onDefaultBranch ? 1 : 0)),
    deferability: score((facts.onDefaultBranch ? 4 : 1) + steps(facts.redSeconds, [4 * HOUR, 24 * HOUR])),
    impact: score(1 + (facts.onDefaultBranch ? 2 : 0) + steps(facts.othersBlocked, [1, 5]) + steps(facts.occurrences, [5]) + steps(facts.failures, [20])),
  };
  const sum = scores.complexity + scores.importance + scores.deferability + scores.impact;
  return { ...scores, priority: sum >= 16 ? "P0" : sum >= 13 ? "P1" : sum >= 10 ? "P2" : sum >= 7 ? "P3" : "P4" };
}

const UNAIDED_COMPLEXITY = 3;

/** Base importance of a class: what stops everybody is 4, what is cosmetic 2. */
function weightOf(failure: FailureClass): number {
  switch (failure) {
    case "build-error": case "syntax-error": case "module-not-found": case "dependency-install": case "config": case "missing-env-secret": case "auth-permission": case "git-checkout":
      return 4;
    case "test-failure": case "type-check": case "encoding": case "lockfile-out-of-date": case "docker": case "out-of-memory": case "disk-full": case "timeout": case "unknown":
      return 3;
    case "lint": case "format": case "generated-drift": case "snapshot-mismatch": case "coverage-threshold": case "network-infra": case "rate-limit":
      return 2;
    case "none":
      return 1;
    default:
      return failure satisfies never;
  }
}

/** How many of the ascending thresholds the value reaches. */
function steps(value: number, thresholds: readonly number[]): number {
  return thresholds.filter((threshold) => value >= threshold).length;
}

function score(value: number): number {
  return Math.max(1, Math.min(5, Math.round(value)));
}
