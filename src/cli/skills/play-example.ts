/** Plays one example of a skill: its log is read, a skill is chosen for it, and what that skill does in the sandbox is held against `after/`. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { headOf } from "../../adapters/git/checkout.ts";
import { runGit } from "../../adapters/git/run-git.ts";
import { localMachine } from "../../adapters/machine/local-machine.ts";
import { builtInSkillsFolder } from "../../adapters/skills/read-skills.ts";
import { Configuration } from "../../core/configuration/configuration.ts";
import { openLogReading } from "../../core/failure/read-log.ts";
import { placeReports } from "../../core/failure/place-reports.ts";
import { buildPlan } from "../../core/fix/build-plan.ts";
import { RepositoryName } from "../../core/identity/identifier.ts";
import { chooseSkills } from "../../core/skill/choose.ts";
import { ExampleCase } from "../../core/skill/example.ts";
import { orderChoices } from "../../core/skill/order-choices.ts";
import type { Skill } from "../../core/skill/skill.ts";
import { executePlan } from "../../execution/execute-plan.ts";
import type { Execution } from "../../execution/execution.ts";
import type { Sandbox } from "../../ports/sandbox.ts";

export interface ExamplePlay {
  /** Of the example: `case.json`, `failure.log`, `before/`, `after/`. */
  readonly folder: string;
  readonly skill: Skill;
  readonly skills: readonly Skill[];
  readonly sandbox: Sandbox;
  readonly path: string;
  /** The checkout whose `node_modules` its tools are taken from; null: none. */
  readonly checkout: string | null;
}

export interface ExampleEnd {
  /** Null: it ended as its case says. */
  readonly problem: string | null;
  readonly seconds: number;
}

/** GitHub's runner checks out here; recorded logs say so. */
const WORKSPACE = "/home/runner/work/hello/hello";

/** Faults of the sandbox and of git. */
export async function playExample(play: ExamplePlay): Promise<ExampleEnd> {
  const example = ExampleCase.parse(JSON.parse(readFileSync(join(play.folder, "case.json"), "utf8")));
  const reading = openLogReading({ job: "check", workspace: WORKSPACE });
  reading.push(readFileSync(join(play.folder, "failure.log")));
  const configuration = Configuration.parse({ version: 1, ...example.configuration });
  const reports = placeReports(reading.finish().reports, new Set(readTree(join(play.folder, "before")).keys()));
  const choices = chooseSkills({ reports, skills: play.skills, configuration, pull: example.pull ?? null });
  const chosen = choices.flatMap((choice) => choice.skill?.name ?? []);
  if (example.kind === "refuse" && example.refused_by === "choice") {
    const reasons = choices.map((choice) => (choice.skill === null ? choice.reason : "")).join("; ");
    return { seconds: 0, problem: chosen.length > 0 ? `${chosen.join(", ")} was chosen, and none should be` : whyOther(reasons, example.reason) };
  }
  if (chosen.length === 0 || chosen.some((name) => name !== play.skill.name)) {
    const reasons = choices.map((choice) => (choice.skill === null ? choice.reason : `${choice.skill.name} was chosen`)).join("; ");
    return { seconds: 0, problem: `${play.skill.name} is not chosen for its log: ${reasons === "" ? "the log shows no failure" : reasons}` };
  }
  const execution = await execute(play, orderChoices(choices));
  return { seconds: execution.result.seconds, problem: example.kind === "repair" ? whyNotRepaired(play.folder, execution) : whyNotRefused(execution, example.reason) };
}

async function execute({ folder, sandbox, path, checkout }: ExamplePlay, planned: ReturnType<typeof orderChoices>): Promise<Execution> {
  const room = realpathSync(mkdtempSync(join(tmpdir(), "regreen-example-")));
  const place = join(room, "checkout");
  try {
    cpSync(join(folder, "before"), place, { recursive: true });
    await runGit(place, ["init", "--quiet", "--initial-branch=main"]);
    await runGit(place, ["add", "--all"]);
    await runGit(place, ["-c", "user.name=example", "-c", "user.email=example@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "--message=before"]);
    if (checkout !== null && existsSync(join(checkout, "node_modules"))) {
      symlinkSync(join(checkout, "node_modules"), join(place, "node_modules"));
      writeFileSync(join(place, ".git/info/exclude"), "node_modules\n");
    }
    const plan = buildPlan({ planned, repo: RepositoryName.parse("octo/hello"), base_sha: await headOf(place), nonce: "0".repeat(32) });
    const { treeSitterSyntax } = await import("../../adapters/syntax/read-syntax.ts");
    return await executePlan({ plan, checkout: place, content: "commit", sandbox, scratchRoot: join(room, "scratch"), clock: systemClock, machine: localMachine(builtInSkillsFolder()), path, syntax: treeSitterSyntax });
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

function whyNotRepaired(folder: string, { result, contents }: Execution): string | null {
  if (result.outcome !== "changed") return `${result.outcome}: ${result.reason ?? "no reason given"}`;
  const [before, after] = [readTree(join(folder, "before")), readTree(join(folder, "after"))];
  for (const [path, bytes] of contents) {
    if (bytes === null) before.delete(path);
    else before.set(path, Buffer.from(bytes).toString("latin1"));
  }
  const wrong = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
  return wrong.length === 0 ? null : `not as in after/: ${wrong.slice(0, 3).join(", ")}`;
}

function whyNotRefused({ result }: Execution, reason: string): string | null {
  return result.outcome === "changed" ? "it was repaired, and should be refused" : whyOther(result.reason ?? "", reason);
}

function whyOther(said: string, wanted: string): string | null {
  return said.includes(wanted) ? null : `refused for another reason: ${said}`;
}

function readTree(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [relative(folder, file), readFileSync(file, "latin1")]));
}
