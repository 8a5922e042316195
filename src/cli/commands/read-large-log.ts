/** A large log in a file is searched by two threads; the reading itself, and so what comes of it, is the same. */
import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { isUtf16 } from "../../core/failure/bytes/decode-text.ts";
import { HEAD, inputKindOf } from "../../core/failure/inputs/input-kind.ts";
import { openPieceReading, type LogContext, type LogDiagnosis } from "../../core/failure/read-log.ts";
import { defaultRulebook } from "../../core/failure/rulebook.ts";
import { YoungGeneration } from "../log-source/young-generation.ts";

/** Below this the threads' start (about 50 ms) costs more than they save. */
const LARGE_BYTES = 64 * 1024 * 1024;

/** Null for what one thread must read: no plain log in UTF-8, a small file, a line of more than some 60 KB, the user's own matchers, or a machine with one processor. */
export async function readLargeLog(path: string, context: LogContext): Promise<LogDiagnosis | null> {
  if (context.matchers !== undefined || availableParallelism() < 2) return null;
  const size = await sizeOfLog(path);
  if (size < LARGE_BYTES) return null;
  const { LongLine, searchFile } = await import("../../adapters/log-file/search-file.ts");
  const reading = openPieceReading(context);
  const young = new YoungGeneration();
  try {
    for await (const piece of searchFile({ path, size, table: defaultRulebook().table })) {
      reading.read(piece, piece.size);
      young.read(piece.size);
    }
  } catch (error) {
    if (error instanceof LongLine) return null;
    throw error;
  }
  return reading.finish();
}

/** 0 for what is no log in UTF-8. */
async function sizeOfLog(path: string): Promise<number> {
  const file = await open(path).catch(() => null);
  if (file === null) return 0;
  try {
    const about = await file.stat();
    if (!about.isFile()) return 0;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.subarray(0, bytesRead);
    return inputKindOf(head) === "log" && !isUtf16(head) ? about.size : 0;
  } finally {
    await file.close();
  }
}
