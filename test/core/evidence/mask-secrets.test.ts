import { describe, expect, test } from "@jest/globals";
import { findSecrets, maskAll, maskSecrets } from "../../../src/core/evidence/mask-secrets.ts";

const filler = "0123456789abcdefghijABCDEFGHIJ0123456789";

test.each([
  ["github-token", `token ghs_${filler}`],
  ["github-fine-grained-token", `github_pat_${filler}${filler}`],
  ["aws-access-key", "AKIAABCDEFGHIJKLMNOP"],
  ["npm-auth", "//registry.example/:_authToken=abcdefgh12345678"],
  ["json-web-token", `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${filler}`],
  ["private-key", `-----BEGIN RSA PRIVATE KEY-----\n${filler}\n-----END RSA PRIVATE KEY-----`],
  ["url-password", "https://user:s3cretpass@git.example/x.git"],
  ["authorization", `Authorization: Bearer ${filler}`],
])("a %s is found and masked", (name, text) => {
  expect(findSecrets(text)).toContain(name);
  expect(maskSecrets(text)).toContain(`[masked: ${name}]`);
  expect(maskSecrets(text)).not.toContain("s3cretpass");
  expect(maskSecrets(text)).not.toContain(filler);
});

test("ordinary log text is left as it is", () => {
  const text = "src/app.js:3:7 error Missing semicolon semi\nhttps://github.com/octo/hello/pull/1";
  expect(maskSecrets(text)).toBe(text);
  expect(findSecrets(text)).toEqual([]);
});

test("a megabyte without a secret is masked in linear time", () => {
  const text = "eyJ".repeat(350_000);
  expect(maskSecrets(text)).toBe(text);
});

describe("a trace of a secret is masked too", () => {
  const token = `ghs_${"x7Q2".repeat(9)}`;
  test.each([
    ["in hexadecimal", Buffer.from(token).toString("hex")],
    ["in base64", Buffer.from(token).toString("base64")],
    ["cut short", token.slice(0, 20)],
    ["a key whose end is cut off", `-----BEGIN PRIVATE KEY-----\n${"QUJD".repeat(16)}\n${"REVG".repeat(16)}`],
    ["a key in an address", `-----BEGIN%20PRIVATE%20KEY-----%0A${"QUJD".repeat(16)}%0A-----END%20PRIVATE%20KEY-----`],
    ["the middle of a key", `${"QUJD".repeat(16)}\n${"REVG".repeat(16)}\n${"SElK".repeat(3)}=`],
  ])("%s", (_name, text) => {
    expect(maskSecrets(`before ${text}`.replace("before QUJD", "before\nQUJD"))).toMatch(/^before\s\[masked: [a-z-]+\]$/);
  });
});

test("masking what is masked changes nothing", () => {
  const once = maskSecrets(`//registry.example/:_authToken=${filler}" and Authorization: Bearer ${filler} and https://u:${filler}@h/`);
  expect(maskSecrets(once)).toBe(once);
});

test("a masked document is the same document, with other texts", () => {
  expect(maskAll({ a: [1, null, `_authToken=${filler}\\"`], b: { c: true } })).toEqual({ a: [1, null, '_authToken=[masked: npm-auth]"'], b: { c: true } });
});

test("what holds no secret is not copied", () => {
  const clean = { a: ["x"] };
  const document = { clean, other: [`_authToken=${filler}`] };
  const masked = maskAll(document);
  expect(masked.clean).toBe(clean);
  expect(masked.other).toEqual(["_authToken=[masked: npm-auth]"]);
  expect(document.other).toEqual([`_authToken=${filler}`]);
});

test.each([
  ["aws_secret_access_key", `AWS_SECRET_ACCESS_KEY=${"aB3/".repeat(10)}`],
  ["npm", `npm_${"a1B2".repeat(9)}`],
  ["PyPI", `pypi-${"AgEI".repeat(12)}`],
  ["Slack", "xoxb-123456789012-abcdef"],
  ["Slack webhook", "hooks.slack.com/services/T00000000/B00000000/XXXXXXXX"],
  ["Google", `AIza${"SyA1_".repeat(7)}`],
  ["Stripe", `sk_live_${"a1B2".repeat(6)}`],
  ["authorization in capitals", `AUTHORIZATION: BEARER ${filler}`],
  ["hexadecimal in capitals", Buffer.from(`ghp_${"x7Q2".repeat(9)}`).toString("hex").toUpperCase()],
])("the shape of %s is found by its hint", (_name, secret) => {
  expect(maskSecrets(`x ${secret}`)).toContain("[masked: ");
});
