/** Programs of the tests in one file each, so that a process of theirs begins in a fraction of the time that the sources take to load (rolldown.config.mjs). */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

function build(environment: Readonly<Record<string, string>>, program: string): string {
  execFileSync(process.execPath, [join(root, "node_modules/rolldown/bin/cli.mjs"), "-c", "--logLevel", "silent"], { cwd: root, env: { ...process.env, ...environment, NODE_OPTIONS: "" } });
  return join(root, "build", program);
}

/**
 * Gives the path of a snapshot of V8 (`node --snapshot-blob PATH …`) in which the worker is loaded and has not begun: a process begins with it in two thirds of the
 * time. `name`: whose it is, so that two suites at once do not build over each other.
 */
export function buildDoomedWorker(name: string): string {
  const program = build({ REGREEN_BUNDLE: "doomed", REGREEN_DOOMED: name }, `doomed/${name}/doomed-worker.cjs`);
  const snapshot = program.replace(/cjs$/, "blob");
  execFileSync(process.execPath, ["--no-warnings", "--snapshot-blob", snapshot, "--build-snapshot", program], { env: { ...process.env, NODE_OPTIONS: "" } });
  return snapshot;
}

/** Gives the path of what `npm run simulate` runs. */
export function buildSimulation(): string {
  return build({ REGREEN_BUNDLE: "simulation" }, "simulation/simulation.mjs");
}
