/** One request to an address of the operator's: no redirect is followed, time and size are bounded, private networks are closed unless allowed. */
import { request as overPlain, type IncomingMessage } from "node:http";
import { request as overTls } from "node:https";
import { publicLookup, refuseClosedHost } from "./public-lookup.ts";

export interface Asking {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Posted as JSON; null: a GET. */
  readonly body: object | null;
  readonly allowPrivate: boolean;
  /** Of the answer; one that is longer is refused. */
  readonly mostBytes: number;
  readonly seconds: number;
}

export interface Answer {
  readonly status: number;
  readonly etag: string | null;
  /** As `Retry-After` says it, in seconds; null: not given, or as a date. */
  readonly retryAfterSeconds: number | null;
  readonly body: Uint8Array;
}

/** The answer is longer than was allowed. */
export class TooLong extends Error {}

/** Rejects with ClosedAddress, TooLong, or whatever the network says. */
export async function askOutside({ url, headers, body, allowPrivate, mostBytes, seconds }: Asking): Promise<Answer> {
  if (!allowPrivate) refuseClosedHost(url);
  const text = body === null ? null : Buffer.from(JSON.stringify(body));
  const sent = { ...headers, "accept-encoding": "identity", "user-agent": "regreen", ...(text === null ? {} : { "content-type": "application/json", "content-length": String(text.byteLength) }) };
  const ask = url.protocol === "http:" ? overPlain : overTls;
  return new Promise((resolve, reject) => {
    const asked = ask(url, { method: text === null ? "GET" : "POST", headers: sent, agent: false, signal: AbortSignal.timeout(seconds * 1000), ...(allowPrivate ? {} : { lookup: publicLookup }) }, (answer) => {
      read(answer, mostBytes).then(resolve, reject);
    });
    asked.on("error", reject);
    asked.end(text ?? undefined);
  });
}

async function read(answer: IncomingMessage, mostBytes: number): Promise<Answer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > mostBytes) throw new TooLong();
    chunks.push(chunk);
  }
  const wait = Number(answer.headers["retry-after"]);
  return { status: answer.statusCode ?? 0, retryAfterSeconds: Number.isFinite(wait) && wait > 0 ? wait : null, etag: answer.headers.etag ?? null, body: Buffer.concat(chunks, length) };
}
