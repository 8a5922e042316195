/** Repairs as the App's store has them, for those who look from its machine: the same sentences as in a comment's answer. */
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { gitHubAddressOf } from "../../settings/addresses.ts";
import { defaultConfiguration } from "../../core/configuration/default-configuration.ts";
import { FixId } from "../../core/identity/identifier.ts";
import type { Repair, Repository } from "../../core/repair/repair.ts";
import type { Answering } from "../../core/request/answer/answered.ts";
import { openRequest } from "../../core/request/open-request.ts";
import type { Store } from "../../ports/store/store.ts";
import type { Io } from "../command.ts";
import { UsageError } from "../usage-error.ts";
import { operator } from "./ask.ts";

const MOST_REPAIRS = 500;
const MOST_REPOSITORIES = 10_000;

export interface Looked { readonly repairs: readonly Repair[]; readonly webUrl: string }

/** All of them, the named one, or those of one repository: newest first, those that are over too where one is named or `all` are asked for. */
export async function lookAt(store: Store, { fix, repo, all }: { readonly fix: string | undefined; readonly repo: string | undefined; readonly all: boolean }, { environment }: Io): Promise<Looked> {
  const { webUrl } = gitHubAddressOf(environment);
  if (fix !== undefined) return { repairs: [await named(store, fix)], webUrl };
  const repository = repo === undefined ? null : (await store.repairs.repositories(MOST_REPOSITORIES)).find(({ name }) => name.toLowerCase() === repo.toLowerCase());
  if (repository === undefined) throw new UsageError(`Regreen has not worked in ${repo ?? ""} yet`, "It knows a repository from its first red check on.");
  const found = await store.repairs.list({ ...(repository === null ? {} : { repositoryId: repository.id }), most: MOST_REPAIRS });
  return { repairs: all ? found : found.filter(({ step }) => step !== "closed"), webUrl };
}

async function named(store: Store, text: string): Promise<Repair> {
  const id = FixId.safeParse(text);
  if (!id.success) throw new UsageError(`"${text}" is no repair`, "One looks like fix_20261120_213000_k3f9; regreen status lists them.");
  const repair = await store.repairs.find(id.data);
  if (repair === null) throw new UsageError(`There is no repair ${id.data}`, "regreen status --all lists those that are over, too.");
  return repair;
}

/** What answers are written over, where nobody asked on GitHub; commands are named as they are typed here. */
export function answeringFor(repository: Repository, { repairs, webUrl }: Looked): Answering {
  const at = systemClock.now();
  const { request } = openRequest({ repository, origin: { kind: "operator", number: null }, actor: operator(), machine: false, lines: [], dryRun: true, occasion: "" }, { at, seed: "0000" });
  const plain = defaultConfiguration;
  const settings = { ...plain, commands: { prefix: "regreen" } };
  return {
    request, at, configuration: { ok: true, configuration: settings }, power: "maintain", earlier: [], repairs, pull: null, head: null, red: [], running: 0, rules: [], orders: [], skills: new Set(), undoings: new Map(), webUrl, settings, index: 0,
  };
}
