/** One large log read by the product's two searching threads, from the start of the threads to the diagnosis. */
import { statSync } from "node:fs";
import { searchFile } from "../../../src/adapters/log-file/search-file.ts";
import { openPieceReading, type LogDiagnosis } from "../../../src/core/failure/read-log.ts";
import { defaultRulebook } from "../../../src/core/failure/rulebook.ts";

/** The threads run the built program, as they do for a user (log/program.ts builds it); from source their start alone costs 0.2 s. */
const program = new URL("../../../build/program/search-thread.mjs", import.meta.url);

export async function readByTwoThreads(path: string): Promise<LogDiagnosis> {
  const reading = openPieceReading({ job: null, workspace: null });
  for await (const piece of searchFile({ path, size: statSync(path).size, table: defaultRulebook().table, program })) reading.read(piece, piece.size);
  return reading.finish();
}
