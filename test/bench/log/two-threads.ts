/** One large log read by the product's two searching threads, from the start of the threads to the diagnosis. */
import { statSync } from "node:fs";
import { searchFile } from "../../../src/adapters/log-file/search-file.ts";
import { openPieceReading, type LogDiagnosis } from "../../../src/core/failure/read-log.ts";
import { defaultRulebook } from "../../../src/core/failure/rulebook.ts";

export async function readByTwoThreads(path: string): Promise<LogDiagnosis> {
  const reading = openPieceReading({ job: null, workspace: null });
  for await (const piece of searchFile({ path, size: statSync(path).size, table: defaultRulebook().table })) reading.read(piece, piece.size);
  return reading.finish();
}
