/** Takes requests out of a watched folder: each file becomes one request, once, and is moved away when that is stored. */
import { digestOf } from "../core/identity/digest.ts";
import { openRequest } from "../core/request/open-request.ts";
import { readRequestFile, type RequestFile } from "../core/request/request-file.ts";
import type { FoundFile, RequestFolder } from "../ports/request-folder.ts";
import type { WorkerContext } from "./context.ts";

const EVERY_SECONDS = 2;
/** Repositories among which the file's is looked for. */
const MOST_REPOSITORIES = 10_000;

/** Resolves when the signal aborts. */
export async function watchRequests(context: WorkerContext, folder: RequestFolder, signal: AbortSignal): Promise<void> {
  const { clock, log } = context;
  while (!signal.aborted) {
    await takeWaiting(context, folder).catch((thrown: unknown) => { log.warn({ error: thrown }, "the folder of requests was not read; trying again"); });
    await clock.sleep(EVERY_SECONDS, signal);
  }
}

async function takeWaiting(context: WorkerContext, folder: RequestFolder): Promise<void> {
  for (const found of await folder.waiting()) {
    const refusal = await take(found, context);
    await folder.settle(found.name, refusal);
    context.log.info({ file: found.name, refusal }, refusal === null ? "request taken from the folder" : "request in the folder refused");
    if (refusal === null) context.pulses.requests.beat();
  }
}

/** Why it is refused; null: it is stored. A file that is found again after a crash opens nothing again. */
async function take({ name, content }: FoundFile, context: WorkerContext): Promise<string | null> {
  const reading = readRequestFile(content);
  if (!reading.ok) return reading.problem;
  return store(reading.file, name, context);
}

async function store({ repo, commands, number, by, dry_run, id }: RequestFile, name: string, { store: { repairs, requests }, clock, randomness }: WorkerContext): Promise<string | null> {
  const repository = (await repairs.repositories(MOST_REPOSITORIES)).find((known) => known.name.toLowerCase() === repo.toLowerCase());
  if (repository === undefined) return `Regreen has not worked in ${repo} yet: it knows a repository from its first red check on`;
  const opened = openRequest({
    repository, origin: { kind: "file", name, number: number ?? null }, actor: by, machine: false, lines: commands, dryRun: dry_run, occasion: digestOf(id),
  }, { at: clock.now(), seed: randomness.suffix(8) });
  await requests.open([opened], clock.now());
  return null;
}
