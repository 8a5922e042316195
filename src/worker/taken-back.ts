/**
 * Looks, on a timer, whether what was merged still stands. A revert that git or GitHub words is told by its push; one that was squashed by hand, under a message of its
 * own, shows only in the files: all that a repair changed are again, byte for byte, what they were right before its merge.
 */
import { after } from "../core/identity/timestamp.ts";
import type { ExecutionId } from "../core/identity/identifier.ts";
import type { Repair, Repository } from "../core/repair/repair.ts";
import { defaultBounds } from "../core/skill/standing/bounds.ts";
import type { GitHubReader } from "../ports/github.ts";
import type { WorkerContext } from "./context.ts";
import { readUndoing } from "./steps/read-undoing.ts";

export interface TakenBackWatch { readonly reader: GitHubReader; readonly everySeconds: number }

const MOST_REPOSITORIES = 200;
const MOST_REPAIRS = 200;
/** Of one repository in one round: each costs three readings and three more for each file, and only where its branch has moved. */
const MOST_LOOKED_AT = 20;
/** A change that held for two weeks was not taken back for what it was. */
const DAYS = 14;

/** Resolves when the signal aborts. */
export async function watchTakenBack(context: WorkerContext, { reader, everySeconds }: TakenBackWatch, signal: AbortSignal): Promise<void> {
  const { store, clock, log } = context;
  const heads = new Map<string, string>();
  while (!signal.aborted) {
    const repositories = await store.repairs.repositories(MOST_REPOSITORIES).catch((thrown: unknown) => {
      log.warn({ error: thrown }, "changes taken back by hand not looked for; trying again");
      return [];
    });
    for (const repository of repositories) {
      if (signal.aborted) return;
      await lookAt(repository, { context, reader, heads }).catch((thrown: unknown) => { log.warn({ repo: repository.name, error: thrown }, "changes taken back in a repository not looked for; trying again"); });
    }
    await clock.sleep(everySeconds, signal);
  }
}

interface Look { readonly context: WorkerContext; readonly reader: GitHubReader; /** Where each branch stood when it was last looked at, by repository and branch. */ readonly heads: Map<string, string> }

async function lookAt(repository: Repository, look: Look): Promise<void> {
  const { store, clock, log } = look.context;
  const { executions } = await store.skillRecords.history({ repo: repository.name, most: defaultBounds.window });
  const standing = new Set(executions.flatMap(({ execution, reverted }) => (reverted ? [] : [execution])));
  const since = after(clock.now(), -DAYS * 86_400);
  const repairs = await store.repairs.list({ repositoryId: repository.id, most: MOST_REPAIRS });
  const merged = repairs.filter((repair) => repair.status === "merged" && repair.step === "closed" && repair.progressed_at > since && repair.execution !== null && standing.has(repair.execution)).slice(0, MOST_LOOKED_AT);
  for (const branch of new Set(merged.map(({ subject }) => subject.branch))) {
    const head = await look.reader.branchHead(repository, branch);
    const key = `${repository.id}:${branch}`;
    if (head === null || look.heads.get(key) === head) continue;
    const back = await takenBackOn(merged.filter(({ subject }) => subject.branch === branch), look);
    for (const execution of back) await keep(execution, look.context);
    look.heads.set(key, head);
    if (back.length > 0) log.info({ repo: repository.name, executions: back }, "merged repairs were taken back by hand");
  }
}

async function takenBackOn(repairs: readonly Repair[], { context: { store }, reader }: Look): Promise<readonly ExecutionId[]> {
  const back: ExecutionId[] = [];
  for (const { execution } of repairs) {
    if (execution === null) continue;
    const undoing = await readUndoing(execution, repairs, { reader, store });
    // Nothing is left to take back: every file is as before the merge.
    if (undoing.kind === "clean" && undoing.files.length === 0) back.push(execution);
  }
  return back;
}

/** Told twice, it is kept once. The bounds are those of the repository at its next execution; until then the usual ones judge. */
function keep(execution: ExecutionId, { store, clock }: WorkerContext): Promise<void> {
  const at = clock.now();
  return store.skillRecords.keep({ record: { executions: [], aftermaths: [{ execution, kind: "reverted", commit: null, at }], bounds: defaultBounds }, repair: null, at });
}
