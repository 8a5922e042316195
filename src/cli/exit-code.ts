/** Exit codes of the program, as formats.md lists them. */
import type { FaultCode } from "../core/fault/catalogue.ts";

export const exitCode = {
  /** Done, or nothing to do. */
  done: 0,
  /** A fix was not possible; the output says why. */
  notFixed: 1,
  usage: 2,
  /** Refused by contract or policy. */
  refused: 3,
  budget: 4,
  /** Missing tool, no sandbox, no database. */
  environment: 5,
  bug: 70,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

const byFault: Partial<Record<FaultCode, ExitCode>> = {
  "checkpoint-invalid": exitCode.refused,
  "configuration-invalid": exitCode.usage,
  "environment-missing": exitCode.environment,
  "input-invalid": exitCode.usage,
  "matcher-invalid": exitCode.usage,
  "patch-invalid": exitCode.refused,
  "sandbox-unavailable": exitCode.environment,
  "setting-invalid": exitCode.usage,
  "skill-invalid": exitCode.usage,
  "store-newer": exitCode.environment,
  "store-unavailable": exitCode.environment,
  "store-unsafe": exitCode.environment,
};

/** The exit code that a known fault ends the program with; 1 where the table names none. */
export function exitCodeOf(fault: FaultCode): ExitCode {
  return byFault[fault] ?? exitCode.notFixed;
}
