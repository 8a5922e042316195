/** One look at a log source for `regreen sources check`: what would be told, and nothing written. */
import type { FailureClass } from "../../core/failure/report.ts";
import { Fault } from "../../core/fault/fault.ts";
import { after, type Timestamp } from "../../core/identity/timestamp.ts";
import { digestOf } from "../../core/identity/digest.ts";
import type { Cursor, RequestCount } from "../../core/log-source/observation.ts";
import { failuresIn } from "../../core/log-source/failures-in.ts";
import type { LogSource } from "../../core/log-source/source.ts";
import type { LogSources, SourceReading } from "../../ports/log-sources.ts";

export interface Checked {
  readonly source: string;
  readonly repository: string;
  /** Why it could not be read; null: it could. */
  readonly trouble: string | null;
  readonly bytes: number;
  readonly requests: RequestCount;
  readonly failures: readonly { readonly failure_class: FailureClass; readonly tool: string | null; readonly fingerprint: string; readonly first_line: string | null; readonly is_new: boolean }[];
}

export interface CheckParts { readonly open: LogSources; readonly known: ReadonlySet<string>; readonly now: Timestamp }

const RAILWAY_SECONDS = 600;

export async function checkSource(source: LogSource, { open, known, now }: CheckParts): Promise<Checked> {
  const { name, repository } = source;
  const reading = await open.read(fromItsBeginning(source), beginning(source, now), now).catch(troubleOf);
  if (typeof reading === "string") return { source: name, repository, trouble: reading, bytes: 0, requests: { total: 0, failed: 0 }, failures: [] };
  const failures = failuresIn(reading, name).map(({ failure_class, tool, fingerprint, evidence: [line] }) => ({ failure_class, tool, fingerprint, first_line: line?.text.trim() ?? null, is_new: !known.has(fingerprint) }));
  return { source: name, repository, trouble: null, bytes: bytesOf(reading), requests: reading.requests, failures };
}

function fromItsBeginning(source: LogSource): LogSource {
  return source.kind === "railway" ? source : { ...source, from: "beginning" };
}

/** What an endpoint with `since` is asked for begins as Railway's log does: ten minutes ago. */
function beginning(source: LogSource, now: Timestamp): Cursor | null {
  const since = after(now, -RAILWAY_SECONDS);
  if (source.kind === "railway") return { kind: "railway", logs: { since, known: [] }, http: { since, known: [] } };
  return source.kind === "http" && source.since !== undefined ? { kind: "http", since, etag: null, read: { bytes: 0, sha256: digestOf("") } } : null;
}

function troubleOf(thrown: unknown): string {
  if (thrown instanceof Fault && thrown.code === "source-unavailable") return thrown.message;
  throw thrown;
}

function bytesOf({ text, errors }: SourceReading): number {
  return text.length + errors.reduce((sum, entry) => sum + Buffer.byteLength(entry), 0);
}
