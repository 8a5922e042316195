/** The repositories, by name, that a looker sees of all that a repair was ever opened in. */
import type { Store } from "../../ports/store/store.ts";
import { seen, type Looker } from "./doorkeeper.ts";

const MOST_REPOSITORIES = 10_000;

export async function namesSeen({ repairs }: Pick<Store, "repairs">, looker: Looker): Promise<ReadonlySet<string>> {
  return new Set((await seen(await repairs.repositories(MOST_REPOSITORIES), (one) => one, looker)).map(({ name }): string => name));
}
