/** Reads the `Authorization` header: an App's JWT, or a token that this GitHub gave out. */
import { verify } from "node:crypto";
import { z } from "zod";
import { HttpProblem } from "../http/http-problem.ts";
import type { State } from "../state/state.ts";
import type { Identity } from "./identity.ts";

const Claims = z.object({ iss: z.union([z.string(), z.number()]), exp: z.number(), iat: z.number() });
const JwtHeader = z.object({ alg: z.string() });

/** Throws HttpProblem 401 for credentials that are wrong; no credentials are anonymous. */
export function readIdentity(state: State, header: string | undefined, now: Date): Identity {
  if (header === undefined || header === "") return { kind: "anonymous" };
  const credential = credentialOf(header);
  if (credential === null) throw new HttpProblem(401, "Bad credentials");
  return credential.split(".").length === 3 ? appOfJwt(state, credential, now) : identityOfToken(state, credential, now);
}

/** `Bearer x`, `token x`, or the password of basic authentication (its name, where there is no password). */
function credentialOf(header: string): string | null {
  const [scheme = "", value = ""] = header.split(" ");
  switch (scheme.toLowerCase()) {
    case "bearer":
    case "token":
      return value;
    case "basic": {
      const decoded = Buffer.from(value, "base64").toString("utf8");
      const [, name = "", password = ""] = /^([^:]*):?(.*)$/s.exec(decoded) ?? [];
      return password === "" ? name : password;
    }
    default:
      return null;
  }
}

function identityOfToken(state: State, token: string, now: Date): Identity {
  const identity = state.tokens.get(token);
  if (identity === undefined) throw new HttpProblem(401, "Bad credentials");
  if (identity.kind === "installation" && (identity.expiresAt <= now || identity.installation.suspendedAt !== null)) throw new HttpProblem(401, "Bad credentials");
  if (identity.kind === "job" && identity.job.status === "completed") throw new HttpProblem(401, "Bad credentials");
  return identity;
}

/** As GitHub checks it: RS256 with the App's key, `exp` at most 10 minutes ahead, `iat` not in the future (a minute of drift is forgiven). */
function appOfJwt(state: State, jwt: string, now: Date): Identity {
  const [head = "", body = "", signature = ""] = jwt.split(".");
  const claims = Claims.safeParse(decode(body));
  const header = JwtHeader.safeParse(decode(head));
  if (!claims.success || !header.success || header.data.alg !== "RS256") throw new HttpProblem(401, "A JSON web token could not be decoded");
  const app = [...state.apps.values()].find((one) => String(one.id) === String(claims.data.iss) || clientIdOf(one) === claims.data.iss);
  const seconds = now.getTime() / 1000;
  if (app === undefined) throw new HttpProblem(401, "'Issuer' claim ('iss') must be an Integer");
  if (claims.data.exp <= seconds) throw new HttpProblem(401, "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires");
  if (claims.data.exp > seconds + 660) throw new HttpProblem(401, "'Expiration time' claim ('exp') is too far in the future");
  if (claims.data.iat > seconds + 60) throw new HttpProblem(401, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
  if (!verify("sha256", Buffer.from(`${head}.${body}`), app.publicKey, Buffer.from(signature, "base64url"))) throw new HttpProblem(401, "A JSON web token could not be decoded");
  return { kind: "app", app };
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

/** The client id that GitHub gives an App beside its number. */
export function clientIdOf(app: { readonly id: number }): string {
  return `Iv23li${String(app.id).padStart(14, "0")}`;
}
