import type { IncomingMessage, ServerResponse } from "node:http";

/** Why a request is not taken, with its HTTP status. The reason holds nothing of what was sent. */
export interface Refusal { readonly status: 400 | 401 | 405 | 413 | 415 | 503; readonly reason: string }

export function isRefusal(outcome: object): outcome is Refusal {
  return "status" in outcome && "reason" in outcome;
}

/** How much of an unread body is taken in and thrown away, so that the sender gets to see the answer before the connection ends. */
const LINGER_BYTES = 256 * 1024;
const LINGER_MILLISECONDS = 1_000;

/** Answers at once; what is still being sent is not kept. The connection ends, since the rest of the body stands in it. */
export function refuse(request: IncomingMessage, response: ServerResponse, { status, reason }: Refusal): void {
  const whole = request.complete;
  const headers = { "content-type": "application/json", ...(whole ? {} : { connection: "close" }), ...(status === 503 ? { "retry-after": "5" } : {}) };
  response.writeHead(status, headers);
  response.end(`${JSON.stringify({ status: "refused", reason })}\n`);
  if (!whole) linger(request);
}

function linger(request: IncomingMessage): void {
  let taken = 0;
  const timer = setTimeout(() => request.destroy(), LINGER_MILLISECONDS).unref();
  request.on("data", (chunk: Uint8Array) => {
    taken += chunk.length;
    if (taken > LINGER_BYTES) request.destroy();
  });
  request.on("close", () => clearTimeout(timer));
  request.on("error", () => undefined);
  request.resume();
}
