/** Reads what a form sent, under a limit. */
import type { IncomingMessage } from "node:http";

const MOST_BYTES = 32 * 1024;

export type FormReading = { readonly ok: true; readonly form: URLSearchParams } | { readonly ok: false; readonly status: 413 | 415; readonly reason: string };

/** Rejects where the sender goes away. */
export async function readForm(request: IncomingMessage): Promise<FormReading> {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";", 1);
  if (type.trim().toLowerCase() !== "application/x-www-form-urlencoded") return { ok: false, status: 415, reason: "Only forms are taken here." };
  const chunks: Buffer[] = [];
  let taken = 0;
  for await (const chunk of request) {
    taken += (chunk as Buffer).length;
    if (taken > MOST_BYTES) return { ok: false, status: 413, reason: `A form has at most ${MOST_BYTES} bytes.` };
    chunks.push(chunk as Buffer);
  }
  return { ok: true, form: new URLSearchParams(Buffer.concat(chunks).toString("utf8")) };
}
