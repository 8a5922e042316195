import { describe, expect, test } from "@jest/globals";
import { judgeApp, type AppStanding } from "../../../src/core/doctor/judge-app.ts";
import { judgeGit, judgeNode } from "../../../src/core/doctor/judge-program.ts";
import { judgeStore } from "../../../src/core/doctor/judge-store.ts";
import type { Check } from "../../../src/core/doctor/check.ts";

const needed = { permissions: { contents: "write", checks: "write", metadata: "read" }, events: ["push", "check_run"] };
const sound: AppStanding = {
  slug: "regreen", permissions: needed.permissions, events: needed.events, hookUrl: "https://ci.example/api/github/webhooks",
  installations: [{ account: "octo", permissions: needed.permissions, suspended: false }],
  deliveries: [{ at: "2026-11-20T08:15:00Z", event: "push", code: 202, status: "OK" }],
};

function check(name: string, change: Partial<AppStanding>): Check | undefined {
  return judgeApp({ ...sound, ...change }, needed).find((one) => one.name === name);
}

test("an App that has what it needs is well", () => {
  expect(judgeApp(sound, needed).map(({ name, severity }) => `${name} ${severity}`)).toEqual(["app ok", "permissions ok", "events ok", "installations ok", "webhook ok"]);
});

describe("what is wrong is named, with what to do", () => {
  test.each<readonly [string, string, Partial<AppStanding>, readonly [Check["severity"], RegExp]]>([
    ["a permission that is missing", "permissions", { permissions: { contents: "write", metadata: "read" } }, ["error", /lacks checks: write/]],
    ["a permission that only reads", "permissions", { permissions: { ...needed.permissions, contents: "read" } }, ["error", /lacks contents: write/]],
    ["a permission too many", "permissions", { permissions: { ...needed.permissions, secrets: "write" } }, ["warning", /has secrets too/]],
    ["an event that is not told", "events", { events: ["push"] }, ["error", /not told of check_run/]],
    ["no installation", "installations", { installations: [] }, ["warning", /installed nowhere/]],
    ["an owner who did not agree yet", "installations", { installations: [{ account: "octo", permissions: { metadata: "read" }, suspended: false }] }, ["warning", /octo did not agree/]],
    ["no webhook address", "webhook", { hookUrl: null }, ["error", /no webhook address/]],
    ["a last delivery that failed", "webhook", { deliveries: [{ at: "2026-11-20T08:15:00Z", event: "push", code: 0, status: "timed out" }, ...sound.deliveries] }, ["error", /1 of the last 2 deliveries did not arrive.*push at 2026-11-20T08:15:00Z \(timed out\)/]],
    ["an earlier delivery that failed", "webhook", { deliveries: [...sound.deliveries, { at: "2026-11-20T08:14:00Z", event: "push", code: 502, status: "Bad Gateway" }] }, ["warning", /1 of the last 2/]],
  ])("%s", (_, name, change, [severity, what]) => {
    const found = check(name, change);
    expect(found).toMatchObject({ severity, what: expect.stringMatching(what), why: expect.stringMatching(/\S/), remedy: expect.stringMatching(/\S/) });
  });

  test("a signature that is refused is a secret that differs", () => {
    expect(check("webhook", { deliveries: [{ at: "2026-11-20T08:15:00Z", event: "push", code: 401, status: "Unauthorized" }] })?.remedy).toMatch(/WEBHOOK_SECRET/);
  });

  test("a suspended installation is its owner's word, and nothing is wrong", () => {
    expect(check("installations", { installations: [{ account: "octo", permissions: {}, suspended: true }] })).toMatchObject({ severity: "ok", what: expect.stringContaining("suspended by their owners: octo") });
  });
});

test.each([["22.19.9", "error"], ["22.20.0", "ok"], ["24.0.0", "ok"], ["20.20.2", "error"]])("Node.js %s is %s", (version, severity) => {
  expect(judgeNode(version).severity).toBe(severity);
});

test("without git nothing goes", () => {
  expect([judgeGit(null).severity, judgeGit("git version 2.39.5").severity]).toEqual(["error", "ok"]);
});

test.each([
  ["a database that is not there yet", null, "skipped"], ["one of this program", { version: 8, known: 8, sound: true }, "ok"], ["an older one", { version: 5, known: 8, sound: true }, "warning"],
  ["a newer one", { version: 9, known: 8, sound: true }, "error"], ["a damaged one", { version: 8, known: 8, sound: false }, "error"],
])("%s", (_, schema, severity) => {
  expect(judgeStore({ place: "/data/regreen.db", schema }).severity).toBe(severity);
});
