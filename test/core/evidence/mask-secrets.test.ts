import { expect, test } from "@jest/globals";
import { findSecrets, maskSecrets } from "../../../src/core/evidence/mask-secrets.ts";

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
