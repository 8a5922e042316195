import { openInputReading } from "../../../../src/core/failure/inputs/open-input.ts";
import type { LogDiagnosis } from "../../../../src/core/failure/read-log.ts";

/** Reads the pieces as one input of unknown kind. */
export function readInput(...chunks: readonly (string | Uint8Array)[]): LogDiagnosis {
  const reading = openInputReading({ job: null, workspace: null });
  for (const chunk of chunks) reading.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return reading.finish();
}
