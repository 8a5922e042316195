/** Who reaches the pages: this machine alone, unless the operator opens them. */
import type { IncomingMessage } from "node:http";
import { isLoopback } from "../../settings/addresses.ts";
import type { HttpSettings } from "../../settings/config.ts";

export function everyone(): boolean {
  return true;
}

/** Of pages that know who looks at them: for members, whoever comes is asked to sign in. */
export function doorOf(pages: HttpSettings["pages"]): (request: IncomingMessage) => boolean {
  return pages === "members" ? everyone : audienceOf(pages);
}

/** Of pages that do not: for members, nobody reaches them. */
export function audienceOf(pages: HttpSettings["pages"]): (request: IncomingMessage) => boolean {
  switch (pages) {
    case "everyone": return everyone;
    case "members":
    case "nobody": return () => false;
    case "loopback": return isFromHere;
    default: return pages satisfies never;
  }
}

/** The connection comes from this machine, the browser asked for this machine by name (no DNS rebinding), and no proxy speaks for somebody else. */
function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const from = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  if (!(from === "::1" || isLoopback(from))) return false;
  if (["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"].some((name) => headers[name] !== undefined)) return false;
  const asked = `http://${headers.host ?? ""}`;
  return URL.canParse(asked) && isLoopback(new URL(asked).hostname);
}
