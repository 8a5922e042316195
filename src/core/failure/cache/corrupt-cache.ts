/**
 * Which caches of GitHub Actions a job's log names as corrupt: they were downloaded, and could not be unpacked. What actions/cache and the set-up
 * actions print is in the toolkit's packages/cache/src/cache.ts; what tar, gzip and zstd say of a broken archive stands beside it in the log.
 * Memory is bounded, time linear in the log's length.
 */

/** Bytes of a line that are looked at; the lines meant are short, and GitHub's keys have at most 512 characters. */
const MOST_LINE = 2048;
const MOST_KEYS = 10;

const STEP = /^##\[group\]Run (?<what>.+)$/;
/** A step that uses an action; the lines of a `run` step are the repository's own words. */
const ACTION = /^[\w.-]+\/[\w./-]+@\S+$/;
const REQUESTED = /^ {1,4}(?:primary-)?key: (?<key>\S.*)$/;
const MATCHED = /^Cache hit for(?: restore-key)?: (?<key>\S.*)$/;
const BROKEN = /^(?:gzip: stdin: (?:unexpected end of file|invalid compressed data|not in gzip format|decompression OK, trailing)|\S*tar(?:\.exe)?: (?:Unexpected EOF in archive|This does not look like a tar archive|Truncated input file|Error opening archive)|.{0,40}Decoding error \(36\)|zstd: .{0,100}(?:unsupported format|unexpected end of file|Data corruption|checksum))/;
const GIVEN_UP = /^(?:##\[warning\]|Warning: )?(?:Failed to restore: |Tar failed with error: )/;

export interface CacheReading {
  /** The next bytes, cut anywhere. */
  push(chunk: Uint8Array): void;
  /** Keys in the order in which they were found broken, each once. */
  finish(): readonly string[];
}

interface Step { requested: string | null; matched: string | null; broken: boolean }

export function openCacheReading(): CacheReading {
  const keys = new Set<string>();
  let step: Step | null = null;
  let rest = "";
  const line = (text: string): void => {
    step = readLine(text, step, keys);
  };
  return {
    push(chunk) {
      const lines = `${rest}${Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1")}`.split("\n");
      rest = (lines.pop() ?? "").slice(0, MOST_LINE);
      for (const each of lines) line(each.slice(0, MOST_LINE));
    },
    finish() {
      line(rest);
      return [...keys];
    },
  };
}

/** Gives the step that the next line stands in; null outside of one that uses an action. */
function readLine(raw: string, step: Step | null, keys: Set<string>): Step | null {
  const text = raw.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z /, "").replace(/\r$/, "");
  const begun = STEP.exec(text)?.groups?.["what"];
  if (begun !== undefined) return ACTION.test(begun) ? { requested: null, matched: null, broken: false } : null;
  if (step === null) return null;
  step.requested ??= REQUESTED.exec(text)?.groups?.["key"] ?? null;
  step.matched = MATCHED.exec(text)?.groups?.["key"] ?? step.matched;
  step.broken ||= BROKEN.test(text);
  const key = step.matched ?? step.requested;
  if (step.broken && GIVEN_UP.test(text) && key !== null && isKey(key) && keys.size < MOST_KEYS) keys.add(key);
  return step;
}

/** As the toolkit checks it: at most 512 characters, no commas. Characters outside of ASCII are left to people. */
function isKey(key: string): boolean {
  return /^[\x21-\x2b\x2d-\x7e](?:[\x20-\x2b\x2d-\x7e]{0,510}[\x21-\x2b\x2d-\x7e])?$/.test(key);
}
