import { join, resolve } from "node:path";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../ports/store/store.ts";
import type { Io } from "../command.ts";
import { stateFolder } from "../state-folder.ts";

/** The store that is named, or that this environment uses; the one of the state folder is made where there is none. Faults: those of the store. */
export async function openReplayStore(named: string | undefined, { environment, directory }: Pick<Io, "environment" | "directory">): Promise<Store> {
  const database = named ?? environment["DATABASE_URL"];
  if (database !== undefined && /^postgres(ql)?:\/\//.test(database)) return openStore({ url: database, clock: systemClock });
  return openStore({ path: database === undefined ? join(stateFolder(environment), "regreen.db") : resolve(directory, database), clock: systemClock });
}
