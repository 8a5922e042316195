import type { SkillRecords } from "../../../ports/store/skill-records.ts";
import type { Database } from "../database.ts";
import { appendDrafts } from "../ledger/append.ts";
import type { Script } from "../script.ts";
import { keepSkillRecord, keepTrial } from "./keep.ts";
import { skillHistory } from "./read.ts";
import { recentExecutions } from "./recent.ts";
import { skillTotals } from "./totals.ts";

export function openSkillRecords(database: Database): SkillRecords {
  return {
    history: (asked) => database.read(() => skillHistory(asked)),
    recent: (asked) => database.read(() => recentExecutions(asked)),
    totals: (asked) => database.read(() => skillTotals(asked)),
    tryAgain: (trial) => database.write(() => keepTrialAndSwear(trial)),
    keep: (keeping) => database.write(() => keepAndSwear(keeping)),
  };
}

function* keepTrialAndSwear({ change, entries }: Parameters<SkillRecords["tryAgain"]>[0]): Script<boolean> {
  const isKept = yield* keepTrial(change);
  if (isKept) yield* appendDrafts(entries);
  return isKept;
}

function* keepAndSwear(keeping: Parameters<SkillRecords["keep"]>[0]): Script<void> {
  const standings = yield* keepSkillRecord(keeping);
  yield* appendDrafts([...(keeping.entries ?? []), ...standings]);
}
