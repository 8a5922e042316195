/** Whether an address is one of the open internet. What is reserved or private is not (https://www.iana.org/assignments/iana-ipv4-special-registry, -ipv6-): attack W17's kin. */
import { BlockList, isIP } from "node:net";

const closed = new BlockList();
const fourth: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24], ["192.0.2.0", 24], ["192.88.99.0", 24],
  ["192.168.0.0", 16], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 4], ["240.0.0.0", 4],
];
for (const [network, prefix] of fourth) closed.addSubnet(network, prefix, "ipv4");

/** Only what is handed out for the open internet; within that, what carries an IPv4 address in it (6to4, NAT64, Teredo, documentation). */
const open = new BlockList();
open.addSubnet("2000::", 3, "ipv6");
const sixth: readonly (readonly [string, number])[] = [["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["3fff::", 20]];
for (const [network, prefix] of sixth) closed.addSubnet(network, prefix, "ipv6");

export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4: return !closed.check(address, "ipv4");
    case 6: return open.check(address, "ipv6") && !closed.check(address, "ipv6");
    default: return false;
  }
}
