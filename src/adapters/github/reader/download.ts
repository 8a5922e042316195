/**
 * Logs and artifacts lie elsewhere: GitHub answers with a redirect to a signed address. It is followed by hand (attacks L14, W17): at most
 * three hops, only to GitHub's own storage or the origins that the operator named, only https (or the very origin of the configured API), and
 * the token goes to the API's origin alone.
 */
import { Fault } from "../../../core/fault/fault.ts";
import type { Client } from "../client.ts";
import { faultOf } from "../fault-of.ts";

const MOST_HOPS = 3;
/** For the answer's head. The body has a limit of its own: so long may nothing come. */
const SECONDS_FOR_HEAD = 30;

/** Where GitHub keeps logs and artifacts: https://docs.github.com/actions/reference/runners/self-hosted-runners#accessible-domains-by-function */
const storageHosts = [".blob.core.windows.net", ".actions.githubusercontent.com", ".githubusercontent.com"];

export interface Located { readonly url: string; readonly token: string }

/** The answer at the end of the redirects, its body not yet read. Faults as `faultOf` gives them; `github-forbidden` for a redirect that leads elsewhere. */
export async function openDownload(client: Pick<Client, "apiUrl" | "downloadOrigins">, located: Located, route: string): Promise<Response> {
  let url = new URL(located.url);
  for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
    const response = await head(url, client, located.token, route);
    const next = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (next === null) return accepted(response, route);
    await response.body?.cancel();
    url = allowed(next, url, client);
  }
  throw new Fault("github-forbidden", { detail: `${route}: more than ${MOST_HOPS} redirects` });
}

async function head(url: URL, client: Pick<Client, "apiUrl">, token: string, route: string): Promise<Response> {
  const ours = url.origin === new URL(client.apiUrl).origin;
  const headers: Record<string, string> = ours
    ? { authorization: `token ${token}`, accept: "application/vnd.github+json", "user-agent": "regreen" }
    : { "user-agent": "regreen" };
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new Error(`no answer within ${SECONDS_FOR_HEAD} s`)), SECONDS_FOR_HEAD * 1000);
  try {
    return await fetch(url, { headers, redirect: "manual", signal: stop.signal });
  } catch (error) {
    throw faultOf(error, route, Date.now());
  } finally {
    clearTimeout(timer);
  }
}

function allowed(location: string, from: URL, client: Pick<Client, "apiUrl" | "downloadOrigins">): URL {
  const url = URL.canParse(location, from.href) ? new URL(location, from) : null;
  const refused = new Fault("github-forbidden", { detail: `a redirect to ${url?.origin ?? "an address that is none"} was not followed` });
  if (url === null || url.username !== "" || url.password !== "") throw refused;
  if (url.origin === new URL(client.apiUrl).origin || client.downloadOrigins.includes(url.origin)) return url;
  if (url.protocol === "https:" && url.port === "" && storageHosts.some((host) => url.hostname.endsWith(host))) return url;
  throw refused;
}

async function accepted(response: Response, route: string): Promise<Response> {
  if (response.ok) return response;
  const message = (await response.text().catch(() => "")).slice(0, 300);
  const headers = Object.fromEntries(response.headers);
  throw faultOf(Object.assign(new Error(message || response.statusText), { status: response.status, response: { headers } }), route, Date.now());
}

/** The body, chunk by chunk; rejects when nothing comes for `seconds`, or when it ends before its announced length. */
export async function* chunksOf(response: Response, seconds: number): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await within(seconds, reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function within<T>(seconds: number, waiting: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Error(`nothing came for ${seconds} s`)), seconds * 1000); });
  try {
    return await Promise.race([waiting, late]);
  } finally {
    clearTimeout(timer);
  }
}
