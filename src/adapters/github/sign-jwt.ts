/** The JWT by which the App proves itself (RFC 7519, RS256 of RFC 7518; GitHub: "Generating a JSON Web Token (JWT) for a GitHub App"). */
import { createPrivateKey, sign, type KeyObject } from "node:crypto";

/** `iat` a minute back, for clocks that are a little fast; `exp` nine minutes on, under GitHub's ten. */
const BEFORE_SECONDS = 60;
const AFTER_SECONDS = 540;

export interface SignedJwt {
  readonly jwt: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

/** `key`: PEM, PKCS #1 or PKCS #8. The key is read once; signing is synchronous and stays in this process. */
export function createJwtSigner(key: string): (issuer: string | number, nowSeconds: number) => SignedJwt {
  const privateKey = readKey(key);
  return (issuer, nowSeconds) => {
    const expires = nowSeconds + AFTER_SECONDS;
    const content = `${encode({ alg: "RS256", typ: "JWT" })}.${encode({ iat: nowSeconds - BEFORE_SECONDS, exp: expires, iss: String(issuer) })}`;
    return { jwt: `${content}.${sign("sha256", Buffer.from(content), privateKey).toString("base64url")}`, expiresAt: new Date(expires * 1000).toISOString() };
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

/** Node 22 may throw here what an earlier TLS operation left in OpenSSL's queue of errors; reading the queue empties it, so a sound key is read at the second look. */
function readKey(key: string): KeyObject {
  try {
    return createPrivateKey(key);
  } catch {
    return createPrivateKey(key);
  }
}
