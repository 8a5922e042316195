/** What a log source gave, as the text that failures are read from, and the HTTP requests that it tells of. */
import { z } from "zod";
import { MOST_ERRORS, splitErrors } from "./error-entries.ts";
import type { RequestCount } from "./observation.ts";

export interface PlainLog {
  readonly text: Uint8Array;
  /** Entries that their logger calls errors; they are not in the text. */
  readonly errors: readonly string[];
  readonly requests: RequestCount;
}

const Fields = z.object({
  level: z.union([z.string(), z.number()]), severity: z.string(), message: z.string(), msg: z.string(), stack: z.string(), err: z.object({ stack: z.string() }), error: z.object({ stack: z.string() }),
  status: z.coerce.number(), statusCode: z.coerce.number(), httpStatus: z.coerce.number(), res: z.object({ statusCode: z.number() }),
});

/** Each field for itself: one of another type is as good as none. */
function field<Key extends keyof typeof Fields.shape>(entry: object, key: Key): z.infer<(typeof Fields.shape)[Key]> | undefined {
  // Most are not there, and to be told so by a schema costs a hundred times as much.
  if (!Object.hasOwn(entry, key)) return undefined;
  const read = Fields.shape[key].safeParse((entry as Readonly<Record<string, unknown>>)[key]);
  return read.success ? read.data as z.infer<(typeof Fields.shape)[Key]> : undefined;
}

/** `bytes`: whole lines. */
export function plainLines(bytes: Uint8Array, format: "text" | "json-lines"): PlainLog {
  const lines = new TextDecoder().decode(bytes).split("\n");
  if (format === "text") {
    const { rest, errors } = splitErrors(lines);
    return { text: errors.length === 0 ? bytes : new TextEncoder().encode(rest.join("\n")), errors, requests: countStatuses(lines.flatMap((line) => statusIn(line) ?? [])) };
  }
  return plainEntries(lines.map(plainEntry));
}

export interface PlainEntry { readonly text: string; readonly status: number | null; readonly isError: boolean }

export function plainEntries(entries: readonly PlainEntry[]): PlainLog {
  const errors = entries.filter(({ isError }) => isError).slice(0, MOST_ERRORS);
  const told = new Set(errors);
  const rest = entries.filter((entry) => !told.has(entry)).map(({ text }) => text);
  return { text: new TextEncoder().encode(rest.join("\n")), errors: errors.map(({ text }) => text), requests: countStatuses(entries.flatMap(({ status }) => status ?? [])) };
}

/** Names of levels as loggers and Railway write them; numbers as pino and bunyan do, from 50 on. */
export function isErrorLevel(level: string | number | null | undefined): boolean {
  return typeof level === "number" ? level >= 50 && level <= 100 : /^(?:err|error|fatal|critical|crit|severe|alert|emerg|emergency|panic)$/i.test(level ?? "");
}

export function countStatuses(statuses: readonly number[]): RequestCount {
  return { total: statuses.length, failed: statuses.filter((status) => status >= 500).length };
}

/** In an access log (Common Log Format and what follows it): `"GET / HTTP/1.1" 502 166`. */
function statusIn(line: string): number | null {
  const [, status] = /HTTP\/[\d.]{1,3}" ([1-5]\d\d) /.exec(line) ?? [];
  return status === undefined ? null : Number(status);
}

/** A line that is no object stays as it is. */
function plainEntry(line: string): PlainEntry {
  const entry = objectIn(line);
  if (entry === null) return { text: line, status: statusIn(line), isError: false };
  const message = field(entry, "message") ?? field(entry, "msg");
  const stack = field(entry, "stack") ?? field(entry, "err")?.stack ?? field(entry, "error")?.stack;
  const status = field(entry, "httpStatus") ?? field(entry, "statusCode") ?? field(entry, "status") ?? field(entry, "res")?.statusCode;
  const text = [message, stack].filter((part) => part !== undefined).join("\n");
  const isError = text !== "" && isErrorLevel(field(entry, "level") ?? field(entry, "severity"));
  return { text: text === "" ? line : text, isError, status: status !== undefined && status >= 100 && status < 600 ? status : null };
}

function objectIn(line: string): object | null {
  if (!line.startsWith("{")) return null;
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === "object" ? parsed : null;
  } catch {
    return null;
  }
}
