/** Plays one example through the real parts: log → reports → choice → plan → execution in the sandbox → the tree that a user would get. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { localMachine } from "../../src/adapters/machine/local-machine.ts";
import { findSandbox } from "../../src/adapters/sandbox/find-sandbox.ts";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import { treeSitterSyntax } from "../../src/adapters/syntax/read-syntax.ts";
import { Configuration } from "../../src/core/configuration/configuration.ts";
import { openLogReading } from "../../src/core/failure/read-log.ts";
import { placeReports } from "../../src/core/failure/place-reports.ts";
import { buildPlan } from "../../src/core/fix/build-plan.ts";
import { GitSha, RepositoryName } from "../../src/core/identity/identifier.ts";
import { chooseSkills, type Choice } from "../../src/core/skill/choose.ts";
import { judgeCulprit, type Culprit, type TreeFile } from "../../src/core/skill/culprit.ts";
import { ExampleCase } from "../../src/core/skill/example.ts";
import { orderChoices } from "../../src/core/skill/order-choices.ts";
import { executePlan } from "../../src/execution/execute-plan.ts";
import type { Execution } from "../../src/execution/execution.ts";
import type { KnownRegistries } from "../toolchains/registries.ts";
import { linkModules } from "../toolchains/link-modules.ts";

const noRegistries: KnownRegistries = { registries: {}, toMachine: (text) => text, toRecord: (text) => text };
const workspace = "/home/runner/work/hello/hello";
const skillsFolder = builtInSkillsFolder();
const skills = await loadSkills(skillsFolder);
const sandbox = await findSandbox({ allowNone: false }).catch(() => findSandbox({ allowNone: true }));

export interface Example {
  readonly skill: string;
  readonly name: string;
  readonly folder: string;
  readonly example: ExampleCase;
  /** Programs that its contract needs. */
  readonly requires: readonly string[];
  /** False: its tool may not be here. */
  readonly proven: boolean;
}

/** File contents by path, one character per byte. */
export type Tree = Readonly<Record<string, string>>;

export interface Played {
  readonly choices: readonly Choice[];
  /** Null where no skill was chosen. */
  readonly execution: Execution | null;
  readonly before: Tree;
  /** With the execution's contents in place. */
  readonly tree: Tree;
  /** Null where the example is to be refused. */
  readonly after: Tree | null;
}

/** The examples of all skills, by skill and name. */
export function listExamples(): Example[] {
  return skills.flatMap(({ name: skill, proven, contract: { requires } }) => examplesOf(skill).map((name) => {
    const folder = join(skillsFolder, skill, "examples", name);
    return { skill, name, folder, requires, proven, example: ExampleCase.parse(JSON.parse(readFileSync(join(folder, "case.json"), "utf8"))) };
  }));
}

function examplesOf(skill: string): readonly string[] {
  const folder = join(skillsFolder, skill, "examples");
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}

/**
 * `path`: folders with tools, searched before the system's own. A skill that is not proven is played as if it were: that is what could prove it.
 * `known`: the registries of this machine, which recorded trees name by stand-ins.
 */
export async function playExample(each: Example, path: readonly string[], known: KnownRegistries = noRegistries): Promise<Played> {
  const { skill, folder, example } = each;
  const played = skills.map((one) => (one.name === skill ? { ...one, proven: true, unproven_because: null } : one));
  const configuration = Configuration.parse({ version: 1, ...example.configuration });
  const before = mapTree(readTree(join(folder, "before")), known.toMachine);
  const reports = placeReports(readReports(folder), new Set(Object.keys(before)));
  const after = example.kind === "repair" ? mapTree(readTree(join(folder, "after")), known.toMachine) : null;
  const room = realpathSync(mkdtempSync(join(tmpdir(), "regreen-example-")));
  try {
    const early = existsSync(join(folder, "parent")) ? makeCheckout(join(room, "checkout"), each, before) : null;
    const choices = chooseSkills({ reports, skills: played, configuration, ...(early === null ? {} : { culprit: culpritOf(early) }), pull: example.pull ?? null });
    const planned = orderChoices(choices);
    if (planned.length === 0) return { choices, execution: null, before, tree: before, after };
    const { checkout, sha } = early ?? makeCheckout(join(room, "checkout"), each, before);
    const plan = buildPlan({ planned, repo: RepositoryName.parse("octo/hello"), base_sha: sha, nonce: "0".repeat(32), registries: known.registries });
    const execution = await executePlan({
      plan, checkout, content: "commit", sandbox, scratchRoot: join(room, "scratch"), clock: systemClock, machine: localMachine(skillsFolder), syntax: treeSitterSyntax,
      path: [...path, process.env["PATH"] ?? ""].join(delimiter),
    });
    return { choices, execution, before, tree: withContents(before, execution), after };
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

function readReports(folder: string) {
  const reading = openLogReading({ job: "check", workspace });
  reading.push(readFileSync(join(folder, "failure.log")));
  return reading.finish().reports;
}

interface Checkout { readonly checkout: string; readonly sha: GitSha }

/** What the App would read of the two commits, the first of them green. */
function culpritOf({ checkout, sha }: Checkout): Culprit {
  const git = (...words: string[]): string => execFileSync("git", words, { cwd: checkout, encoding: "utf8" });
  const parent = GitSha.parse(git("rev-parse", "HEAD^").trim());
  const files = (commit: string): TreeFile[] => git("ls-tree", "-r", commit).trim().split("\n").flatMap((line) => {
    const [, mode = "", blob = "", path = ""] = /^(\d+) blob (\w+)\t(.+)$/.exec(line) ?? [];
    return path === "" ? [] : [{ path, mode, sha: blob }];
  });
  return judgeCulprit({ commit: sha, parents: [parent], message: "before", failed: ["check"], green: { head_sha: parent, passed: ["check"] }, before: files(parent), after: files(sha) });
}

/** As a fix job finds it: the commit checked out, and what `npm ci` installs beside it. */
function makeCheckout(checkout: string, each: Example, before: Tree): Checkout {
  const git = (...words: string[]): string => execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", ...words], { cwd: checkout, encoding: "utf8" });
  mkdirSync(checkout, { recursive: true });
  git("init", "--quiet", "--initial-branch=main");
  const parent = join(each.folder, "parent");
  if (existsSync(parent)) {
    cpSync(parent, checkout, { recursive: true });
    git("add", "--all");
    git("commit", "--quiet", "--message=parent");
    git("rm", "--quiet", "-r", ".");
  }
  cpSync(join(each.folder, "before"), checkout, { recursive: true });
  writeTree(checkout, before);
  git("add", "--all");
  git("commit", "--quiet", "--message=before");
  linkModules(checkout, each);
  writeFileSync(join(checkout, ".git/info/exclude"), "node_modules\n");
  return { checkout, sha: GitSha.parse(git("rev-parse", "HEAD").trim()) };
}

function withContents(before: Tree, { contents }: Execution): Tree {
  const tree = { ...before };
  for (const [path, bytes] of contents) {
    if (bytes === null) delete tree[path];
    else tree[path] = Buffer.from(bytes).toString("latin1");
  }
  return tree;
}

function mapTree(tree: Tree, change: (text: string) => string): Tree {
  return Object.fromEntries(Object.entries(tree).map(([path, content]) => [path, change(content)]));
}

function readTree(folder: string): Tree {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "latin1")]));
}

/** Writes a tree to `folder`, to run the failing command on it once more. */
export function writeTree(folder: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, "latin1");
  }
}
