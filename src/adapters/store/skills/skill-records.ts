import type { SkillRecords } from "../../../ports/store.ts";
import type { Database } from "../database.ts";
import { appendDrafts } from "../ledger/append.ts";
import type { Script } from "../script.ts";
import { keepSkillRecord, type Keeping } from "./keep.ts";
import { skillHistory } from "./read.ts";
import { skillTotals } from "./totals.ts";

export function openSkillRecords(database: Database): SkillRecords {
  return {
    history: (asked) => database.read(() => skillHistory(asked)),
    totals: (asked) => database.read(() => skillTotals(asked)),
    keep: (keeping) => database.write(() => keepAndSwear(keeping)),
  };
}

function* keepAndSwear(keeping: Keeping): Script<void> {
  yield* appendDrafts(yield* keepSkillRecord(keeping));
}
