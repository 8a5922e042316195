/** What every store must keep of failures, runs and tests. */
import { expect, test } from "@jest/globals";
import type { Occurrence } from "../../../src/core/history/occurrence.ts";
import type { RunOutcome, TestFailure } from "../../../src/core/history/run-outcome.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { RepositoryName } from "../../../src/core/identity/identifier.ts";
import type { ClaimedRepair } from "../../../src/ports/store/repairs.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { decisionOf, deliveryOf, later, opening, repairOf, repository, request, sha, start } from "./samples.ts";

export const occurrenceOf = (run: number, change: Partial<Occurrence> = {}): Occurrence => ({
  fingerprint: digestOf("one"), repository_id: repository.id, repo: repository.name, branch: "main", head_sha: sha("a"), source: `run:${run}:1`,
  workflow: ".github/workflows/ci.yml", check: "CI / lint", failure_class: "lint", tool: "eslint", pattern_name: "eslint_problems", seen_at: later(run), ...change,
});
const runOf = (run: number, outcome: RunOutcome["outcome"]): RunOutcome => ({
  repository_id: repository.id, repo: repository.name, branch: "main", head_sha: sha("a"), source: `run:${run}:1`, workflow: ".github/workflows/ci.yml", outcome, ended_at: later(run),
});
const failureOf = (run: number, name: string): TestFailure => ({ repository_id: repository.id, test: name, source: `run:${run}:1`, workflow: ".github/workflows/ci.yml", seen_at: later(run) });

export function historySuite(get: () => Store): void {
  const claim = async (): Promise<ClaimedRepair> => {
    const [claimed] = await get().repairs.claim(request({ most: 1 }));
    if (claimed === undefined) throw new Error("nothing was due");
    return claimed;
  };
  const see = async (occurrences: readonly Occurrence[], testFailures: readonly TestFailure[] = []): Promise<void> => {
    await get().repairs.open([opening(repairOf(1))], [], start);
    const claimed = await claim();
    await get().repairs.commit(claimed, decisionOf(claimed.repair, { due: start, seen: { occurrences, testFailures } }), start);
  };

  test("an occurrence told twice is counted once", async () => {
    await see([occurrenceOf(1), occurrenceOf(2)]);
    await see([occurrenceOf(2), occurrenceOf(3)]);
    expect(await get().history.occurrences({ repositoryId: 7, fingerprint: digestOf("one"), most: 2 })).toEqual([occurrenceOf(3), occurrenceOf(2)]);
    expect((await get().history.summaries({ most: 9 }))[0]?.count).toBe(3);
  });

  test("a fingerprint's summary tells how often, since when, on which branches and in which repositories", async () => {
    const other = RepositoryName.parse("octo/other");
    await see([occurrenceOf(1), occurrenceOf(5, { branch: "topic" }), occurrenceOf(9, { repository_id: 8, repo: other }), occurrenceOf(3, { fingerprint: digestOf("two"), tool: null })]);
    expect(await get().history.summaries({ most: 9 })).toEqual([
      { fingerprint: digestOf("one"), failure_class: "lint", tool: "eslint", pattern_name: "eslint_problems", count: 3, first_seen: later(1), last_seen: later(9), branches: ["main", "topic"], repositories: ["octo/other", "octo/hello"] },
      { fingerprint: digestOf("two"), failure_class: "lint", tool: null, pattern_name: "eslint_problems", count: 1, first_seen: later(3), last_seen: later(3), branches: ["main"], repositories: ["octo/hello"] },
    ]);
    expect((await get().history.summaries({ repo: "octo/other", most: 9 })).map(({ count }) => count)).toEqual([1]);
  });

  test("what a step saw is not kept when its lease is lost", async () => {
    await get().repairs.open([opening(repairOf(1))], [], start);
    const stale = await claim();
    await get().repairs.claim(request({ holder: "worker-2", now: later(31) }));
    expect(await get().repairs.commit(stale, decisionOf(stale.repair, { seen: { occurrences: [occurrenceOf(1)], testFailures: [] } }), start)).toBe("lease_lost");
    expect(await get().history.summaries({ most: 9 })).toEqual([]);
  });

  test("runs are kept with the deliveries that tell them, each once, newest first", async () => {
    await get().inbox.append([1, 2, 3].map((number) => deliveryOf(number)));
    const told = [runOf(1, "failed"), runOf(2, "passed"), runOf(1, "failed")];
    for (const [index, claimed] of (await get().inbox.claim(request())).entries()) {
      await get().inbox.admit(claimed, { opens: [], wakes: [], entries: [], ignored: null, ran: told[index] ?? runOf(1, "failed") }, start);
    }
    expect(await get().history.runs({ repositoryId: 7, workflow: ".github/workflows/ci.yml", most: 9 })).toEqual([runOf(2, "passed"), runOf(1, "failed")]);
    expect(await get().history.runs({ repositoryId: 7, workflow: "other", most: 9 })).toEqual([]);
  });

  test("failures of a test are found by its name, whatever characters it has", async () => {
    const name = "cart › keeps 100 % of \u{1F6D2} ('quoted')";
    await see([], [failureOf(1, name), failureOf(2, name), failureOf(2, name), failureOf(2, "other\u0000")]);
    expect(await get().history.testFailures({ repositoryId: 7, test: name, most: 9 })).toEqual([failureOf(2, name), failureOf(1, name)]);
  });
}
