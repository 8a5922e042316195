/** Reads a body under a limit, and gives its bytes only when the signature over them holds: an unsigned body is never put together. */
import type { IncomingMessage } from "node:http";
import type { SignatureCheck } from "./signature.ts";
import type { Refusal } from "./refusal.ts";

/** Bytes held by all requests that are being read. */
export interface Flight { bytes: number }

export interface ReadingLimits { readonly bodyBytes: number; readonly bytesInFlight: number }

/** Null: the sender went away. */
export function readSigned(request: IncomingMessage, check: SignatureCheck, { limits, flight }: { limits: ReadingLimits; flight: Flight }): Promise<Buffer | Refusal | null> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let taken = 0;
    const finish = (outcome: Buffer | Refusal | null): void => {
      request.removeAllListeners("data").removeAllListeners("end").removeListener("close", gone);
      flight.bytes -= taken;
      taken = 0;
      chunks = [];
      resolve(outcome);
    };
    const gone = (): void => finish(null);
    request.on("data", (chunk: Buffer) => {
      taken += chunk.length;
      flight.bytes += chunk.length;
      if (taken > limits.bodyBytes) return finish({ status: 413, reason: `a delivery has at most ${limits.bodyBytes} bytes` });
      if (flight.bytes > limits.bytesInFlight) return finish({ status: 503, reason: "too much is being received at once" });
      check.update(chunk);
      chunks.push(chunk);
    });
    request.on("end", () => finish(check.holds() ? whole(chunks) : { status: 401, reason: "the signature is not ours" }));
    request.on("close", gone);
    request.on("error", () => undefined);
  });
}

function whole(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}
