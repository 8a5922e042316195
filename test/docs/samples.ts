/** The sample outputs in the documentation: each is what the real program prints, on the demo's project. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDesk, type Desk } from "../cli/program.ts";
import { sandbox } from "../execution/workshop.ts";
import { readProject } from "../demo/read-project.ts";

const root = join(import.meta.dirname, "../..");

interface Sample {
  readonly page: string;
  readonly name: string;
  /** As the page shows it. */
  readonly command: string;
  readonly args: readonly string[];
  /** It runs tools, and so needs the sandbox of this machine. */
  readonly runsTools?: true;
}

export const samples: readonly Sample[] = [
  { page: "docs/install.md", name: "init", command: "regreen init --action", args: ["init", "--action"] },
  { page: "docs/install.md", name: "jobs", command: "regreen fix --jobs", args: ["fix", "--jobs"] },
  { page: "README.md", name: "fix", command: "npx regreen fix --job lint", args: ["fix", "--job", "lint"], runsTools: true },
  { page: "README.md", name: "classify", command: "npx regreen classify failed.log", args: ["classify", "failed.log"] },
];

/** The demo's project, without what Regreen would add to it, and a log of its linter's. */
export function openDemoDesk(): Desk {
  const files = Object.entries(readProject()).filter(([path]) => !/^\.github\/(?:regreen\.yml|workflows\/regreen-)/.test(path));
  const desk = openDesk(Object.fromEntries(files.map(([path, bytes]) => [path, Buffer.from(bytes).toString("utf8")])));
  desk.write("failed.log", lintLog(desk.checkout));
  return desk;
}

/** What the repository's own ESLint prints of it, with the folder that GitHub's runners work in. */
function lintLog(checkout: string): string {
  const { stdout } = spawnSync(process.execPath, [join(root, "node_modules/eslint/bin/eslint.js"), "--no-color", "."], { cwd: checkout, encoding: "utf8" });
  return stdout.replaceAll(checkout, "/home/runner/work/bakery/bakery");
}

export function readPage(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

export const markers = (name: string): readonly [string, string] => [`<!-- sample:${name}:start -->`, `<!-- sample:${name}:end -->`];

/** What it prints on standard output, with what differs from run to run as the pages show it: the repair's id, and the state folder as it is outside of tests. */
export async function printed({ args, runsTools }: Sample, desk: Desk): Promise<string> {
  const unconfined = runsTools === true && sandbox.kind === "none" ? ["--unsafe-no-sandbox"] : [];
  const { stdout } = await desk.regreen([...args, ...unconfined]);
  return stdout.replaceAll(desk.state, "~/.local/state/regreen").replaceAll(/fix_\d{8}_\d{6}_\w{4}/g, "fix_20261120_125351_15eo");
}

/** What stands in the page for this sample. */
export function block({ command }: Sample, text: string): string {
  return `\n\`\`\`\n$ ${command}\n${text.trimEnd()}\n\`\`\`\n`;
}

export async function writeSamples(): Promise<void> {
  for (const sample of samples) {
    const desk = openDemoDesk();
    const text = readPage(sample.page);
    const [start, end] = markers(sample.name);
    writeFileSync(join(root, sample.page), `${text.slice(0, text.indexOf(start) + start.length)}${block(sample, await printed(sample, desk))}${text.slice(text.indexOf(end))}`);
    desk.remove();
  }
}
