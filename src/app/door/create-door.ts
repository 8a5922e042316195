/**
 * The door takes GitHub's deliveries: it checks length, head and signature, stores the raw bytes durably and answers 202. It reads nothing
 * out of them; thinking is the worker's part. Whatever is not signed is refused, and nothing of it is stored.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Delivery, Inbox } from "../../ports/store/inbox.ts";
import { readEnvelope } from "./envelope.ts";
import { installationOf } from "./installation-of.ts";
import { doorLimits, type DoorLimits } from "./limits.ts";
import { readSigned, type Flight } from "./read-body.ts";
import { isRefusal, refuse, type Refusal } from "./refusal.ts";
import { SignatureCheck, type WebhookSecret } from "./signature.ts";

export interface DoorOptions {
  readonly inbox: Pick<Inbox, "append">;
  /** One, or two while one is being replaced. */
  readonly secrets: readonly WebhookSecret[];
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: DoorLimits;
  /** Called after each delivery that was stored: lets a worker in the same process start at once. */
  onStored?(): void;
}

/** How the requests ended, since the start. */
export interface DoorCounters {
  accepted: number;
  duplicate: number;
  /** By HTTP status. */
  readonly refused: Record<Refusal["status"], number>;
  /** The sender went away before the end. */
  abandoned: number;
}

export interface Door {
  /** Handles one request, whatever its path: the server decides which path is the door's. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  readonly counters: DoorCounters;
}

export function createDoor(options: DoorOptions): Door {
  const counters: DoorCounters = { accepted: 0, duplicate: 0, refused: { 400: 0, 401: 0, 405: 0, 413: 0, 415: 0, 503: 0 }, abandoned: 0 };
  const flight: Flight = { bytes: 0 };
  const context: Context = { options, limits: options.limits ?? doorLimits, flight };
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    receive(request, context).then((outcome) => answer({ request, response, outcome, counters, options }), (error: unknown) => {
      options.log.error({ err: error }, "the door failed");
      response.destroy();
    });
  };
  return { handle, counters };
}

interface Context { readonly options: DoorOptions; readonly limits: DoorLimits; readonly flight: Flight }

type Outcome = { readonly stored: "stored" | "duplicate" } | Refusal | null;

async function receive(request: IncomingMessage, { options, limits, flight }: Context): Promise<Outcome> {
  const envelope = readEnvelope(request, limits.bodyBytes);
  if (isRefusal(envelope)) return envelope;
  const receivedAt = options.clock.now();
  const body = await readSigned(request, new SignatureCheck(envelope.signature, options.secrets, receivedAt), { limits, flight });
  if (body === null || isRefusal(body)) return body;
  const { guid, event } = envelope;
  return store({ guid, event, body, receivedAt, installationId: installationOf(body) }, options);
}

async function store(delivery: Delivery, options: DoorOptions): Promise<Outcome> {
  try {
    const [stored = "duplicate"] = await options.inbox.append([delivery]);
    return { stored };
  } catch (error) {
    options.log.error({ err: error, delivery: delivery.guid }, "a delivery could not be stored");
    return { status: 503, reason: "the delivery could not be stored: send it again" };
  }
}

interface Ending { readonly request: IncomingMessage; readonly response: ServerResponse; readonly outcome: Outcome; readonly counters: DoorCounters; readonly options: DoorOptions }

// As text, each goes out in one piece with its head.
const accepted = '{"status":"accepted"}\n';
const duplicate = '{"status":"duplicate"}\n';

function answer({ request, response, outcome, counters, options }: Ending): void {
  if (outcome === null) {
    counters.abandoned += 1;
    return;
  }
  if (isRefusal(outcome)) {
    counters.refused[outcome.status] += 1;
    refuse(request, response, outcome);
    return;
  }
  const fresh = outcome.stored === "stored";
  counters[fresh ? "accepted" : "duplicate"] += 1;
  const text = fresh ? accepted : duplicate;
  response.writeHead(202, { "content-type": "application/json", "content-length": text.length });
  response.end(text);
  if (fresh) options.onStored?.();
}
