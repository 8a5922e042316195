import { Fault } from "../../core/fault/fault.ts";
import { ClosedAddress } from "../http/public-lookup.ts";
import { TooLong } from "../http/ask-outside.ts";

/** Of one look: text of that many bytes. */
export const MOST_BYTES = 8 * 1024 * 1024;
export const SECONDS = 20;

export function unavailable(why: string, cause?: unknown): Fault {
  return new Fault("source-unavailable", { detail: why, cause });
}

/** Only the host is named: the rest of an address may be a secret. */
export function notAnswered(thrown: unknown, { host }: URL): Fault {
  if (thrown instanceof ClosedAddress) return unavailable(`${host} is an address of a private or reserved network; private_network: true allows that`);
  if (thrown instanceof TooLong) return unavailable(`${host} answers with more than ${MOST_BYTES / 1024 / 1024} MiB; let it answer with what is new, by since`);
  return unavailable(`${host} does not answer`, thrown);
}
