import type { RegistryRequest } from "../../../core/registry/registry.ts";
import type { RegistryUse } from "../../../ports/sandbox.ts";

/** Counts what goes through a proxy, and keeps what did not. */
export interface Meter {
  allow(asked: RegistryRequest): void;
  /** `asked` is null where the request named nobody. */
  refuse(asked: RegistryRequest | null, reason: string): void;
  /** False when the bound is passed: the connection has to end. */
  received(bytes: number): boolean;
  sent(bytes: number): boolean;
  use(): RegistryUse;
}

const megabyte = 1024 * 1024;
const mostRefusals = 100;

export interface RegistryBounds {
  /** Bytes that one command may read from registries, all together. */
  readonly received: number;
  /** Bytes that it may send. */
  readonly sent: number;
  /** A connection on which nothing moves is ended after so long. */
  readonly idleMilliseconds: number;
}

/** Metadata of a large tree is tens of megabytes; whole packages are hardly needed to lock versions. Requests are small: what leaves in bulk is not a question to a registry. */
export const usualBounds: RegistryBounds = { received: 512 * megabyte, sent: 16 * megabyte, idleMilliseconds: 60_000 };

export function openMeter({ received: mostReceived, sent: mostSent }: RegistryBounds = usualBounds): Meter {
  const hosts = new Set<string>();
  const refused = new Map<string, string>();
  let received = 0;
  let sent = 0;
  const note = (target: string, reason: string): void => {
    if (refused.size < mostRefusals) refused.set(target.slice(0, 300), reason.slice(0, 500));
  };
  return {
    allow: ({ host }) => hosts.add(host),
    refuse: (asked, reason) => note(asked === null ? "?" : `${asked.scheme}://${asked.host}:${asked.port}`, reason),
    received(bytes) {
      received += bytes;
      if (received > mostReceived) note("received", `more than ${inMegabytes(mostReceived)} MB were read from registries`);
      return received <= mostReceived;
    },
    sent(bytes) {
      sent += bytes;
      if (sent > mostSent) note("sent", `more than ${inMegabytes(mostSent)} MB were sent to registries`);
      return sent <= mostSent;
    },
    use: () => ({ hosts: [...hosts].sort(), received, sent, refused: [...refused].map(([target, reason]) => ({ target, reason })) }),
  };
}

function inMegabytes(bytes: number): number {
  return Math.round((bytes / megabyte) * 100) / 100;
}
