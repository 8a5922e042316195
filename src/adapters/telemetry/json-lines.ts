/**
 * Telemetry as JSON Lines in a folder, for machines without a collector: one object per span (`kind: "span"`) or count (`kind: "count"`). The file turns over
 * at a size, and so many old ones are kept; what comes faster than the disk takes it is dropped and counted, and the number is written (`kind: "dropped"`).
 */
import { appendFile, mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Signals } from "../../core/telemetry/signals.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Telemetry } from "../../ports/telemetry.ts";

export interface JsonLinesOptions {
  /** Made where it is not there, for its owner alone. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Bytes of one file; 10 MB unless told. */
  readonly mostBytes?: number;
  /** Old files that are kept beside the present one; 4 unless told. */
  readonly mostOld?: number;
  /** Lines that wait for the disk; 10,000 unless told. */
  readonly mostWaiting?: number;
}

export const TELEMETRY_FILE = "telemetry.jsonl";

export function openJsonLines(options: JsonLinesOptions): Telemetry {
  const { clock, log, mostWaiting = 10_000 } = options;
  let waiting: string[] = [];
  let dropped = 0;
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      if (dropped > 0) lines.push(`${JSON.stringify({ kind: "dropped", at: clock.now(), lines: dropped })}\n`);
      dropped = 0;
      await append(lines.join(""), options).catch((error: unknown) => { log.warn({ error, lines: lines.length }, "telemetry could not be written; these lines are lost"); });
    }
  }

  return {
    record(signals) {
      const lines = linesOf(signals, clock);
      const room = Math.max(0, mostWaiting - waiting.length);
      waiting.push(...lines.slice(0, room));
      dropped += Math.max(0, lines.length - room);
      if (waiting.length > 0) writing ??= write().finally(() => { writing = null; });
    },
    async close() { while (writing !== null) await writing; },
  };
}

function linesOf({ spans, counts }: Signals, clock: Clock): readonly string[] {
  const at = clock.now();
  return [...spans.map((span) => ({ kind: "span", ...span })), ...counts.map((count) => ({ kind: "count", at, ...count }))].map((record) => `${JSON.stringify(record)}\n`);
}

const MOST_BYTES = 10_000_000;
const MOST_OLD = 4;

async function append(text: string, { folder, mostBytes = MOST_BYTES, mostOld = MOST_OLD }: JsonLinesOptions): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, TELEMETRY_FILE);
  const size = await stat(path).then((found) => found.size, () => 0);
  if (size > 0 && size + Buffer.byteLength(text) > mostBytes) await turnOver(path, mostOld);
  await appendFile(path, text, { mode: 0o600 });
}

/** `telemetry.jsonl.1` is the latest of the old ones. */
async function turnOver(path: string, mostOld: number): Promise<void> {
  await rm(`${path}.${mostOld}`, { force: true });
  for (let number = mostOld - 1; number >= 1; number -= 1) await rename(`${path}.${number}`, `${path}.${number + 1}`).catch(() => undefined);
  await (mostOld === 0 ? rm(path, { force: true }) : rename(path, `${path}.1`));
}
