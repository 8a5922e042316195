/** One fault in one project: the failing log by the real tool, then Regreen's whole way from that log to a tree, held against what the tool itself makes of it. */
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { playExample, type Played } from "../../skills/run-example.ts";
import { asJobLog, workspace } from "../../toolchains/job-log.ts";
import { pick, type Broken, type Fault } from "./fault.ts";
import { layOut, runTool, type Project } from "./project.ts";

/** `false-repair`: something was kept that is not what the tool's maintainers would have. */
export type Outcome = { readonly kind: "repaired" | "refused" | "false-repair"; readonly reason: string; readonly seconds: number };

export interface Trial { readonly skill: string; readonly fault: string; readonly file: string; readonly outcome: Outcome }

/** Null where this draw gives no fault that CI sees (or none that the tool can mend): then another is drawn. */
export async function playTrial(project: Project, faults: readonly Fault[], { random, folder, path }: { readonly random: () => number; readonly folder: string; readonly path: readonly string[] }): Promise<Trial | null> {
  const [fault, file] = [pick(faults, random), pick(project.sources, random)];
  const sound = file === undefined ? undefined : project.files.get(file);
  if (fault === undefined || file === undefined || sound === undefined) return null;
  const broken = fault.break(sound, random);
  if (broken === null) return null;
  const covered = project.trade.covered.includes(fault);
  const made = await makeCase(project, { file, broken, covered }, folder);
  if (made === null) return null;
  const played = await playExample({ skill: project.trade.skill, name: "", folder, requires: [], proven: true, example: { kind: covered ? "repair" : "refuse", title: fault.name, command: project.trade.step, tool: project.trade.skill, tool_version: "", configuration: project.trade.optIn === true ? { skills: { opt_in: [project.trade.skill] } } : {}, ...(covered ? {} : { refused_by: "choice", reason: "" }) } as Parameters<typeof playExample>[0]["example"] }, path);
  return { skill: project.trade.skill, fault: fault.name, file, outcome: judge(played, covered) };
}

interface Case { readonly file: string; readonly broken: Broken; readonly covered: boolean }

/** `before/`, `failure.log` and, for what is covered, `after/`. */
async function makeCase(project: Project, { file, broken, covered }: Case, folder: string): Promise<true | null> {
  const { trade } = project;
  const files = new Map([...project.files, [file, broken.bytes]]);
  const checkout = join(folder, "checkout");
  layOut(trade, checkout, files);
  const ran = await runTool(checkout, trade.step);
  if (ran.exit === 0) return null;
  // A bracket inside a comment, say, is layout after all: what the tool itself makes green is no fault that nothing covers.
  if (!covered && trade.mend !== undefined && (await mendedByTool(project, file, checkout)) !== null) return null;
  if (covered) {
    const after = broken.mended ?? await mendedByTool(project, file, checkout);
    if (after === null) return null;
    write(join(folder, "after"), new Map([...files, [file, after]]));
  }
  write(join(folder, "before"), files);
  const output = Buffer.from(ran.output.toString("latin1").replaceAll(realpathSync(checkout), workspace), "latin1");
  writeFileSync(join(folder, "failure.log"), asJobLog(trade.step, output, ran.exit));
  return true;
}

/** Null where the tool cannot mend it: then it is not what the skill claims. */
async function mendedByTool({ trade }: Project, file: string, checkout: string): Promise<Buffer | null> {
  await runTool(checkout, [...(trade.mend ?? []), file]);
  return (await runTool(checkout, trade.step)).exit === 0 ? readFileSync(join(checkout, file)) : null;
}

function write(folder: string, files: ReadonlyMap<string, Buffer>): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

function judge({ choices, execution, tree, before, after }: Played, covered: boolean): Outcome {
  const seconds = execution?.result.seconds ?? 0;
  const reason = execution?.result.reason ?? choices.map((choice) => (choice.skill === null ? choice.reason : "")).join("; ");
  if (sameTree(tree, before)) return { kind: "refused", reason: choices.length === 0 ? "nothing was found in the log" : reason, seconds };
  if (covered && after !== null && sameTree(tree, after)) return { kind: "repaired", reason: "", seconds };
  return { kind: "false-repair", reason, seconds };
}

function sameTree(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...paths].every((path) => one[path] === other[path]);
}
