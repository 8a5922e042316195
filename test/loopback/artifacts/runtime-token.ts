/** ACTIONS_RUNTIME_TOKEN: a JWT whose `scp` claim names run and job, as GitHub's results service reads it. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

export interface RuntimeScope { readonly runId: number; readonly jobId: number }

const Claims = z.object({ scp: z.string(), exp: z.number() });

/** HS256 with `key`, valid until `expires`. Run and job ids are the backend ids that actions hand back. */
export function signRuntimeToken(key: Uint8Array, { runId, jobId }: RuntimeScope, expires: Date): string {
  const claims = { scp: `Actions.GenericRead:00000000-0000-0000-0000-000000000000 Actions.Results:${runId}:${jobId}`, exp: Math.floor(expires.getTime() / 1000) };
  const content = [{ alg: "HS256", typ: "JWT" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${content}.${signatureOf(key, content).toString("base64url")}`;
}

/** Null for a token that is not ours, forged or over. */
export function readRuntimeToken(key: Uint8Array, token: string, now: Date): RuntimeScope | null {
  const [head = "", body = "", signature = ""] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const expected = signatureOf(key, `${head}.${body}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = Claims.parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  const scope = /(?:^| )Actions\.Results:(\d+):(\d+)(?: |$)/.exec(claims.scp);
  return scope === null || claims.exp * 1000 <= now.getTime() ? null : { runId: Number(scope[1]), jobId: Number(scope[2]) };
}

function signatureOf(key: Uint8Array, content: string): Buffer {
  return createHmac("sha256", key).update(content).digest();
}
