import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "@jest/globals";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { Checkpoint, signCheckpoint, verifyCheckpoint } from "../../../src/core/ledger/checkpoint.ts";

const keys = generateKeyPairSync("ed25519");
const others = generateKeyPairSync("ed25519");
const at = Timestamp.parse("2026-11-20T08:15:00Z");
const standing = { origin: digestOf("first"), seq: 17, hash: digestOf("head") };
const checkpoint = signCheckpoint(standing, at, keys);

test("a checkpoint is one that the schema names, and the key that signed it says so", () => {
  expect(Checkpoint.parse(checkpoint)).toEqual(checkpoint);
  expect(verifyCheckpoint(checkpoint, keys.publicKey)).toBe(true);
});

test("the same head, moment and key give the same checkpoint", () => {
  expect(signCheckpoint(standing, at, keys)).toEqual(checkpoint);
});

test.each<[string, Partial<Checkpoint>]>([
  ["another ledger", { origin: digestOf("another") }], ["another sequence number", { seq: 16 }], ["another head", { hash: digestOf("other") }], ["another moment", { at: Timestamp.parse("2026-11-20T08:15:01Z") }],
  ["another signature", { signature: Buffer.alloc(64).toString("base64") }], ["another key's name", { key_id: digestOf("key") }],
])("%s is not what was signed", (_, change) => {
  expect(verifyCheckpoint({ ...checkpoint, ...change }, keys.publicKey)).toBe(false);
});

test("another key did not sign it", () => {
  expect(verifyCheckpoint(checkpoint, others.publicKey)).toBe(false);
});
