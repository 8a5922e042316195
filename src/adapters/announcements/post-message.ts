/**
 * One POST of JSON to an address of the operator's: no redirect is followed, time and size are bounded, and unless private networks are allowed the connection
 * is made only to an address that was looked at: the very one that the name gave, so that it cannot lead elsewhere between the look and the call.
 */
import { request as overTls } from "node:https";
import { request as overPlain, type IncomingMessage } from "node:http";
import { Fault } from "../../core/fault/fault.ts";
import { ClosedAddress, publicLookup, refuseClosedHost } from "../http/public-lookup.ts";

export interface Posting {
  readonly url: string;
  readonly body: object;
  /** The same however often it is tried: a receiver that knows it takes it once. */
  readonly idempotencyKey: string;
  readonly allowPrivate: boolean;
}

export interface Answered {
  readonly status: number;
  /** As `Retry-After` says it, in seconds; null: not given. */
  readonly retryAfterSeconds: number | null;
}

const SECONDS = 10;

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
      resolve(answerOf(answer));
      answer.destroy();
    });
    asked.on("error", reject);
    asked.end(text);
  });
}

function answerOf({ statusCode, headers }: IncomingMessage): Answered {
  const seconds = Number(headers["retry-after"]);
  return { status: statusCode ?? 0, retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) : null };
}
