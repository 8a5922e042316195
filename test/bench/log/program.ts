/** The program as a user starts it, with what it took: time from the start of the process to its end, and the most memory that it held. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isSmoke } from "../smoke.ts";

export interface Outcome {
  readonly seconds: number;
  /** Peak of the resident memory, in MB. */
  readonly peak: number;
  readonly output: string;
}

const root = join(import.meta.dirname, "../../..");
const launcher = join(root, "src/cli/regreen.mjs");
/** The kernel's mark of this very program: `maxRSS` begins with what the process had that started it (proc(5), VmHWM; getrusage(2)). Threads run this too, and end earlier: the last word counts. */
const REPORT = `import { existsSync, readFileSync } from "node:fs"; const status = "/proc/self/status";
process.on("exit", () => process.stderr.write("\\npeak " + (existsSync(status) ? /VmHWM:\\s*(\\d+)/.exec(readFileSync(status, "utf8"))[1] : process.resourceUsage().maxRSS)))`;
const hook = `data:text/javascript,${encodeURIComponent(REPORT)}`;

/** Runs `regreen <argv…>`; `chunks` are written to its standard input as fast as it takes them. */
export async function runProgram(argv: readonly string[], chunks: Iterable<Uint8Array> = []): Promise<Outcome> {
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", hook, launcher, ...argv], { stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  for (const chunk of chunks) if (!child.stdin.write(chunk)) await once(child.stdin, "drain");
  child.stdin.end();
  const [status] = (await once(child, "close")) as [number | null];
  if (status !== 0) throw new Error(`regreen ${argv.join(" ")} ended with ${String(status)}: ${errors}`);
  return { seconds: (performance.now() - started) / 1000, peak: Number(/.*peak (\d+)/s.exec(errors)?.[1]) / 1000, output };
}

/** What is measured is what is installed: the program built of the sources as they are now. A smoke run takes the one that stands, which others may be running. */
export function buildProgram(): void {
  if (isSmoke && existsSync(join(root, "build/program/regreen.mjs"))) return;
  execFileSync("npm", ["run", "--silent", "build:program"], { cwd: root, stdio: "ignore" });
}
