/**
 * Signing in with GitHub: the web flow of the App (https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app),
 * with state and PKCE (RFC 7636). The person's token is asked for one thing, who it is, and is then forgotten: it is kept nowhere.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { Fault } from "../../core/fault/fault.ts";

export interface SignInSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where GitHub sends people back to, as the App's settings have it. */
  readonly callbackUrl: string;
}

export interface GitHubSignIn {
  addressOf(asked: { readonly state: string; readonly verifier: string }): string;
  /** The person's login; null: GitHub does not take the code. Fault `github-unavailable` or `github-unexpected`. */
  personOf(code: string, verifier: string): Promise<string | null>;
}

const SECONDS = 10;
const TokenAnswer = z.object({ access_token: z.string().min(1) });
/** https://docs.github.com/rest/users/users#get-the-authenticated-user */
const UserAnswer = z.object({ login: z.string().min(1).max(100) });

export function createSignIn({ clientId, clientSecret, callbackUrl }: SignInSettings, { apiUrl, webUrl }: { readonly apiUrl: string; readonly webUrl: string }): GitHubSignIn {
  return {
    addressOf({ state, verifier }) {
      const challenge = createHash("sha256").update(verifier).digest("base64url");
      return `${webUrl}/login/oauth/authorize?${new URLSearchParams({ client_id: clientId, redirect_uri: callbackUrl, state, code_challenge: challenge, code_challenge_method: "S256" }).toString()}`;
    },
    async personOf(code, verifier) {
      const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, code, redirect_uri: callbackUrl, code_verifier: verifier });
      const token = TokenAnswer.safeParse(await asked(`${webUrl}/login/oauth/access_token`, { method: "POST", body, headers: { accept: "application/json" } }));
      if (!token.success) return null;
      const user = UserAnswer.safeParse(await asked(`${apiUrl}/user`, { headers: { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28", "user-agent": "regreen", authorization: `Bearer ${token.data.access_token}` } }));
      if (!user.success) throw new Fault("github-unexpected", { detail: "GET /user names nobody" });
      return user.data.login;
    },
  };
}

async function asked(url: string, init: RequestInit): Promise<unknown> {
  const { pathname } = new URL(url);
  try {
    const answer = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(SECONDS * 1000) });
    if (answer.ok) return await answer.json();
    throw new Fault("github-unavailable", { detail: `${pathname} answers ${answer.status}` });
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault("github-unavailable", { detail: pathname, cause: error });
  }
}
