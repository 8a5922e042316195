/** What every store must keep for operations: each begun once under its key, what was spent of a budget, and which repositories are known. */
import { expect, test } from "@jest/globals";
import type { Receipt } from "../../../src/core/repair/effect.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { draftOf, later, opening, repairOf, repository, start } from "./samples.ts";

const ended = (succeeded: boolean): Receipt => ({ kind: "run_operation", name: "restart-runner", succeeded, said: "", seconds: 1 });

export function operationSuite(get: () => Store): void {
  test("an operation is begun once under its key, also by several at the same moment; its first end is the one that is kept", async () => {
    const { operationRuns } = get();
    const begun = await Promise.all([1, 2, 3].map(() => operationRuns.begin("k", start)));
    expect(begun.map(({ kind }) => kind).toSorted()).toEqual(["begun", "unfinished", "unfinished"]);
    await operationRuns.end("k", ended(true));
    await operationRuns.end("k", ended(false));
    expect([await operationRuns.begin("k", later(9)), await operationRuns.begin("other", start)]).toEqual([{ kind: "ended", receipt: ended(true) }, { kind: "begun" }]);
  });

  test("what was spent of a budget is the sum of its amounts since a moment, in one repository", async () => {
    const spent = (seconds: number, payload: object, repo = repository.name) => ({ ...draftOf(repairOf(1), "budget_spent"), at: later(seconds), repo, payload: payload as Record<string, number> });
    await get().ledger.append([
      spent(0, { budget: "actions_minutes_per_day", amount: 50 }), spent(60, { budget: "actions_minutes_per_day", amount: 4 }), spent(90, { budget: "actions_minutes_per_day", amount: -1 }),
      spent(60, { budget: "tokens_per_day", amount: 900 }), spent(60, { what: "attempt", attempts: 2 }), spent(60, { budget: "actions_minutes_per_day", amount: 7 }, "octo/other" as typeof repository.name),
    ]);
    expect(await get().ledger.spent({ repo: "octo/hello", budget: "actions_minutes_per_day", since: later(60) })).toBe(3);
    expect((await get().ledger.spendings({ repo: "octo/hello", since: later(60) })).map(({ budget, amount, at }) => [budget, amount, at])).toEqual([["actions_minutes_per_day", 4, later(60)], ["actions_minutes_per_day", -1, later(90)], ["tokens_per_day", 900, later(60)]]);
    expect(await get().ledger.spent({ repo: "octo/none", budget: "actions_minutes_per_day", since: start })).toBe(0);
  });

  test("repositories are known by their latest repair, each once", async () => {
    const of = (number: number, id: number, branch: string) => { const repair = repairOf(number); return opening({ ...repair, subject: { ...repair.subject, repository: { ...repository, id, default_branch: branch } } }); };
    await get().repairs.open([of(1, 7, "master"), of(2, 8, "main"), of(3, 7, "trunk")], [], start);
    expect((await get().repairs.repositories(9)).map(({ id, default_branch }) => [id, default_branch])).toEqual([[7, "trunk"], [8, "main"]]);
    expect(await get().repairs.repositories(1)).toHaveLength(1);
  });
}
