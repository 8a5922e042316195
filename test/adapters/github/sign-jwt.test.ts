/** C02: what the App signs for itself is RS256, a minute old and good for nine. */
import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { expect, test } from "@jest/globals";
import { createJwtSigner } from "../../../src/adapters/github/sign-jwt.ts";

const now = 1_800_000_000;

test.each(["pkcs1", "pkcs8"] as const)("a key in %s signs what its public key verifies, from a minute ago to nine minutes on", (type) => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048, publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type, format: "pem" } });
  const { jwt, expiresAt } = createJwtSigner(privateKey)(7, now);
  const [header = "", payload = "", signature = ""] = jwt.split(".");
  expect(verify("sha256", Buffer.from(`${header}.${payload}`), createPublicKey(publicKey), Buffer.from(signature, "base64url"))).toBe(true);
  expect(JSON.parse(Buffer.from(header, "base64url").toString())).toEqual({ alg: "RS256", typ: "JWT" });
  expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toEqual({ iat: now - 60, exp: now + 540, iss: "7" });
  expect(expiresAt).toBe(new Date((now + 540) * 1000).toISOString());
});

test("what is no key is refused at once", () => {
  expect(() => createJwtSigner("hello")).toThrow();
});
