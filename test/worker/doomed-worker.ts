/**
 * One life of a worker on a store and a GitHub that are files: it dies by SIGKILL when it first reaches the point given, or ends when the offer
 * has its check. Arguments: folder, point (`none`: lives on), URL of a database instead of the file.
 */
import { join } from "node:path";
import type { Store } from "../../src/ports/store.ts";
import { openBenchTop } from "./bench-top.ts";
import { endFixJob, failOn, runCompleted } from "./red-repository.ts";
import { fileCell } from "./scripted-github.ts";

const [folder = ".", point = "none", url = ""] = process.argv.slice(2);
const cell = fileCell(join(folder, "github.json"));

/** Dies before or after the work, if that is the point. */
async function doomed<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (point === `${name}:before`) process.kill(process.pid, "SIGKILL");
  const result = await work();
  if (point === `${name}:after`) process.kill(process.pid, "SIGKILL");
  return result;
}

const wrap = (store: Store): Store => ({
  ...store,
  close: () => store.close(),
  inbox: { ...store.inbox, admit: (...all) => doomed("admit", () => store.inbox.admit(...all)) },
  repairs: { ...store.repairs, commit: (...all) => doomed("commit", () => store.repairs.commit(...all)) },
  outbox: { ...store.outbox, settle: (...all) => doomed("settle", () => store.outbox.settle(...all)) },
});

if (cell.read().runs.length === 0) failOn(cell);
const top = await openBenchTop({
  cell, wrap, leaseSeconds: 0.2, ...(url === "" ? { path: join(folder, "store.sqlite") } : { url }),
  writer: (writer) => ({ perform: (repository, effect) => doomed("perform", () => writer.perform(repository, effect)) }),
});
await top.tell("workflow_run", runCompleted(cell, 900), "failed");
for (;;) {
  const state = cell.read();
  if (state.writes.some((write) => write.startsWith("check")) && (await top.store.outbox.count()).waiting === 0) break;
  if (state.runs.some(({ status }) => status === "queued")) await endFixJob(cell);
  const fix = cell.read().runs.find(({ event, status }) => event === "workflow_dispatch" && status === "completed");
  if (fix !== undefined) await top.tell("workflow_run", runCompleted(cell, fix.id), "fixed");
  await new Promise((resolve) => setTimeout(resolve, 10));
}
await top.close();
