/**
 * Signing in with GitHub, as an App's web flow asks for it (https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app):
 * here nobody is signed in, so the page asks who it is. State, registered address, secret and PKCE are checked as GitHub does.
 */
import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { clientIdOf } from "../auth/read-identity.ts";
import type { Api } from "../http/api.ts";
import { readBody } from "../http/read-body.ts";
import type { App } from "../state/app.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";

interface Given { readonly app: App; readonly login: string; readonly redirect: string; readonly challenge: string | null; readonly until: number }

const MILLISECONDS_GOOD = 600_000;
const given = new WeakMap<Api, Map<string, Given>>();

function codesOf(api: Api): Map<string, Given> {
  const codes = given.get(api) ?? new Map<string, Given>();
  given.set(api, codes);
  return codes;
}

const appWith = (api: Api, clientId: string | null): App | null => [...api.hub.state.apps.values()].find((app) => clientIdOf(app) === clientId) ?? null;

export function answerAuthorize(api: Api, request: IncomingMessage, response: ServerResponse): void {
  const { searchParams: query } = new URL(request.url ?? "/", api.hub.links.origin);
  const app = appWith(api, query.get("client_id"));
  const redirect = query.get("redirect_uri") ?? app?.callbackUrl ?? null;
  if (app === null || redirect === null || redirect !== app.callbackUrl) return page(response, 404, html`<h1>Not found</h1><p>The redirect_uri is not associated with this application.</p>`);
  const login = query.get("login");
  const user = login === null ? null : api.hub.state.user(login);
  if (user === null) {
    const people = [...api.hub.state.users.values()].filter(({ type }) => type === "User");
    const link = (name: string): string => `/login/oauth/authorize?${new URLSearchParams([...query, ["login", name]]).toString()}`;
    return page(response, 200, html`<h1>Sign in to ${app.name}</h1><ul>${people.map((one) => html`<li><a href="${link(one.login)}">${one.login}</a></li>`)}</ul>`);
  }
  const code = randomBytes(10).toString("hex");
  codesOf(api).set(code, { app, login: user.login, redirect, challenge: query.get("code_challenge_method") === "S256" ? query.get("code_challenge") : null, until: api.hub.now().getTime() + MILLISECONDS_GOOD });
  const back = new URL(redirect);
  back.searchParams.set("code", code);
  if (query.get("state") !== null) back.searchParams.set("state", query.get("state") ?? "");
  response.writeHead(302, { location: back.href }).end();
}

export async function answerToken(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams((await readBody(request)).toString("utf8"));
  const codes = codesOf(api);
  const held = codes.get(form.get("code") ?? "");
  codes.delete(form.get("code") ?? "");
  const app = appWith(api, form.get("client_id"));
  const said = (body: object): void => { response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body)); };
  if (app === null || app.clientSecret !== form.get("client_secret")) return said({ error: "incorrect_client_credentials", error_description: "The client_id and/or client_secret passed are incorrect." });
  if (held === undefined || held.app !== app || held.until < api.hub.now().getTime() || !isVerified(held, form.get("code_verifier"))) return said({ error: "bad_verification_code", error_description: "The code passed is incorrect or expired." });
  if (form.get("redirect_uri") !== null && form.get("redirect_uri") !== held.redirect) return said({ error: "redirect_uri_mismatch", error_description: "The redirect_uri MUST match the registered callback URL for this application." });
  const token = `ghu_${randomBytes(18).toString("hex")}`;
  api.hub.state.tokens.set(token, { kind: "user", user: api.hub.state.account(held.login) });
  said({ access_token: token, token_type: "bearer", scope: "" });
}

function isVerified({ challenge }: Given, verifier: string | null): boolean {
  return challenge === null || (verifier !== null && createHash("sha256").update(verifier).digest("base64url") === challenge);
}

function page(response: ServerResponse, status: number, body: ReturnType<typeof html>): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'" });
  response.end(layout({ title: "Sign in", repository: null, body }));
}
