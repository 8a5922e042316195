/** An HTTP endpoint that answers with a log: what is new by its `since`, else what the answer has beyond the one before. No redirect is followed. */
import { digestOf } from "../../core/identity/digest.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { HttpCursor } from "../../core/log-source/observation.ts";
import { plainLines } from "../../core/log-source/plain-lines.ts";
import type { SourceOf } from "../../core/log-source/source.ts";
import type { SourceReading } from "../../ports/log-sources.ts";
import { askOutside, type Answer } from "../http/ask-outside.ts";
import { askedToWait, MOST_BYTES, notAnswered, SECONDS, unavailable } from "./unavailable.ts";

export interface HttpParts { readonly now: Timestamp; readonly variables: Readonly<Record<string, string>> }

const NEWLINE = 0x0a;
const nothing = new Uint8Array(0);

export async function readHttpSource(source: SourceOf<"http">, cursor: HttpCursor | null, { now, variables }: HttpParts): Promise<SourceReading> {
  const answer = await ask(source, cursor, { now, variables });
  if (answer === null && cursor !== null) return { cursor: { ...cursor, since: now }, more: false, ...plainLines(nothing, "text") };
  const lines = answer === null ? nothing : wholeLines(answer.body, source);
  const fresh = cursor === null && source.from === "end" && source.since === undefined ? nothing : beyond(lines, source.since === undefined ? cursor : null);
  const etag = answer?.etag ?? null;
  return { cursor: { kind: "http", since: now, etag: etag !== null && etag.length <= 1_000 ? etag : null, read: { bytes: lines.length, sha256: digestOf(lines) } }, more: false, ...plainLines(fresh, source.format) };
}

/** Null: nothing has changed there. */
async function ask(source: SourceOf<"http">, cursor: HttpCursor | null, { now, variables }: HttpParts): Promise<Answer | null> {
  const url = new URL(source.url);
  const since = cursor?.since ?? (source.from === "end" ? now : null);
  if (source.since !== undefined && since !== null) url.searchParams.set(source.since, since);
  const named = Object.fromEntries(Object.entries(source.headers).map(([header, variable]) => [header, variables[variable] ?? ""]));
  const headers = { accept: source.format === "text" ? "text/plain, */*;q=0.5" : "application/x-ndjson, application/json;q=0.9, */*;q=0.5", ...named, ...(cursor?.etag == null ? {} : { "if-none-match": cursor.etag }) };
  const answer = await askOutside({ url, headers, body: null, allowPrivate: source.private_network, mostBytes: MOST_BYTES, seconds: SECONDS }).catch((thrown: unknown) => { throw notAnswered(thrown, url); });
  if (answer.status === 304) return null;
  if (answer.status === 204) return { ...answer, body: nothing };
  const pause = askedToWait(url, answer);
  if (pause !== null) throw pause;
  if (answer.status !== 200) throw unavailable(`${url.host} answers ${answer.status}${answer.status >= 300 && answer.status < 400 ? "; redirects are not followed: name the address that it leads to" : ""}`);
  return answer;
}

/** With `since` all of it is whole; else the last line may still be written. */
function wholeLines(body: Uint8Array, { since }: SourceOf<"http">): Uint8Array {
  return since === undefined ? body.subarray(0, body.lastIndexOf(NEWLINE) + 1) : body;
}

/** Where it begins with what was read before, the rest of it; else it is another log, and all of it is new. */
function beyond(lines: Uint8Array, cursor: HttpCursor | null): Uint8Array {
  if (cursor === null || lines.length < cursor.read.bytes) return lines;
  return digestOf(lines.subarray(0, cursor.read.bytes)) === cursor.read.sha256 ? lines.subarray(cursor.read.bytes) : lines;
}
