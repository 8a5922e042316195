/** Exchanges that many tests begin with: a token is minted, and GitHub says who we are. */
import nock from "nock";
import type { ContentSource, GitHubWriter } from "../../../src/ports/github.ts";
import { APP_ID, gitHub, noContent } from "./octo-hello.ts";
import { API } from "./addresses.ts";

/** The writer, after `GET /app` has told it who we are. */
export function writer(content: ContentSource = noContent): GitHubWriter {
  nock(API).get("/app").reply(200, { id: APP_ID, slug: "regreen" });
  return gitHub().writer(content);
}

/** Lets one token be minted, and gives what was asked for it. */
export function mintsToken(token = "ghs_reader"): { readonly asked: Record<string, unknown>[]; readonly jwts: string[] } {
  const asked: Record<string, unknown>[] = [];
  const jwts: string[] = [];
  const answer = { token, expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {}, repository_selection: "selected" };
  const seesJwt = (value: string | null): boolean => { jwts.push((value ?? "").replace(/^bearer /, "")); return true; };
  nock(API).post("/app/installations/77/access_tokens").matchHeader("authorization", seesJwt).reply(201, answer)
    .on("request", (_request: unknown, _interceptor: unknown, body: string) => { asked.push(JSON.parse(body) as Record<string, unknown>); });
  return { asked, jwts };
}
