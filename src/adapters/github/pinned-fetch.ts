/**
 * A fetch that talks to the configured GitHub and to nobody else (attacks C04, L14): another origin is refused before a byte is sent, and
 * redirects (a renamed repository) are followed by hand, at most three, on the same origin only. Every request has a time limit.
 */
export interface PinnedFetchOptions {
  /** The API base, such as `https://api.github.com` or `http://127.0.0.1:4000/api/v3`. */
  readonly apiUrl: string;
  readonly seconds: number;
}

const MOST_REDIRECTS = 3;

export function createPinnedFetch({ apiUrl, seconds }: PinnedFetchOptions): typeof fetch {
  const { origin } = new URL(apiUrl);
  return async (input, init) => {
    let url = new URL(input instanceof Request ? input.url : input);
    const signal = AbortSignal.timeout(seconds * 1000);
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      if (url.origin !== origin) throw new Error(`a request to ${url.origin} was not sent: only ${origin} is asked`);
      const response = await fetch(url, { ...init, redirect: "manual", signal });
      const next = redirectOf(response, init?.method ?? "GET");
      if (next === null) return response;
      await response.body?.cancel();
      url = new URL(next, url);
    }
    throw new Error(`more than ${MOST_REDIRECTS} redirects`);
  };
}

/** Where to go on; 301 and 302 are followed only where the method stays what it was (RFC 9110, 15.4). */
function redirectOf(response: Response, method: string): string | null {
  const keeps = response.status === 307 || response.status === 308;
  const moved = response.status === 301 || response.status === 302;
  return keeps || (moved && method === "GET") ? response.headers.get("location") : null;
}
