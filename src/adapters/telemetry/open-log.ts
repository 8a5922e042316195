/**
 * Structured log lines on standard error or another stream. Errors are written by name, message and trace only: what libraries hang on them
 * (requests with tokens, payloads, signatures) stays out, and so do the events that Probot logs whole.
 */
import { pino, type Logger } from "pino";
import { Fault } from "../../core/fault/fault.ts";
import { createRedactor } from "./redact.ts";

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

export interface LogOptions {
  readonly level: LogLevel;
  /** Values that must never be seen, whatever their shape. */
  readonly secrets: readonly string[];
  readonly write: (line: string) => void;
}

export function openLog({ level, secrets, write }: LogOptions): Logger {
  const redact = createRedactor(secrets);
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError, error: describeError, event: describeEvent, req: withoutValue, res: withoutValue },
  };
  return pino(options, { write: (line: string) => write(redact(line)) });
}

/** Three causes deep is enough to find the reason, and ends where causes go in a circle. */
const MOST_CAUSES = 3;

export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  return describe(error, MOST_CAUSES);
}

function describe(error: unknown, causes: number): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: typeof error === "string" ? error : "something that is no error was thrown" };
  return {
    type: error.name,
    message: error.message,
    ...(error instanceof Fault ? { code: error.code, remedy: error.remedy } : { stack: error.stack }),
    ...(error.cause === undefined || causes === 0 ? {} : { cause: describe(error.cause, causes - 1) }),
  };
}

/** Our own lines name the event; Probot's hold all of it. */
function describeEvent(event: unknown): unknown {
  if (typeof event !== "object" || event === null) return event;
  const { id, name } = event as { readonly id?: unknown; readonly name?: unknown };
  return { id, name };
}

function withoutValue(): undefined {
  return undefined;
}
