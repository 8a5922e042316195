/**
 * Looks, on a timer, whether what was merged still stands. A revert that git or GitHub words is told by its push; one that was squashed by hand, under a message of its
 * own, shows only in the files: all that a repair changed are again, byte for byte, what they were right before its merge.
 */
import { after } from "../core/identity/timestamp.ts";
import type { ExecutionId } from "../core/identity/identifier.ts";
import type { Repair, Repository } from "../core/repair/repair.ts";
import { defaultBounds } from "../core/skill/standing/bounds.ts";
import type { GitHubReader, PolicyReader } from "../ports/github.ts";
import type { WorkerContext } from "./context.ts";
import { eachRepository } from "./each-repository.ts";
import { readSettings } from "./steps/read-settings.ts";
import { readUndoing } from "./steps/read-undoing.ts";

export interface TakenBackWatch { readonly reader: GitHubReader; readonly policyReader: PolicyReader; readonly everySeconds: number }

const MOST_REPAIRS = 200;
/** Of one repository in one round: each costs three readings and three more for each file, and only where its branch has moved. */
const MOST_LOOKED_AT = 20;
/** A change that held for two weeks was not taken back for what it was. */
const DAYS = 14;

/** Resolves when the signal aborts. */
export async function watchTakenBack(context: WorkerContext, watch: TakenBackWatch, signal: AbortSignal): Promise<void> {
  const heads = new Map<string, string>();
  await eachRepository(context, { everySeconds: watch.everySeconds, what: "changes taken back by hand", signal }, (repository) => lookAt(repository, { context, watch, heads }));
}

interface Look { readonly context: WorkerContext; readonly watch: TakenBackWatch; /** Where each branch stood when it was last looked at, by repository and branch. */ readonly heads: Map<string, string> }

async function lookAt(repository: Repository, look: Look): Promise<void> {
  const { store, clock, log } = look.context;
  const { executions } = await store.skillRecords.history({ repo: repository.name, most: defaultBounds.window });
  const standing = new Set(executions.flatMap(({ execution, reverted }) => (reverted ? [] : [execution])));
  const since = after(clock.now(), -DAYS * 86_400);
  const repairs = await store.repairs.list({ repositoryId: repository.id, most: MOST_REPAIRS });
  const merged = repairs.filter((repair) => repair.status === "merged" && repair.step === "closed" && repair.progressed_at > since && repair.execution !== null && standing.has(repair.execution)).slice(0, MOST_LOOKED_AT);
  for (const branch of new Set(merged.map(({ subject }) => subject.branch))) {
    const head = await look.watch.reader.branchHead(repository, branch);
    const key = `${repository.id}:${branch}`;
    if (head === null || look.heads.get(key) === head) continue;
    const back = await takenBackOn(merged.filter(({ subject }) => subject.branch === branch), look);
    await keep(back, repository, look);
    look.heads.set(key, head);
    if (back.length > 0) log.info({ repo: repository.name, executions: back }, "merged repairs were taken back by hand");
  }
}

async function takenBackOn(repairs: readonly Repair[], { context: { store }, watch: { reader } }: Look): Promise<readonly ExecutionId[]> {
  const back: ExecutionId[] = [];
  for (const { execution } of repairs) {
    if (execution === null) continue;
    const undoing = await readUndoing(execution, repairs, { reader, store });
    // Nothing is left to take back: every file is as before the merge.
    if (undoing.kind === "clean" && undoing.files.length === 0) back.push(execution);
  }
  return back;
}

/** Told twice, it is kept once. Standing is judged again by the repository's own bounds; where they cannot be read, by the usual ones. */
async function keep(back: readonly ExecutionId[], repository: Repository, { context: { store, clock }, watch }: Look): Promise<void> {
  if (back.length === 0) return;
  const [at, settings] = [clock.now(), await readSettings(repository, watch)];
  const bounds = settings?.ok === true ? settings.configuration.skills.standing : defaultBounds;
  await store.skillRecords.keep({ record: { executions: [], aftermaths: back.map((execution) => ({ execution, kind: "reverted", commit: null, at })), bounds }, repair: null, at });
}
