import { readFileSync } from "node:fs";
import { createHmac } from "node:crypto";
import { expect, test } from "@jest/globals";
import { parseSignature, SignatureCheck } from "../../../src/app/door/signature.ts";
import { installationOf } from "../../../src/app/door/installation-of.ts";
import { start } from "../../adapters/store/samples.ts";

const secrets = [{ secret: "one", until: null }];
const digest = createHmac("sha256", "one").update("body").digest();

function holds(claimed: Buffer, body = "body"): boolean {
  const check = new SignatureCheck(claimed, secrets, start);
  check.update(Buffer.from(body));
  return check.holds();
}

test("W03: signatures are compared by timingSafeEqual alone", () => {
  const source = readFileSync(new URL("../../../src/app/door/signature.ts", import.meta.url), "utf8");
  expect(source).toContain("timingSafeEqual(mac.digest(), this.#claimed)");
  expect(source).not.toMatch(/digest\([^)]*\)\s*[!=]==?|\.equals\(|\.compare\(/);
});

test("W03: a guess that shares a prefix takes no longer than one that shares none", () => {
  const near = Buffer.from(digest);
  near[31] = (near[31] ?? 0) ^ 1;
  const far = Buffer.from(digest.map((byte) => byte ^ 0xff));
  const times: Record<"near" | "far", number[]> = { near: [], far: [] };
  for (let trial = 0; trial < 8_000; trial += 1) {
    const [name, guess] = trial % 2 === 0 ? ["near", near] as const : ["far", far] as const;
    const before = process.hrtime.bigint();
    holds(guess);
    times[name].push(Number(process.hrtime.bigint() - before));
  }
  const median = (all: number[]): number => all.toSorted((one, other) => one - other)[all.length >> 1] ?? 0;
  expect(Math.abs(median(times.near) - median(times.far))).toBeLessThan(median(times.far) * 0.2);
});

test("a header of another length is no signature, and nothing is thrown", () => {
  expect(["", "sha256=", `sha256=${"a".repeat(63)}`, `sha256=${"a".repeat(65)}`, `sha256=${"A".repeat(64)}`, ` sha256=${"a".repeat(64)}`].map(parseSignature)).toEqual([null, null, null, null, null, null]);
});

test("without a secret that holds nothing is signed", () => {
  const check = new SignatureCheck(digest, [], start);
  check.update(Buffer.from("body"));
  expect(check.holds()).toBe(false);
});

test("the installation is the last one named; a text that imitates it is not taken", () => {
  expect(installationOf(Buffer.from('{"a":{"installation":{"id":1}},"installation":{"id":42,"node_id":"x"}}'))).toBe(42);
  expect(installationOf(Buffer.from(JSON.stringify({ title: '"installation":{"id":7' })))).toBeNull();
  expect(installationOf(Buffer.from("{}"))).toBeNull();
});
