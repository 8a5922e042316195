/** Reads a body under a limit, and gives its bytes only when the signature over them holds: an unsigned body is never put together. */
import type { IncomingMessage } from "node:http";
import type { SignatureCheck } from "./signature.ts";
import type { Refusal } from "./refusal.ts";

/** Bytes held by all requests that are being read. */
export interface Flight { bytes: number }

export interface Bounds { readonly limits: { readonly bodyBytes: number; readonly bytesInFlight: number }; readonly flight: Flight }

/** Null: the sender went away. */
export function readSigned(request: IncomingMessage, check: SignatureCheck, bounds: Bounds): Promise<Buffer | Refusal | null> {
  return new Promise((resolve) => {
    let chunks: Buffer[] | null = [];
    let taken = 0;
    // Listeners stay until the request is gone: taking them off costs more than asking whether it is over.
    const finish = (outcome: Buffer | Refusal | null): void => {
      if (chunks === null) return;
      bounds.flight.bytes -= taken;
      chunks = null;
      resolve(outcome);
    };
    request.on("data", (chunk: Buffer) => {
      if (chunks === null) return;
      taken += chunk.length;
      bounds.flight.bytes += chunk.length;
      const refusal = beyond(taken, bounds);
      if (refusal !== null) return finish(refusal);
      check.update(chunk);
      chunks.push(chunk);
    });
    request.on("end", () => { if (chunks !== null) finish(check.holds() ? whole(chunks) : { status: 401, reason: "the signature is not ours" }); });
    request.on("close", () => finish(null));
    request.on("error", () => undefined);
  });
}

function beyond(taken: number, { limits, flight }: Bounds): Refusal | null {
  if (taken > limits.bodyBytes) return { status: 413, reason: `a delivery has at most ${limits.bodyBytes} bytes` };
  return flight.bytes > limits.bytesInFlight ? { status: 503, reason: "too much is being received at once" } : null;
}

function whole(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}
