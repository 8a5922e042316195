import { expect, test } from "@jest/globals";
import type { Occurrence } from "../../../src/core/history/occurrence.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import type { GitSha, RepositoryName } from "../../../src/core/identity/identifier.ts";
import { timestamp, type Timestamp } from "../../../src/core/identity/timestamp.ts";
import { judgeSighting } from "../../../src/core/log-source/judge-sighting.ts";

const fingerprint = digestOf("x");
const at = "2026-11-28T12:00:00.000Z" as Timestamp;
const hoursAgo = (hours: number, index: number): Occurrence => ({
  fingerprint, repository_id: 7, repo: "octo/hello" as RepositoryName, branch: "log:api", head_sha: "0".repeat(40) as GitSha, source: `log:api:${String(100 - index)}`, workflow: "api", check: "api",
  failure_class: "unknown", tool: null, pattern_name: "unknown_failure", seen_at: timestamp(Date.parse(at) - hours * 3_600_000),
});
const rules = (...hours: readonly number[]): string[] => judgeSighting({ fingerprint, occurrences: hours.map(hoursAgo), moment: { source: "log:api:101", branch: "log:api", at }, source: "api" }).map(({ rule }) => rule);

test("never seen: new", () => { expect(rules()).toEqual(["new"]); });
test("seen look after look for more than four hours: sustained", () => { expect(rules(1, 2, 3, 4, 5)).toContain("sustained"); });
test("a quiet of more than two hours ends it", () => { expect(rules(1, 3.5, 4, 5)).not.toContain("sustained"); });
test("seen much more often than in the week before: spike, counted in looks", () => {
  const [spike] = judgeSighting({ fingerprint, occurrences: [0.5, 1, 1.5, 2, 2.5, 3, 100].map(hoursAgo), moment: { source: "log:api:101", branch: "log:api", at }, source: "api" });
  expect(spike).toEqual({ rule: "spike", because: "it was seen in 7 looks in the last 6 hours, and in 1 in the 7 days before" });
});
