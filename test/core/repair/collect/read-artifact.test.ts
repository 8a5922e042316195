import { describe, expect, test } from "@jest/globals";
import { readArtifact } from "../../../../src/core/repair/collect/read-artifact.ts";
import { digestOf } from "../../../../src/core/identity/digest.ts";
import { plan } from "../a-repair.ts";

const patch = new TextEncoder().encode("patch");
const told = {
  version: 1, plan_id: plan.plan_id, nonce: plan.nonce, outcome: "changed", reason: null, patch_sha256: digestOf(patch), files: [], checks: [], seconds: 1,
  environment: { sandbox: "none", node: "v24", platform: "linux" },
};
const files = (result: unknown, others: Record<string, Uint8Array> = { "change.patch": patch }): ReadonlyMap<string, Uint8Array> =>
  new Map(Object.entries({ "result.json": new TextEncoder().encode(JSON.stringify(result)), ...others }));

test("a result of this plan comes with its patch", () => {
  expect(readArtifact(files(told), plan)).toEqual({ kind: "ended", left: { result: told, patch } });
});

test("a result without a change needs no patch", () => {
  expect(readArtifact(files({ ...told, outcome: "unchanged", patch_sha256: null }, {}), plan)).toMatchObject({ kind: "ended", left: { patch: null } });
});

describe("what is not this plan's result is invalid, and says why", () => {
  test.each<[string, ReadonlyMap<string, Uint8Array>, string]>([
    ["an empty artifact", new Map(), "result.json is missing"],
    ["no JSON", new Map([["result.json", new Uint8Array([0xff, 0xfe])]]), "is no result"],
    ["an unknown key", files({ ...told, merged: true }), "is no result"],
    ["another version", files({ ...told, version: 2 }), "is no result"],
    ["another plan", files({ ...told, plan_id: `plan_${"c".repeat(64)}` }), "about another plan"],
    ["another nonce", files({ ...told, nonce: "f".repeat(32) }), "nonce"],
    ["no patch", files(told, {}), "change.patch is missing"],
    ["another patch", files(told, { "change.patch": new Uint8Array([1]) }), "not the patch"],
    ["a polluted result", new Map([["result.json", new TextEncoder().encode(`{"__proto__":{"outcome":"changed"}}`)]]), "is no result"],
  ])("%s", (_name, left, reason) => {
    expect(readArtifact(left, plan)).toEqual({ kind: "invalid", reason: expect.stringContaining(reason) });
  });
});
