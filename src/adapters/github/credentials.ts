/**
 * Proves to GitHub who we are: a short-lived JWT for the App itself, and installation tokens that are good for one repository and for
 * exactly the permissions asked (attacks C02, C03). Tokens stay in memory; @octokit/auth-app keeps them until a minute before they end.
 */
import { createAppAuth } from "@octokit/auth-app";
import type { Octokit } from "@octokit/rest";
import { Fault } from "../../core/fault/fault.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { Permissions } from "./operations.ts";
import { createJwtSigner } from "./sign-jwt.ts";

/** `reused`: the token may be one that was given before; `fresh`: mint another, as GitHub refused that one. */
export type TokenAge = "reused" | "fresh";

export interface Credentials {
  /** The App's own JWT, good for nine minutes. */
  jwt(): Promise<string>;
  token(repository: Repository, permissions: Permissions, age: TokenAge): Promise<string>;
  /** For all repositories of an installation. */
  installationToken(installationId: number, permissions: Permissions, age: TokenAge): Promise<string>;
}

export interface CredentialsOptions {
  readonly appId: number;
  /** PEM, PKCS#1 or PKCS#8. */
  readonly privateKey: string;
  /** Octokit's request function, bound to the configured GitHub. */
  readonly request: Octokit["request"];
}

/** By its number, which no renaming changes; by its name where that is all that is known (the organisation's `.github` repository). */
function reachOf({ id, name }: Repository): { readonly repositoryIds: number[] } | { readonly repositoryNames: string[] } {
  return id > 0 ? { repositoryIds: [id] } : { repositoryNames: [name.slice(name.indexOf("/") + 1)] };
}

export function createCredentials({ appId, privateKey, request }: CredentialsOptions): Credentials {
  const signJwt = createJwtSigner(privateKey);
  const createJwt = (id: string | number, timeDifference = 0): Promise<{ jwt: string; expiresAt: string }> => Promise.resolve(signJwt(id, Math.floor(Date.now() / 1000) + timeDifference));
  const auth = createAppAuth({ appId, createJwt, request });
  return {
    async jwt() { return (await createJwt(appId)).jwt; },
    async token(repository, permissions, age) {
      const granted = await auth({
        type: "installation", installationId: repository.installation_id, ...reachOf(repository),
        permissions: { ...permissions }, refresh: age === "fresh",
      });
      return granted.token;
    },
    async installationToken(installationId, permissions, age) {
      return (await auth({ type: "installation", installationId, permissions: { ...permissions }, refresh: age === "fresh" })).token;
    },
  };
}

/** A token that somebody gave: it is not ours to make narrower. */
export function tokenCredentials(token: string): Credentials {
  return { jwt: () => Promise.reject(new Fault("github-forbidden", { detail: "a person's token is not the App's" })), token: () => Promise.resolve(token), installationToken: () => Promise.resolve(token) };
}
