/** A temporary git checkout with files of the test, a skills folder of its own, and a way to execute plans on it. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { localMachine } from "../../src/adapters/machine/local-machine.ts";
import { findSandbox } from "../../src/adapters/sandbox/find-sandbox.ts";
import { buildPlan, type PlannedSkill } from "../../src/core/fix/build-plan.ts";
import { GitSha, RepositoryName } from "../../src/core/identity/identifier.ts";
import type { FixPlan } from "../../src/core/fix/plan.ts";
import { showCommand } from "../../src/core/skill/check-shown-commands.ts";
import { FixCommand, PostCheck } from "../../src/core/skill/contract.ts";
import { parseSkill } from "../../src/core/skill/parse-skill.ts";
import { executePlan } from "../../src/execution/execute-plan.ts";
import type { Execution, ExecutionRequest } from "../../src/execution/execution.ts";
import type { Sandbox } from "../../src/ports/sandbox.ts";

const Commands = z.object({ fix: z.array(FixCommand), post_check: z.array(PostCheck) });

/** The repository's root: its node_modules holds real eslint and prettier. */
export const projectRoot = join(import.meta.dirname, "..", "..");

export const sandbox: Sandbox = await findSandbox({ allowNone: false }).catch(() => findSandbox({ allowNone: true }));

export interface Workshop {
  readonly checkout: string;
  readonly skillsFolder: string;
  readonly scratchRoot: string;
  git(...args: string[]): string;
  write(path: string, content: string | Uint8Array): void;
  read(path: string): string;
  /** Commits everything. */
  commit(): string;
  /** Every file with content and mode, `.git` and node_modules left out. */
  picture(): Record<string, string>;
  addSkill(name: string, contract: string): void;
  plan(steps: readonly (Omit<PlannedSkill, "skill"> & { readonly skill: string })[]): FixPlan;
  execute(plan: FixPlan, more?: Partial<ExecutionRequest>): Promise<Execution>;
  remove(): void;
}

export function openWorkshop(files: Readonly<Record<string, string>>): Workshop {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "regreen-workshop-")));
  const [checkout, skillsFolder, scratchRoot] = ["checkout", "skills", "scratch"].map((name) => join(folder, name)) as [string, string, string];
  for (const each of [checkout, skillsFolder, scratchRoot]) mkdirSync(each);
  const git = (...args: string[]): string => execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...args], { cwd: checkout, encoding: "utf8" });
  const write: Workshop["write"] = (path, content) => {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), content);
  };
  git("init", "-q", "-b", "main");
  for (const [path, content] of Object.entries(files)) write(path, content);
  const commit = (): string => {
    git("add", "-A");
    git("commit", "-q", "-m", "state");
    return git("rev-parse", "HEAD").trim();
  };
  commit();
  symlinkSync(join(projectRoot, "node_modules"), join(checkout, "node_modules"));
  const skillOf = (name: string) => parseSkill({ name, bytes: readFileSync(join(skillsFolder, name, "SKILL.md")), origin: "built-in" });
  return {
    checkout, skillsFolder, scratchRoot, git, write, commit,
    read: (path) => readFileSync(join(checkout, path), "utf8"),
    picture: () => pictureOf(checkout),
    addSkill: (name, contract) => {
      mkdirSync(join(skillsFolder, name), { recursive: true });
      writeFileSync(join(skillsFolder, name, "SKILL.md"), skillText(name, contract));
    },
    plan: (steps) => buildPlan({
      planned: steps.map((step) => ({ ...step, skill: skillOf(step.skill) })),
      repo: RepositoryName.parse("octo/hello"), base_sha: GitSha.parse(git("rev-parse", "HEAD").trim()), nonce: "0".repeat(32),
    }),
    execute: (plan, more = {}) => executePlan({
      plan, checkout, content: "commit", sandbox, scratchRoot, clock: systemClock, machine: localMachine(skillsFolder), path: process.env["PATH"] ?? "", syntax: null, ...more,
    }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function skillText(name: string, contract: string): string {
  const { fix, post_check } = Commands.parse(parseYaml(contract));
  const shown = (title: string, commands: readonly (FixCommand | PostCheck)[]): string => `## ${title}\n\n\`\`\`sh\n${commands.map(showCommand).join("\n")}\n\`\`\`\n`;
  const head = `---\nname: ${name}\ndescription: A skill of this test.\n---\n# ${name}\n\n## Contract\n\n\`\`\`yaml\n${contract.trim()}\n\`\`\`\n`;
  return [head, shown("Fix", fix), shown("Post-check", post_check)].join("\n");
}

export function pictureOf(folder: string, prefix = ""): Record<string, string> {
  const picture: Record<string, string> = {};
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    if (path === ".git" || path === "node_modules") continue;
    if (entry.isDirectory()) Object.assign(picture, pictureOf(folder, path));
    else picture[path] = `${(statSync(join(folder, path)).mode & 0o777).toString(8)} ${readFileSync(join(folder, path)).toString("base64")}`;
  }
  return picture;
}

/** A contract that runs a shell line: for tests of what a compromised tool might do. */
export function shellContract(script: string, more: { readonly check?: string; readonly allow?: string; readonly limits?: string } = {}): string {
  return `version: 1.0.0
complexity: 1
handles: [{class: lint, tool: test}]
requires: [/bin/sh]
files: {allow: ["${more.allow ?? "**/*.txt"}"], deny: [], max_files: 5, max_changed_lines: 50}
actions: {allow: [modify_text, modify_comments], forbid: [add_file, delete_file, change_mode]}
fix: [["/bin/sh", "-c", ${JSON.stringify(script)}, "sh", "{files}"]]
post_check: [["/bin/sh", "-c", ${JSON.stringify(more.check ?? "grep -q good \"$@\"")}, "sh", "{files}"]]
limits: ${more.limits ?? "{seconds: 20, memory_mb: 512, output_mb: 1, network: none}"}
`;
}

export function makeExecutable(path: string): void {
  chmodSync(path, 0o755);
}
