import { expect, test } from "@jest/globals";
import { canonicalJson, digestOf, digestOfJson } from "../../../src/core/identity/digest.ts";

test("the digest of an empty text is the one FIPS 180-4 names", () => {
  expect(digestOf("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("the order of keys does not change a digest", () => {
  expect(digestOfJson({ b: 1, a: [2, { d: 3, c: 4 }] })).toBe(digestOfJson({ a: [2, { c: 4, d: 3 }], b: 1 }));
});

test("a value without a JSON form is refused", () => {
  expect(() => canonicalJson(undefined)).toThrow("no JSON form");
});
