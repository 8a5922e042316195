/** The evidence of STRATEGIZE: why to act on these failures, or the named reason not to. */
import type { Configuration } from "../configuration/configuration.ts";
import { buildEvidenceFile } from "../evidence/evidence-file.ts";
import type { PendingFix } from "../failure/pending-fix.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { EvidenceFile } from "./decision.ts";
import type { Repair } from "./repair.ts";
import { riskOf } from "./risk.ts";

export interface StrategyInput {
  readonly repair: Repair;
  /** At least one. */
  readonly failures: readonly PendingFix[];
  /** How often each was seen, by fingerprint; one where it is not said. */
  readonly occurrences: ReadonlyMap<string, number>;
  readonly configuration: Configuration;
  /** Null: act. */
  readonly reasonNotTo: string | null;
  readonly at: Timestamp;
}

export function strategyFile({ repair, failures, occurrences, configuration, reasonNotTo, at }: StrategyInput): EvidenceFile {
  const { limits, fix } = configuration;
  return buildEvidenceFile("STRATEGIZE", {
    repair: repair.id,
    act: reasonNotTo === null,
    reason_not_to: reasonNotTo,
    failures: failures.map(({ failure_class, tool, fingerprint, confidence, mps }) => ({
      failure_class, tool, fingerprint, confidence, priority: mps, occurrences: occurrences.get(fingerprint) ?? 1,
    })),
    risk: riskOf(Math.max(...failures.map(({ mps }) => mps.complexity))),
    budget: { seconds: limits.seconds_per_repair, attempts: fix.max_attempts, tokens: limits.tokens_per_day },
    decided_at: at,
  });
}
