/**
 * The App as Probot knows it. Deliveries come from the inbox, not from the network: the worker hands each one to `probot.receive`, Probot routes it to
 * the handler of its event, the handler admits it, and the admission goes back to the worker, which commits it.
 */
import { Probot, type ApplicationFunction, type Logger } from "probot";
import { admit, subscribedEvents } from "../core/event/admit.ts";
import { ignoring, type Admission } from "../core/event/admission.ts";
import type { Clock, Randomness } from "../ports/clock.ts";
import type { Delivery } from "../ports/store/inbox.ts";
import type { AppCredentials } from "../settings/config.ts";

export interface AppOptions {
  readonly credentials: AppCredentials;
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Logger;
}

/** What GitHub sends to every App beside what it subscribes to. */
export const unsubscribedEvents = ["installation", "installation_repositories"] as const;
/** Every event that has a handler; `app.yml` is compared with it. */
export const handledEvents = [...subscribedEvents, ...unsubscribedEvents] as const;

/** Gives the function that takes a stored delivery to what it asks for. It throws what a handler throws. */
export async function createApp({ credentials, apiUrl, clock, randomness, log }: AppOptions): Promise<(delivery: Delivery) => Promise<Admission>> {
  const [secret = ""] = credentials.webhookSecrets;
  const probot = new Probot({ appId: credentials.appId, privateKey: credentials.privateKey, secret, baseUrl: apiUrl, log });
  await probot.ready();
  const admissions = new Map<string, Admission>();
  await probot.load(admittingTo(admissions, { clock, randomness }));
  return async (delivery) => {
    const payload = payloadOf(delivery.body);
    if (payload === null) return ignoring("payload of the wrong shape");
    if (!isHandled(delivery.event)) return admit({ name: delivery.event, payload }, factsFrom(clock, randomness));
    try {
      await received(probot, { id: delivery.guid, name: delivery.event, payload });
      return admissions.get(delivery.guid) ?? ignoring("an event that Regreen does not use");
    } finally {
      admissions.delete(delivery.guid);
    }
  };
}

/** The Probot application function: one handler per event, each keeping its admission under the delivery's id. */
function admittingTo(admissions: Map<string, Admission>, { clock, randomness }: Pick<AppOptions, "clock" | "randomness">): ApplicationFunction {
  return (app) => {
    for (const event of handledEvents) {
      app.on(event, ({ id, name, payload }) => { admissions.set(id, admit({ name, payload }, factsFrom(clock, randomness))); });
    }
  };
}

function factsFrom(clock: Clock, randomness: Randomness): { readonly now: ReturnType<Clock["now"]>; readonly seed: string } {
  return { now: clock.now(), seed: randomness.suffix(8) };
}

/** Null where the bytes are no JSON object. */
function payloadOf(body: Uint8Array): object | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function isHandled(event: string): event is (typeof handledEvents)[number] {
  return (handledEvents as readonly string[]).includes(event);
}

/** Probot gathers what handlers throw; a single error is given as it is. */
async function received(probot: Probot, event: { readonly id: string; readonly name: (typeof handledEvents)[number]; readonly payload: object }): Promise<void> {
  try {
    await probot.receive(event as Parameters<Probot["receive"]>[0]);
  } catch (error) {
    if (error instanceof AggregateError && error.errors.length === 1) throw error.errors[0];
    throw error;
  }
}
