/** The envelope is what a request's head says, judged before a byte of its body is read. */
import type { IncomingMessage } from "node:http";
import { parseSignature } from "./signature.ts";
import type { Refusal } from "./refusal.ts";

export interface Envelope {
  readonly guid: string;
  readonly event: string;
  readonly signature: Buffer;
}

const EVENT = /^[a-z][a-z0-9_]{0,63}$/;
/** GitHub sends a UUID. */
const GUID = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const JSON_TYPE = /^application\/json\s*(?:;\s*charset=(?:utf-8|"utf-8")\s*)?$/i;
const LENGTH = /^[0-9]{1,15}$/;

/** Headers that stand once, or the request is refused (attack W16): Node would join or drop the second. */
const SINGLE: ReadonlySet<string> = new Set(["x-hub-signature-256", "x-github-event", "x-github-delivery", "content-type", "content-length"]);

export function readEnvelope(request: IncomingMessage, mostBytes: number): Envelope | Refusal {
  if (request.method !== "POST") return { status: 405, reason: "only POST is taken here" };
  const length = request.headers["content-length"];
  if (length !== undefined && (!LENGTH.test(length) || Number(length) > mostBytes)) return { status: 413, reason: `a delivery has at most ${mostBytes} bytes` };
  const doubled = doubledHeader(request.rawHeaders);
  if (doubled !== null) return { status: 400, reason: `the header ${doubled} stands twice` };
  const signature = parseSignature(header(request, "x-hub-signature-256"));
  if (signature === null) return { status: 401, reason: "the delivery carries no SHA-256 signature" };
  return readNames(request, signature);
}

function readNames(request: IncomingMessage, signature: Buffer): Envelope | Refusal {
  if (!JSON_TYPE.test(header(request, "content-type")) || request.headers["content-encoding"] !== undefined) {
    return { status: 415, reason: "deliveries are taken as application/json: set the webhook's content type" };
  }
  const [guid, event] = [header(request, "x-github-delivery"), header(request, "x-github-event")];
  if (!GUID.test(guid)) return { status: 400, reason: "X-GitHub-Delivery is not a GUID" };
  if (!EVENT.test(event)) return { status: 400, reason: "X-GitHub-Event is not the name of an event" };
  return { guid: guid.toLowerCase(), event, signature };
}

function header(request: IncomingMessage, name: string): string {
  const content = request.headers[name];
  return typeof content === "string" ? content : "";
}

function doubledHeader(raw: readonly string[]): string | null {
  const seen = new Set<string>();
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}
