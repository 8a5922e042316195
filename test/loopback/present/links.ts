/** The addresses under which this GitHub is reached: the interface under `/api/v3`, as on GitHub Enterprise; pages where github.com has them. */
export interface Links {
  /** `http://127.0.0.1:…`, without a slash at the end. */
  readonly origin: string;
  api(path: string): string;
  html(path: string): string;
}

export function linksOf(origin: string): Links {
  return { origin, api: (path) => `${origin}/api/v3${path}`, html: (path) => `${origin}${path}` };
}

/** An opaque id as GraphQL has it: GitHub's clients never look inside. */
export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(String(id)).toString("base64url")}`;
}
