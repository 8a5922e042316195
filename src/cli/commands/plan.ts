/** `regreen plan`: before the first write, all that a fix would touch, how large it would be, what is not known yet, and which policy fits here. Nothing is run and nothing written. */
import { realpathSync } from "node:fs";
import { systemRandomness } from "../../adapters/clock/system-randomness.ts";
import { branchOf, findCheckout, workingFiles } from "../../adapters/git/checkout.ts";
import { shippedDigests } from "../../adapters/skills/read-shipped.ts";
import { builtInSkillsFolder } from "../../adapters/skills/read-skills.ts";
import { registriesOf } from "../../core/registry/registries-of.ts";
import { buildPlan } from "../../core/fix/build-plan.ts";
import { simulateGate, type ExpectedAnswer } from "../../core/policy/simulate-gate.ts";
import { plannedFactsOf } from "../../core/repair/propose-facts.ts";
import { chooseSkills, type Choice } from "../../core/skill/choose.ts";
import { orderChoices } from "../../core/skill/order-choices.ts";
import { standingIn } from "../../core/skill/standing/skill-history.ts";
import type { Command, Io } from "../command.ts";
import { readArguments } from "../arguments.ts";
import { exitCode } from "../exit-code.ts";
import type { Source } from "../fix/options.ts";
import { readFailure } from "../fix/read-failure.ts";
import { readProject, type Project } from "../fix/read-project.ts";
import { plainText } from "../plain-text.ts";
import { readNamed } from "../policy/read-policies.ts";
import { suggestPolicy, type Suggestion } from "../../core/onboarding/configuration/suggest-policy.ts";
import { readEarned } from "../skills/read-earned.ts";
import { readSkillsOf } from "../skills/read-skills-of.ts";
import { stateFolderPath } from "../state-folder.ts";

const usage = `
Usage: regreen plan [--log <file> | --run "<command>"] [--json]

Says, before anything is written, what a fix would do here: every file that it would
touch and why it may, how many lines at most and about how many, what the policies
would say as far as that is known, and which evidence is still missing. Without a
log it says only which policy packs fit this repository.

  --log <file>        read a log (-: standard input)
  --run "<command>"   run it and read its output
  --json              one JSON object

Example:
  npm run lint > lint.log; regreen plan --log lint.log
`;

interface PlannedStep {
  readonly skill: string;
  readonly files: readonly string[];
  /** Lines named by the failure, each taken out and put in anew; a formatter may change more. */
  readonly estimated_lines: number;
  readonly most_lines: number;
  readonly most_files: number;
}

interface Discovery {
  readonly version: 1;
  readonly repo: string;
  readonly steps: readonly PlannedStep[];
  readonly refused: readonly { readonly failure: string; readonly reason: string }[];
  readonly expected: readonly ExpectedAnswer[];
  /** Facts that a fix must show before it is proposed. */
  readonly missing_evidence: readonly string[];
  readonly suggestion: Suggestion;
}

export const plan: Command = {
  name: "plan",
  summary: "say what a fix would touch, before anything is written, and which policy fits",
  usage,
  async run(argv, io) {
    const { values } = readArguments(argv, { command: "plan", options: { log: { type: "string" }, run: { type: "string" }, json: { type: "boolean" } }, positionals: { least: 0, most: 0 } });
    const checkout = realpathSync(await findCheckout(io.directory));
    const [project, paths] = await Promise.all([readProject(checkout), workingFiles(checkout)]);
    const source = sourceOf(values.log, values.run);
    const choices = source === null ? [] : await choose(source, project, io);
    const discovery = await discover(choices, { project, paths, io });
    io.stdout.write(values.json === true ? `${JSON.stringify(discovery, null, 2)}\n` : plainText(textOf(discovery, source !== null)));
    return exitCode.done;
  },
};

function sourceOf(log: string | undefined, command: string | undefined): Source | null {
  if (command !== undefined) return { kind: "run", command };
  if (log === undefined) return null;
  return log === "-" ? { kind: "stdin" } : { kind: "log", file: log };
}

async function choose(source: Source, project: Project, io: Io): Promise<readonly Choice[]> {
  const { diagnosis } = await readFailure(source, project.checkout, io);
  const [skills, shipped] = await Promise.all([readSkillsOf(project.checkout), shippedDigests(builtInSkillsFolder())]);
  const bounds = project.configuration.skills.standing;
  const { history } = await readEarned({ state: stateFolderPath(io.environment), repo: project.repo, window: bounds.window });
  return chooseSkills({ reports: diagnosis.reports, skills, configuration: project.configuration, standingOf: standingIn({ history, bounds, shipped }) });
}

async function discover(choices: readonly Choice[], { project, paths, io }: { readonly project: Project; readonly paths: readonly string[]; readonly io: Io }): Promise<Discovery> {
  const planned = orderChoices(choices);
  const expected = planned.length === 0 ? [] : await expectedOf(planned, project, io);
  return {
    version: 1, repo: project.repo,
    steps: planned.map(({ skill, files }) => ({
      skill: `${skill.name} ${skill.contract.version}`, files: [...new Set(files)].toSorted(), estimated_lines: 2 * linesNamed(choices, skill.name),
      most_lines: skill.contract.files.max_changed_lines, most_files: skill.contract.files.max_files,
    })),
    refused: choices.flatMap((choice) => (choice.skill === null ? [{ failure: choice.report.rule, reason: choice.reason }] : [])),
    expected,
    missing_evidence: expected.filter((one) => one.expected === "unknown").map(({ rule }) => rule),
    suggestion: suggestPolicy(paths),
  };
}

function linesNamed(choices: readonly Choice[], skill: string): number {
  const places = choices.filter((choice) => choice.skill?.name === skill).flatMap(({ report }) => report.locations.map(({ file, line }) => `${file}:${line ?? 0}`));
  return new Set(places).size;
}

/** What the propose gate would say, as far as a plan can tell. Packs of the repository's own are read from the checkout. */
async function expectedOf(planned: ReturnType<typeof orderChoices>, project: Project, io: Io): Promise<readonly ExpectedAnswer[]> {
  const plan = buildPlan({ planned, repo: project.repo, base_sha: project.head, nonce: systemRandomness.hex(16), registries: registriesOf(io.environment) });
  const packs = (await Promise.all(project.configuration.policies.map((name) => readNamed(name, { directory: project.checkout })))).flat();
  const complexity = Math.max(1, ...planned.map(({ skill }) => skill.contract.complexity));
  const facts = plannedFactsOf(plan, { headBranch: "regreen/plan", baseBranch: (await branchOf(project.checkout)) ?? "HEAD", attempts: 1, complexity });
  return simulateGate({ gate: "propose", packs, facts, head_sha: null, base_sha: project.head });
}

function textOf({ steps, refused, expected, missing_evidence: missing, suggestion }: Discovery, asked: boolean): string {
  const touched = steps.flatMap(({ skill, files, estimated_lines: about, most_lines: most }) => [`${skill}: about ${about} changed lines, at most ${most}, in`, ...files.map((file) => `  ${file}`)]);
  const parts = [
    ...(asked ? [touched.length === 0 ? "Nothing would be touched." : `Would be touched:\n${touched.join("\n")}`] : []),
    ...(refused.length === 0 ? [] : [`Left to people:\n${refused.map(({ failure, reason }) => `  ${failure}: ${reason}`).join("\n")}`]),
    ...(expected.length === 0 ? [] : [`The propose gate, as planned:\n${expected.map(({ rule, expected: answer }) => `  ${rule}: ${answer}`).join("\n")}`]),
    ...(missing.length === 0 ? [] : [`Evidence that the fix must still bring: ${missing.join(", ")}`]),
    `Policy packs that fit this repository:\n${suggestion.reasons.map((reason) => `  ${reason}`).join("\n")}\n\n${suggestion.configuration}`,
  ];
  return `${parts.join("\n\n")}\n`;
}
