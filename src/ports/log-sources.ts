/** Logs beside CI that the operator names. */
import type { Timestamp } from "../core/identity/timestamp.ts";
import type { Cursor, RequestCount } from "../core/log-source/observation.ts";
import type { LogSource } from "../core/log-source/source.ts";

export interface SourceReading {
  readonly cursor: Cursor;
  /** What is new, in whole lines: at most 8 MiB. */
  readonly text: Uint8Array;
  /** Entries that their logger calls errors; they are not in the text. */
  readonly errors: readonly string[];
  readonly requests: RequestCount;
  /** There is more already: look again at once. */
  readonly more: boolean;
}

export interface LogSources {
  readonly sources: readonly LogSource[];
  /** What is new since the cursor; null: nobody looked there before. Fault `source-unavailable`; it never shows a secret. */
  read(source: LogSource, cursor: Cursor | null, now: Timestamp): Promise<SourceReading>;
}
