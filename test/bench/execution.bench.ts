/** What the fix costs without the tools' own time: the action's start, the sandbox around a command, a whole repair by a transform. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bubblewrap } from "../../src/adapters/sandbox/bubblewrap.ts";
import { whyNotWorking } from "../../src/adapters/sandbox/find-sandbox.ts";
import { namespaces } from "../../src/adapters/sandbox/namespaces.ts";
import { unconfined } from "../../src/adapters/sandbox/unconfined.ts";
import type { Sandbox } from "../../src/ports/sandbox.ts";
import { openDesk } from "../cli/program.ts";
import { atMost, notMeasured, type Bench, type Row } from "./bench.ts";
import { rounds } from "./smoke.ts";
import { interleaved, median } from "./statistics.ts";

const projectRoot = join(import.meta.dirname, "..", "..");
const dist = join(projectRoot, "action", "dist");

function milliseconds(act: () => void): number {
  const before = performance.now();
  act();
  return performance.now() - before;
}

function start(args: readonly string[], expected: number): void {
  const { status, stderr } = spawnSync(process.execPath, args, { env: { PATH: "/usr/bin:/bin" }, stdio: ["ignore", "ignore", "pipe"] });
  if (status !== expected) throw new Error(`exit ${status}: ${stderr.toString()}`);
}

/** What `names` and all that they import at once have together, in bytes. */
function sizeOf(names: readonly string[], seen = new Set<string>()): number {
  return names.reduce((sum, name) => {
    if (seen.has(name)) return sum;
    seen.add(name);
    const imported = [...readFileSync(join(dist, name), "utf8").matchAll(/(?:from|import)"\.\/([\w-]+\.mjs)"/g)].map(([, other = ""]) => other);
    return sum + statSync(join(dist, name)).size + sizeOf(imported, seen);
  }, 0);
}

/** Beside what `fix.mjs` imports at once, each fix asks for the skills that the build knows. */
const loadedByFix = ["fix.mjs", "known-as.mjs"];

/** The entry with what it loads to verify a plan, and Node doing nothing. */
async function coldStart(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "regreen-start-"));
  const probe = join(folder, "probe.mjs");
  writeFileSync(probe, loadedByFix.map((name) => `await import(${JSON.stringify(join(dist, name))});\n`).join(""));
  const times = await interleaved(rounds(9), {
    entry: async () => milliseconds(() => start([join(dist, "index.mjs")], 1)),
    loaded: async () => milliseconds(() => start([probe], 0)),
    nothing: async () => milliseconds(() => start(["-e", "0"], 0)),
  });
  rmSync(folder, { recursive: true });
  const size = sizeOf(["index.mjs", ...loadedByFix]);
  return [
    atMost("action/dist: start to the check of its inputs", median(times.entry), { most: 60, unit: "ms" }),
    atMost("action/dist: start with all of mode fix loaded", median(times.loaded), { most: 60, unit: "ms", note: `node -e 0 in the same run: ${median(times.nothing).toFixed(0)} ms` }),
    atMost("action/dist: size of all that is loaded before the upload", size / 1000, { most: 700, unit: "KB" }),
  ];
}

async function sandboxCost(): Promise<readonly Row[]> {
  const scratch = mkdtempSync(join(tmpdir(), "regreen-bench-"));
  const command = {
    argv: ["/bin/true"], scratch, directory: scratch, readable: [], environment: { PATH: "/usr/bin:/bin" },
    limits: { seconds: 10, memoryMegabytes: 256, processes: 64, outputBytes: 1000, fileMegabytes: 1 },
  };
  const time = (sandbox: Sandbox) => async (): Promise<number> => {
    const before = performance.now();
    if ((await sandbox.run(command)).exit !== 0) throw new Error(`${sandbox.kind} failed`);
    return performance.now() - before;
  };
  const rows: Row[] = [];
  for (const sandbox of [bubblewrap(), namespaces()]) {
    const works = sandbox !== null && (await whyNotWorking(sandbox)) === null;
    if (!works) { rows.push(notMeasured("sandbox around a command", "ms", "this kind does not work here")); continue; }
    const { inside, outside } = await interleaved(rounds(15), { inside: time(sandbox), outside: time(unconfined()) });
    const cost = median(inside) - median(outside);
    // The fall-back builds its root by one mount program after another; the target is for the sandbox that is there on most machines.
    rows.push(sandbox.kind === "bubblewrap" ? atMost("sandbox of bubblewrap around a command", cost, { most: 15, unit: "ms" }) : { what: "sandbox of namespaces around a command", value: cost, unit: "ms", note: "the fall-back: one mount program after another" });
  }
  rmSync(scratch, { recursive: true });
  return rows;
}

/** `regreen fix` on a file with white space at its line ends: the built program, no tool but git. */
async function wholeFix(): Promise<readonly Row[]> {
  const log = "src/app.py:1:7: W291 trailing whitespace\n";
  const program = join(projectRoot, "src", "cli", "regreen.mjs");
  const times = await interleaved(rounds(5), {
    fix: async () => {
      const desk = openDesk({ "src/app.py": "x = 1  \n" });
      const time = milliseconds(() => {
        const { status, stdout } = spawnSync(process.execPath, [program, "fix"], { cwd: desk.checkout, input: log, env: { PATH: process.env["PATH"] ?? "", HOME: desk.state, REGREEN_STATE: desk.state } });
        if (status !== 0 || readFileSync(join(desk.checkout, "src/app.py"), "utf8") !== "x = 1\n") throw new Error(`not fixed: ${stdout.toString()}`);
      });
      desk.remove();
      return time;
    },
  });
  return [atMost("regreen fix, whole, by a transform (process start, git, sandbox probe, store)", median(times.fix), { most: 300, unit: "ms" })];
}

export const bench: Bench = { name: "Execution", run: async () => [...(await coldStart()), ...(await sandboxCost()), ...(await wholeFix())] };
