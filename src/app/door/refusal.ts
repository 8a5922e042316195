import type { IncomingMessage, ServerResponse } from "node:http";

/** Why a request is not taken, with its HTTP status. The reason holds nothing of what was sent. */
export interface Refusal { readonly status: 400 | 401 | 405 | 413 | 415 | 503; readonly reason: string }

export function isRefusal(outcome: object): outcome is Refusal {
  return "status" in outcome && "reason" in outcome;
}

/** Of a body that nobody wants, so much is taken in and thrown away; then its sender is left waiting, for so long, to read the answer. */
const LINGER_BYTES = 256 * 1024;
const LINGER_MILLISECONDS = 1_000;

/** Answers at once. Where a body is still being sent the connection ends after it: the rest of the body stands in it. */
export function refuse(request: IncomingMessage, response: ServerResponse, { status, reason }: Refusal): void {
  const text = `${JSON.stringify({ status: "refused", reason })}\n`;
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text), ...(status === 503 ? { "retry-after": "5" } : {}) };
  if (request.complete) {
    response.writeHead(status, headers).end(text);
    return;
  }
  response.writeHead(status, { ...headers, connection: "close" }).write(text);
  linger(request, response);
}

/** Closing a connection with unread bytes in it resets it, and the sender may lose the answer: so it is closed when the body ends, or a moment later. */
function linger(request: IncomingMessage, response: ServerResponse): void {
  let taken = 0;
  const timer = setTimeout(() => request.destroy(), LINGER_MILLISECONDS).unref();
  request.on("data", (chunk: Uint8Array) => {
    taken += chunk.length;
    if (taken > LINGER_BYTES) request.pause();
  });
  request.on("end", () => response.end());
  request.on("close", () => clearTimeout(timer));
  request.on("error", () => undefined);
  request.resume();
}
