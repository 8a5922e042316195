/**
 * L15: a log of any length is read with bounded memory. The catalogue's 500 MB and 5 million lines are the bench's ("Reading logs"); here it is 62 MB in 720,000
 * lines, and 5 million lines in 60 MB, read by the built program in a process of its own, whose peak is what the kernel says.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { troubledLog } from "../bench/background-log.ts";

/** MB of resident memory, of attack L15. A process of Node that reads nothing takes 45 to 70 of them. */
const BOUND = 100;
const root = join(import.meta.dirname, "..", "..");
/** The kernel's mark of this very program: `maxRSS` begins with what the process had that started it (proc(5), VmHWM; getrusage(2)). */
const report = `data:text/javascript,${encodeURIComponent('import { readFileSync } from "node:fs"; process.on("exit", () => process.stderr.write("\\npeak " + /VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]))')}`;
let folder: string;
let program: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "regreen-large-logs-"));
  program = join(folder, "program", "regreen.mjs");
  execFileSync(process.execPath, [join(root, "node_modules/rolldown/bin/cli.mjs"), "-c", "rolldown.config.mjs", "--dir", join(folder, "program"), "--logLevel", "silent"], { cwd: root, stdio: "ignore" });
});
afterAll(() => { rmSync(folder, { recursive: true }); });

interface Log { readonly part: Buffer; readonly times: number }
interface Reading { readonly peak: number; readonly output: string }

const seed = Buffer.from(troubledLog({ seed: 3, lines: 60_000, every: 500 }));
const ordinary: Log = { part: seed, times: 12 };
const short: Log = { part: Buffer.from("tests pass.\n".repeat(100_000)), times: 50 };

/** Streams the log to a process of Node, as a pipe does. */
async function read(argv: readonly string[], { part, times }: Log): Promise<Reading> {
  const child = spawn(process.execPath, ["--import", report, ...argv], { stdio: ["pipe", "pipe", "pipe"], env: { PATH: process.env.PATH } });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const ended = once(child, "close") as Promise<[number | null]>;
  for (let time = 0; time < times; time++) if (!child.stdin.write(part)) await once(child.stdin, "drain");
  child.stdin.end();
  expect([(await ended)[0], errors.replace(/\s*peak \d+$/, "")]).toEqual([0, ""]);
  return { peak: Number(/peak (\d+)$/.exec(errors)?.[1]) / 1000, output };
}

const classify = (log: Log): Promise<Reading> => read([program, "classify", "--json", "-"], log);

describe("L15: a huge log", () => {
  test("of 720,000 lines is read to its last failure within 100 MB, and 12 times the length takes less than 32 MB more", async () => {
    const [once, all] = [await classify({ ...ordinary, times: 1 }), await classify(ordinary)];
    expect(JSON.parse(all.output)).toMatchObject({ class: expect.not.stringMatching(/^none$/), lines: 720_000, bytes: seed.length * 12 });
    expect(all.peak).toBeLessThanOrEqual(BOUND);
    expect(all.peak - once.peak).toBeLessThan(32);
  });

  test("of 5 million lines is read within 100 MB", async () => {
    const { peak, output } = await classify(short);
    expect(JSON.parse(output)).toMatchObject({ class: "none", lines: 5_000_000, bytes: 60_000_000 });
    expect(peak).toBeLessThanOrEqual(BOUND);
  });

  test.each([["ordinary lines", ordinary], ["short lines", short]] as const)("the control: %s of the same log, collected as strings, take more", async (_what, log) => {
    const collect = 'let rest = ""; const lines = []; process.stdin.setEncoding("utf8").on("data", (text) => { const cut = (rest + text).split("\\n"); rest = cut.pop(); lines.push(...cut); }).on("end", () => process.stdout.write(String(lines.length)))';
    const { peak, output } = await read(["-e", collect], log);
    expect(output).toBe(log === ordinary ? "720000" : "5000000");
    expect(peak).toBeGreaterThan(BOUND);
  });
});
