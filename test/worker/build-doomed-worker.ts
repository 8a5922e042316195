/** The doomed worker as one program, so that a life begins in a fraction of the time that the sources take to load. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Gives the program's path. `name`: whose it is, so that two suites at once do not build over each other. */
export function buildDoomedWorker(name: string): string {
  const environment = { ...process.env, REGREEN_BUNDLE: "doomed", REGREEN_DOOMED: name, NODE_OPTIONS: "" };
  execFileSync(process.execPath, [join(root, "node_modules/rolldown/bin/cli.mjs"), "-c", "--logLevel", "silent"], { cwd: root, env: environment });
  return join(root, "build/doomed", name, "doomed-worker.mjs");
}
