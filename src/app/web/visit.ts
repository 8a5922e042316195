/** One request of a browser as routes see it: values, nothing to write to. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

export interface Visit {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** What a form sent. */
export interface Posted extends Visit { readonly form: URLSearchParams }

export function visitOf({ url = "/", headers }: IncomingMessage): Visit {
  const cut = url.indexOf("?");
  return { path: cut === -1 ? url : url.slice(0, cut), query: new URLSearchParams(cut === -1 ? "" : url.slice(cut + 1)), headers };
}

/** The cookie of this name; null: the browser sent none. */
export function cookieOf({ headers }: Pick<Visit, "headers">, name: string): string | null {
  const pairs = (headers.cookie ?? "").split(/; */).map((pair) => pair.split("=", 2));
  return pairs.find(([key]) => key === name)?.[1] ?? null;
}

/**
 * Whether a form was sent from a page of this very server: browsers say where a POST comes from, and no page can make them say something else
 * (https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Origin). What says nothing is no browser, and is refused too.
 */
export function isFromOurPage({ headers }: Pick<Visit, "headers">): boolean {
  const { origin, host } = headers;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") return false;
  return origin !== undefined && host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
