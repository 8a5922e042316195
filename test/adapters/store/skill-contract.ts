/** What every store must keep of skills: executions once, aftermaths beside them, and changes of standing with their ledger entries. */
import { expect, test } from "@jest/globals";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { ExecutionId, PlanId } from "../../../src/core/identity/identifier.ts";
import { SkillName } from "../../../src/core/skill/skill.ts";
import { defaultBounds } from "../../../src/core/skill/standing/bounds.ts";
import { standingIn } from "../../../src/core/skill/standing/skill-history.ts";
import { swearTrial, trialChange } from "../../../src/core/skill/standing/trial.ts";
import type { SkillRecord } from "../../../src/core/skill/standing/record.ts";
import type { Aftermath, SkillExecution } from "../../../src/core/skill/standing/skill-execution.ts";
import type { LedgerEntry } from "../../../src/core/ledger/entry.ts";
import type { ClaimedRepair } from "../../../src/ports/store/repairs.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { decisionOf, deliveryOf, later, offered, opening, repairOf, repository, request, sha, start } from "./samples.ts";

const executionOf = (number: number, change: Partial<SkillExecution> = {}): SkillExecution => ({
  execution: ExecutionId.parse(`exec_20261120_081500_${String(number).padStart(4, "0")}`), plan_id: PlanId.parse(`plan_${digestOf(String(number))}`),
  skill: SkillName.parse("eslint-fix"), version: "1.0.0", digest: digestOf("eslint-fix"), repo: repository.name, surface: "app", outcome: "succeeded",
  tokens: 0, seconds: 1.5, files: 1, lines: 2, begins_as: "candidate", at: later(number), ...change,
});
const aftermathOf = (number: number, kind: Aftermath["kind"], change: Partial<Aftermath> = {}): Aftermath => ({ execution: executionOf(number).execution, kind, commit: null, at: later(number), ...change });
const recordOf = (executions: readonly SkillExecution[], aftermaths: readonly Aftermath[] = []): SkillRecord => ({ executions, aftermaths, bounds: defaultBounds });
const successes = (count: number): SkillExecution[] => Array.from({ length: count }, (_, index) => executionOf(index + 1));

export function skillSuite(get: () => Store): void {
  const keep = (record: SkillRecord): Promise<void> => get().skillRecords.keep({ record, repair: null, at: start });
  const known = async () => (await get().skillRecords.history({ repo: repository.name, most: 100 })).executions;
  const claim = async (): Promise<ClaimedRepair> => {
    const [claimed] = await get().repairs.claim(request({ most: 1 }));
    if (claimed === undefined) throw new Error("no repair is due");
    return claimed;
  };
  const changes = async (): Promise<LedgerEntry[]> => {
    const found: LedgerEntry[] = [];
    for await (const entry of get().ledger.read(1)) if (entry.kind === "standing_changed") found.push(entry);
    return found;
  };

  test("an execution comes out as it went in, oldest first, once, however often it is told", async () => {
    await keep(recordOf([executionOf(1), executionOf(2, { outcome: "post_check_failed" })]));
    await keep(recordOf([executionOf(1, { outcome: "contract_broken" })]));
    expect(await known()).toEqual([{ ...executionOf(1), reviewed: false, reverted: false }, { ...executionOf(2, { outcome: "post_check_failed" }), reviewed: false, reverted: false }]);
  });

  test("changes of standing are found by their repository, newest first, and an entry by its number", async () => {
    await keep(recordOf(successes(10)));
    await keep(recordOf([executionOf(11, { outcome: "post_check_failed" }), executionOf(12, { outcome: "post_check_failed" }), executionOf(13, { outcome: "post_check_failed" })]));
    const { ledger } = get();
    const found = await ledger.standings({ repo: repository.name, most: 5 });
    expect([found, await ledger.standings({ repo: "octo/other", most: 5 })]).toEqual([(await changes()).toReversed(), []]);
    expect(found.map(({ payload }) => payload["to"])).toEqual(["rolled_back", "promoted"]);
    expect((await ledger.standings({ repo: repository.name, most: 1 })).length).toBe(1);
    expect([await ledger.find(found[0]?.seq ?? 0), await ledger.find(99)]).toEqual([found[0], null]);
  });

  test("what an execution left is kept with it, and counted in the sums as what it is", async () => {
    await keep(recordOf([executionOf(1, { outcome: "remains", remains: [{ file: "src/app.js", line: 3, rule: "no-undef" }] })]));
    expect((await known()).map(({ outcome, remains }) => [outcome, remains])).toEqual([["remains", [{ file: "src/app.js", line: 3, rule: "no-undef" }]]]);
    expect(await get().skillRecords.totals({ repo: repository.name })).toMatchObject([{ executions: 1, successes: 0, post_check_failures: 0, remains: 1 }]);
  });

  test("what was rolled back begins anew by a person's word, sworn to, and only what it does from then on counts; what was not is left alone", async () => {
    const failed = [executionOf(1, { outcome: "post_check_failed" }), executionOf(2, { outcome: "post_check_failed" })] as const;
    await keep(recordOf(failed));
    const change = trialChange({ skill: failed[0].skill, version: "1.0.0", digest: digestOf("eslint-fix"), repo: repository.name, begins_as: "candidate", by: "octo", reason: 'its plugin was "broken", and is mended', at: later(10) });
    const tryAgain = () => get().skillRecords.tryAgain({ change, entries: [swearTrial(change)] });
    expect([await tryAgain(), await tryAgain()]).toEqual([true, false]);
    const standing = async () => standingIn({ history: await get().skillRecords.history({ repo: repository.name, most: 100 }), bounds: defaultBounds, shipped: new Set() })({ name: failed[0].skill, digest: digestOf("eslint-fix") });
    expect(await standing()).toMatchObject({ standing: "candidate", counts: { executions: 0 } });
    await keep(recordOf([executionOf(11, { outcome: "post_check_failed" })]));
    expect(await standing()).toMatchObject({ standing: "candidate", counts: { failures: 1 } });
    await keep(recordOf([executionOf(12, { outcome: "post_check_failed" })]));
    expect(await standing()).toMatchObject({ standing: "rolled_back", counts: { failures: 2 } });
    const sworn = await changes();
    expect(sworn.map(({ payload, evidence }) => [payload["from"], payload["to"], payload["by"] ?? null, evidence.length])).toEqual([["candidate", "rolled_back", null, 2], ["rolled_back", "candidate", "octo", 0], ["candidate", "rolled_back", null, 2]]);
  });

  test("what became of it is known beside it; one of an execution that nobody kept is nobody's", async () => {
    await keep(recordOf([executionOf(1), executionOf(2)], [aftermathOf(1, "closed"), aftermathOf(1, "closed"), aftermathOf(2, "merged", { commit: sha("c") }), aftermathOf(9, "closed")]));
    expect((await known()).map(({ reviewed, reverted }) => [reviewed, reverted])).toEqual([[true, false], [false, false]]);
  });

  test("a push that reverts a merged fix is told with its delivery; a revert of anything else, or of another repository, is not", async () => {
    await keep(recordOf([executionOf(1), executionOf(2)], [aftermathOf(1, "merged", { commit: sha("c") }), aftermathOf(2, "merged", { commit: sha("d") })]));
    await get().inbox.append([deliveryOf(1)]);
    const [claimed] = await get().inbox.claim(request());
    if (claimed === undefined) throw new Error("no delivery");
    const reverts = [{ repo: repository.name, commit: sha("c"), at: start }, { repo: repository.name, commit: sha("e"), at: start }, { repo: "octo/other" as typeof repository.name, commit: sha("d"), at: start }];
    expect(await get().inbox.admit(claimed, { opens: [], wakes: [], entries: [], ignored: null, reverts }, start)).toBe("settled");
    expect((await known()).map(({ reverted }) => reverted)).toEqual([true, false]);
  });

  test("a merged pull request that takes an offer back by its number is told so too; that of another repository's offer is not", async () => {
    await keep(recordOf([executionOf(1), executionOf(2)], [aftermathOf(1, "merged", { commit: sha("c") }), aftermathOf(2, "merged", { commit: sha("d") })]));
    await get().repairs.open([opening(repairOf(1))], [], start);
    const claimedRepair = await claim();
    await get().repairs.commit(claimedRepair, decisionOf({ ...claimedRepair.repair, execution: executionOf(1).execution, offer: offered(12, "c") }), start);
    await get().inbox.append([deliveryOf(1)]);
    const [claimed] = await get().inbox.claim(request());
    if (claimed === undefined) throw new Error("no delivery");
    const reverts = [{ repo: repository.name, repositoryId: 7, pull: 12, at: start }, { repo: repository.name, repositoryId: 8, pull: 12, at: start }, { repo: repository.name, repositoryId: 7, pull: 13, at: start }];
    expect(await get().inbox.admit(claimed, { opens: [], wakes: [], entries: [], ignored: null, reverts }, start)).toBe("settled");
    expect((await known()).map(({ reverted }) => reverted)).toEqual([true, false]);
  });

  test("the tenth success is sworn to as a promotion, with the executions that justify it, and once", async () => {
    await keep(recordOf(successes(9)));
    expect(await changes()).toEqual([]);
    await keep(recordOf([executionOf(10)]));
    await keep(recordOf([executionOf(11)]));
    expect(await changes()).toMatchObject([{ repo: "octo/hello", payload: { skill: "eslint-fix", version: "1.0.0", from: "candidate", to: "promoted", reason: "10 successes among 10 runs", counts: { successes: 10 }, bounds: { promote_after: 10 } } }]);
    expect((await changes())[0]?.evidence).toHaveLength(10);
    expect((await get().skillRecords.history({ repo: repository.name, most: 100 })).standings).toEqual([{ skill: "eslint-fix", digest: digestOf("eslint-fix"), standing: "promoted", since: null }]);
  });

  test("failures roll it back for good; another version and another repository are not concerned", async () => {
    await keep(recordOf([1, 2, 3].map((number) => executionOf(number, { outcome: "post_check_failed" }))));
    await keep(recordOf([executionOf(4), executionOf(5, { digest: digestOf("1.0.1"), version: "1.0.1" }), executionOf(6, { repo: "octo/other" as typeof repository.name })]));
    expect((await changes()).map(({ payload }) => [payload["to"], payload["reason"]])).toEqual([["rolled_back", "3 of 3 runs failed (limit 5 %)"]]);
    expect((await get().skillRecords.history({ repo: "octo/other", most: 100 })).standings).toEqual([]);
  });

  test("the window is per version", async () => {
    await keep(recordOf([...successes(5), ...[6, 7].map((number) => executionOf(number, { digest: digestOf("other") }))]));
    const { executions } = await get().skillRecords.history({ repo: repository.name, most: 2 });
    expect(executions.map(({ execution }) => execution.slice(-1))).toEqual(["4", "5", "6", "7"]);
  });

  test("totals are over all that was ever kept, per version and repository", async () => {
    await keep(recordOf([executionOf(1), executionOf(2, { outcome: "post_check_failed", files: 0, lines: 0 }), executionOf(3, { repo: "octo/other" as typeof repository.name })], [aftermathOf(1, "closed"), aftermathOf(1, "manual_review")]));
    expect(await get().skillRecords.totals({ repo: repository.name })).toEqual([{
      skill: "eslint-fix", version: "1.0.0", digest: digestOf("eslint-fix"), repo: "octo/hello", executions: 2, successes: 1, post_check_failures: 1, contracts_broken: 0, remains: 0,
      tokens: 0, seconds: 3, files: 1, lines: 2, reverts: 0, manual_reviews: 1,
    }]);
    expect(await get().skillRecords.totals({})).toHaveLength(2);
  });

  test("a step's record is kept with its decision, and with it lost when the lease is", async () => {
    await get().repairs.open([opening(repairOf(1)), opening(repairOf(2))], [], start);
    const lost = await claim();
    const [taken] = await get().repairs.claim(request({ holder: "worker-2", now: later(31), most: 1 }));
    expect(await get().repairs.commit(lost, decisionOf(lost.repair, { skills: recordOf(successes(10)) }), later(32))).toBe("lease_lost");
    expect([await known(), await changes()]).toEqual([[], []]);
    if (taken === undefined) throw new Error("nobody took it over");
    expect(await get().repairs.commit(taken, decisionOf(taken.repair, { skills: recordOf(successes(10)) }), later(32))).toBe("settled");
    expect((await changes()).map(({ repair, payload }) => [repair, payload["to"]])).toEqual([[taken.repair.id, "promoted"]]);
  });
}
