import { Fault } from "../../core/fault/fault.ts";
import { ClosedAddress } from "../http/public-lookup.ts";
import { TooLong, type Answer } from "../http/ask-outside.ts";

/** Of one look: text of that many bytes. */
export const MOST_BYTES = 8 * 1024 * 1024;
export const SECONDS = 20;

export function unavailable(why: string, cause?: unknown): Fault {
  return new Fault("source-unavailable", { detail: why, cause });
}

/** It asks for a pause (429, or 503 with `Retry-After`): the next look comes after it. */
export function askedToWait({ host }: URL, { status, retryAfterSeconds }: Answer): Fault | null {
  if (status !== 429 && !(status === 503 && retryAfterSeconds !== null)) return null;
  const pause = retryAfterSeconds === null ? "" : `, for ${String(retryAfterSeconds)} seconds`;
  return new Fault("source-unavailable", { detail: `${host} answers ${String(status)}: it asks to be left alone for a while${pause}`, ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }) });
}

/** Only the host is named: the rest of an address may be a secret. */
export function notAnswered(thrown: unknown, { host }: URL): Fault {
  if (thrown instanceof ClosedAddress) return unavailable(`${host} is an address of a private or reserved network; private_network: true allows that`);
  if (thrown instanceof TooLong) return unavailable(`${host} answers with more than ${MOST_BYTES / 1024 / 1024} MiB; let it answer with what is new, by since`);
  return unavailable(`${host} does not answer`, thrown);
}
