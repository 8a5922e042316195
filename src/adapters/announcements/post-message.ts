/**
 * One POST of JSON to an address of the operator's: no redirect is followed, time and size are bounded, and unless private networks are allowed the connection
 * is made only to an address that was looked at: the very one that the name gave, so that it cannot lead elsewhere between the look and the call.
 */
import { request as overTls } from "node:https";
import { request as overPlain, type IncomingMessage } from "node:http";
import type { Answered } from "../../core/pull-request/chat-answer.ts";
import { Fault } from "../../core/fault/fault.ts";
import { ClosedAddress, publicLookup, refuseClosedHost } from "../http/public-lookup.ts";

export interface Posting {
  readonly url: string;
  readonly body: object;
  /** The same however often it is tried: a receiver that knows it takes it once. */
  readonly idempotencyKey: string;
  readonly allowPrivate: boolean;
}

const SECONDS = 10;
/** Of the answer: where a chat says why, it does so in its first words. */
const MOST_BYTES = 2_048;

/** Null: the address is not one of the open internet. Fault `announcement-unavailable` where nobody answers. The address itself is in no message: its path is a secret. */
export async function postMessage(posting: Posting): Promise<Answered | null> {
  try {
    return await post(posting);
  } catch (error) {
    if (error instanceof ClosedAddress) return null;
    throw new Fault("announcement-unavailable", { detail: new URL(posting.url).hostname, cause: error });
  }
}

async function post({ url, body, idempotencyKey, allowPrivate }: Posting): Promise<Answered> {
  const address = new URL(url);
  if (!allowPrivate) refuseClosedHost(address);
  const text = Buffer.from(JSON.stringify(body));
  const headers = { "content-type": "application/json", "content-length": text.byteLength, "idempotency-key": idempotencyKey, "user-agent": "regreen" };
  return new Promise((resolve, reject) => {
    const ask = address.protocol === "http:" ? overPlain : overTls;
    const asked = ask(address, { method: "POST", headers, agent: false, signal: AbortSignal.timeout(SECONDS * 1000), ...(allowPrivate ? {} : { lookup: publicLookup }) }, (answer) => {
      answerOf(answer).then(resolve, reject);
    });
    asked.on("error", reject);
    asked.end(text);
  });
}

async function answerOf(answer: IncomingMessage): Promise<Answered> {
  const seconds = Number(answer.headers["retry-after"]);
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop ends the connection.
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length >= MOST_BYTES) break;
  }
  return { status: answer.statusCode ?? 0, retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : null, body: Buffer.concat(chunks).subarray(0, MOST_BYTES).toString() };
}
