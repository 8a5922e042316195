/** The command line's part of the store: what skills have earned, without the App's own rooms, which would have to be loaded for nothing. */
import type { Clock } from "../../ports/clock.ts";
import type { SkillRecords } from "../../ports/store/skill-records.ts";
import { migrate } from "./migrations/migrate.ts";
import { openSkillRecords } from "./skills/skill-records.ts";
import { openSqlite } from "./sqlite/open-sqlite.ts";
import { gateMemory, MainGate } from "./sqlite/write-gate.ts";

export interface SkillStore {
  readonly skillRecords: SkillRecords;
  close(): Promise<void>;
}

/** As SQLite itself has it, in pages of 4 KB: a run of the command line writes a few. */
const CHECKPOINT_PAGES = 1_000;

/** Opens the SQLite file, made where it is missing, and brings its schema up to date. Faults as of `openStore`. */
export async function openSkillStore({ path, clock }: { readonly path: string; readonly clock: Clock }): Promise<SkillStore> {
  const database = openSqlite({ path, gate: new MainGate(gateMemory()), checkpointPages: CHECKPOINT_PAGES });
  try {
    await migrate(database, clock.now());
  } catch (error) {
    await database.close();
    throw error;
  }
  return { skillRecords: openSkillRecords(database), close: () => database.close() };
}
