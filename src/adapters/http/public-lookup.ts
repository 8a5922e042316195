/** Looks names up for connections that may only go to the open internet: to the very address that was looked at, so that a name cannot lead elsewhere between the look and the call. */
import { lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** The address is one of a private or reserved network. */
export class ClosedAddress extends Error {}

/** Throws ClosedAddress where a URL names a closed address itself, and so no name is looked up. */
export function refuseClosedHost({ hostname }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new ClosedAddress();
}

/** Every address that the name has must be open: one that is not is reason enough. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) { callback(error, "", 0); return; }
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) { callback(new ClosedAddress(), "", 0); return; }
    if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
