/** How people sign in to the pages. */
import type { Variables } from "./variables.ts";
import type { SignInSettings } from "./config.ts";
import { wrong } from "./setting-fault.ts";
import { addressIn } from "./addresses.ts";

/** Registration writes the client's id and secret by itself; people can sign in once it is said where they reach this server. */
export function signInOf({ REGREEN_URL: url, GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret, REGREEN_PAGES: pages }: Variables): SignInSettings | null {
  if (url === undefined || clientId === undefined || clientSecret === undefined) {
    if (pages === "members") throw wrong("REGREEN_PAGES", "is members, and people cannot sign in: REGREEN_URL, GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET must be set");
    return null;
  }
  const { origin } = new URL(addressIn("REGREEN_URL", url));
  if (url.replace(/\/$/, "") !== origin) throw wrong("REGREEN_URL", "is not an origin such as https://regreen.example.com: pages stand at its root");
  return { clientId, clientSecret, publicUrl: origin };
}
