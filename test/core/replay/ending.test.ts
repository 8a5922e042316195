import { describe, expect, test } from "@jest/globals";
import { endingOf, truthOf, type Ran, type Truth } from "../../../src/core/replay/ending.ts";
import type { KnownRecording } from "../../../src/core/replay/recording.ts";

const changed = (files: Ran["files"]): Ran => ({ outcome: "changed", reason: null, files, seconds: 1 });
const held: Truth = { kind: "tree", files: { "a.js": "1" } };

describe("an ending, held against what is known", () => {
  test.each<[string, Ran, Truth, string]>([
    ["the very change that held", changed({ "a.js": "1" }), held, "fixed"],
    ["other bytes", changed({ "a.js": "2" }), held, "wrong"],
    ["a file more", changed({ "a.js": "1", "b.js": "1" }), held, "wrong"],
    ["a file less", changed({}), held, "wrong"],
    ["a deletion where there was a change", changed({ "a.js": null }), held, "wrong"],
    ["rolled back", { outcome: "failed", reason: "eslint does not pass", files: {}, seconds: 1 }, held, "refused"],
    ["any change of what must be left alone", changed({ "a.js": "1" }), { kind: "refusal" }, "wrong"],
    ["the change that was taken back", changed({ "a.js": "1" }), { kind: "rejected", files: { "a.js": "1" } }, "wrong"],
    ["another change than that", changed({ "a.js": "2" }), { kind: "rejected", files: { "a.js": "1" } }, "fixed"],
    ["a change where nothing could be done before", changed({ "a.js": "1" }), { kind: "open" }, "fixed"],
  ])("%s", (...[, ran, truth, kind]) => {
    expect(endingOf(ran, truth).kind).toBe(kind);
  });
});

describe("what is known of a recording", () => {
  const known = (outcome: "changed" | "failed", aftermaths: KnownRecording["aftermaths"]): KnownRecording => ({
    recording: { result: { outcome }, changed: [{ path: "a.js", mode: "100644", before_sha: null, after_sha: "1" }] } as unknown as KnownRecording["recording"], aftermaths, logs: [],
  });

  test.each<[string, KnownRecording, Truth["kind"]]>([
    ["a change that stands", known("changed", []), "tree"],
    ["one that was merged after a look", known("changed", ["manual_review", "merged"]), "tree"],
    ["one that was closed", known("changed", ["closed"]), "rejected"],
    ["one that was reverted", known("changed", ["merged", "reverted"]), "rejected"],
    ["one that was rolled back", known("failed", []), "open"],
  ])("%s", (...[, recording, kind]) => {
    expect(truthOf(recording).kind).toBe(kind);
  });
});
