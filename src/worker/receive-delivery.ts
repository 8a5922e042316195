/** Receives a delivery without Probot: parses the body and admits it. The App's door may pass it through Probot's routing instead; the admission is the same. */
import { admit } from "../core/event/admit.ts";
import { ignoring } from "../core/event/admission.ts";
import type { Clock, Randomness } from "../ports/clock.ts";
import type { Receive } from "./deliveries.ts";

export function receiveDelivery({ clock, randomness }: { readonly clock: Clock; readonly randomness: Randomness }): Receive {
  return (delivery) => {
    let payload: unknown;
    try {
      payload = JSON.parse(new TextDecoder().decode(delivery.body));
    } catch {
      return Promise.resolve(ignoring("payload of the wrong shape"));
    }
    return Promise.resolve(admit({ name: delivery.event, payload }, { now: clock.now(), seed: randomness.suffix(8) }));
  };
}
