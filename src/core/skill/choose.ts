/**
 * Which skill answers which failure. Chosen from class, tool, rules and pattern of the report alone: no text of a log, title or
 * comment has a say (attacks P01, P02). Where several answer, the least powerful is taken; where that is not clear, a person decides (P16).
 */
import type { Configuration, Generate } from "../configuration/configuration.ts";
import type { FailureReport } from "../failure/report.ts";
import { pathProblem } from "../fix/path-rules.ts";
import { admissibleFiles, type LeftOut } from "./admissible-files.ts";
import { isMadeBy } from "./generate.ts";
import { needsModel } from "./describe-skill.ts";
import { readFailingCommand } from "./failing-command.ts";
import { handles } from "./handles.ts";
import { leastPowerful } from "./power.ts";
import type { Skill } from "./skill.ts";
import type { StandingOf } from "./standing/skill-history.ts";

/** Named reasons why no skill is run. `reason` beside it says the same in plain words, with names. */
export type Refusal =
  | "transient" | "no-skill" | "disabled" | "opt-in" | "needs-model" | "unproven" | "rolled-back" | "too-complex" | "low-confidence" | "hostile-path" | "no-file" | "unplaced-file" | "command-options" | "not-configured" | "outside-contract" | "too-many-files" | "ambiguous";

export type Choice =
  | {
      readonly report: FailureReport;
      readonly skill: Skill;
      /** The failing files that the contract allows; sorted, at least one. */
      readonly files: readonly string[];
      /** Failing files that it does not, each with why. */
      readonly leftOut: readonly LeftOut[];
      /** The repository's own commands that make these files, where the skill runs those. */
      readonly generate?: readonly Generate[];
      /** Options of the failing command that the repair is run with too; not given: none. */
      readonly options?: readonly string[];
    }
  | { readonly report: FailureReport; readonly skill: null; readonly refusal: Refusal; readonly reason: string };

export interface ChoiceInput {
  readonly reports: readonly FailureReport[];
  readonly skills: readonly Skill[];
  readonly configuration: Configuration;
  /** Without it every skill may be chosen: nothing is known of what they have earned. */
  readonly standingOf?: StandingOf;
}

/** One choice for each report, in the reports' order. A plan runs each skill once: of two that ask for other options of it, the first is answered. */
export function chooseSkills(input: ChoiceInput): Choice[] {
  const options = new Map<string, string>();
  return input.reports.map((report) => {
    const choice = chooseSkill(report, input);
    if (choice.skill === null) return choice;
    const own = (choice.options ?? []).join(" ");
    const first = options.get(choice.skill.name) ?? own;
    options.set(choice.skill.name, first);
    if (first === own) return choice;
    const reason = `another failure of this run is mended by ${choice.skill.name} with ${first || "no options"}, and this one asks for ${own || "none"}: put the options into the tool's configuration file`;
    return { report, skill: null, refusal: "command-options", reason };
  });
}

function chooseSkill(report: FailureReport, input: ChoiceInput): Choice {
  const refuse = (refusal: Refusal, reason: string): Choice => ({ report, skill: null, refusal, reason });
  if (report.transient) return refuse("transient", `a failure of the class ${report.failure_class} passes by itself: running again may help, an edit does not`);
  const eligible = eligibleSkills(report, input);
  if ("refusal" in eligible) return refuse(eligible.refusal, eligible.reason);
  const hostile = report.file_paths.find((path) => pathProblem(path) !== null);
  if (hostile !== undefined) return refuse("hostile-path", `the log names the file ${JSON.stringify(hostile)}: ${pathProblem(hostile) ?? ""}`);
  const withFiles = report.file_paths.length > 0 ? eligible.skills : eligible.skills.filter(({ contract }) => contract.files.unnamed !== undefined);
  if (withFiles.length === 0) return refuse("no-file", "the log names no file of the repository");
  return chooseByFiles(report, withFiles, input.configuration);
}

type Eligible = { readonly skills: readonly Skill[] } | { readonly refusal: Refusal; readonly reason: string };

/** The skills that handle the report and that the configuration lets run. */
function eligibleSkills(report: FailureReport, { skills, configuration: { fix, skills: chosen }, standingOf }: ChoiceInput): Eligible {
  // What no worker can do yet is named to those who asked for it, and is no answer for the others.
  const handling = skills.filter((skill) => handles(skill, report) && (!needsModel(skill.contract) || isNamed(skill, chosen.opt_in)));
  if (handling.length === 0) return { refusal: "no-skill", reason: `no skill handles ${describe(report)}` };
  const enabled = handling.filter((skill) => !isNamed(skill, chosen.disable));
  if (enabled.length === 0) return { refusal: "disabled", reason: `${names(handling)} would handle it, and the configuration disables it` };
  const asked = enabled.filter((skill) => !skill.contract.opt_in || isNamed(skill, chosen.opt_in));
  if (asked.length === 0) return { refusal: "opt-in", reason: `${names(enabled)} runs only where the repository names it${familyHint(enabled)} under skills.opt_in` };
  const able = asked.filter(({ contract }) => !needsModel(contract));
  if (able.length === 0) return { refusal: "needs-model", reason: `${names(asked)} needs a language model, and none is configured here` };
  const proven = able.filter((skill) => skill.proven);
  if (proven.length === 0) return { refusal: "unproven", reason: `${names(able)} is only suggested: it is not proven here (${able[0]?.unproven_because ?? ""})` };
  const sound = standingOf === undefined ? proven : inGoodStanding(proven, standingOf);
  if (sound.length === 0) return { refusal: "rolled-back", reason: proven.map((skill) => whyRolledBack(skill, standingOf)).join("; ") };
  const simple = sound.filter((skill) => skill.contract.complexity <= fix.max_complexity);
  if (simple.length === 0) {
    return { refusal: "too-complex", reason: `complexity ${sound[0]?.contract.complexity ?? ""} of ${names(sound)} exceeds the repository's limit of ${fix.max_complexity}` };
  }
  if (report.confidence < fix.min_confidence) {
    return { refusal: "low-confidence", reason: `the diagnosis is sure to ${report.confidence}, and the repository asks for ${fix.min_confidence}: ${names(simple)} is only suggested` };
  }
  return { skills: simple };
}

/** Without those that were rolled back; a candidate is not taken where one that may propose answers too. */
function inGoodStanding(skills: readonly Skill[], standingOf: StandingOf): readonly Skill[] {
  const sound = skills.filter((skill) => standingOf(skill).standing !== "rolled_back");
  const proven = sound.filter((skill) => standingOf(skill).standing !== "candidate");
  return proven.length > 0 ? proven : sound;
}

function whyRolledBack(skill: Skill, standingOf: StandingOf | undefined): string {
  const why = standingOf?.(skill).reason ?? "its executions failed";
  return `${skill.name} ${skill.contract.version} was rolled back in this repository (${why}); correct it and raise its version, or disable it under skills.disable`;
}

function chooseByFiles(report: FailureReport, skills: readonly Skill[], { fix, skills: { generate } }: Configuration): Choice {
  const refuse = (refusal: Refusal, reason: string): Choice => ({ report, skill: null, refusal, reason });
  const candidates = skills.map((skill) => ({ skill, ...filesFor(skill, report, fix) }));
  const useful = candidates.filter(({ files }) => files.length > 0);
  if (useful.length === 0) {
    const reasons = candidates[0]?.leftOut.slice(0, 3).map(({ path, reason }) => `${path}: ${reason}`) ?? [];
    return refuse("outside-contract", `${names(skills)} may touch none of the failing files (${reasons.join("; ")})`);
  }
  const least = leastPowerful(useful.map(({ skill }) => skill));
  const [chosen, rival] = useful.filter(({ skill }) => least.includes(skill));
  if (chosen === undefined || rival !== undefined) return refuse("ambiguous", `${names(least)} are equally fit and equally powerful: a person decides which`);
  const most = chosen.skill.contract.files.max_files;
  if (chosen.files.length > most) return refuse("too-many-files", `${chosen.files.length} files fail, and ${chosen.skill.name} may change at most ${most}`);
  const lost = report.unplaced?.find(({ path }) => chosen.files.includes(path));
  if (lost !== undefined) return refuse("unplaced-file", `the log names ${lost.path}, ${lost.reason}`);
  const command = readFailingCommand(chosen.skill, report.commands ?? []);
  if (!command.ok) return refuse("command-options", command.reason);
  const choice = { report, ...chosen, ...(command.options.length === 0 ? {} : { options: command.options }) };
  return runsGenerator(chosen.skill) ? withGenerators(choice, generate) : choice;
}

function runsGenerator({ contract }: Skill): boolean {
  return contract.fix.some((command) => !Array.isArray(command) && "configured" in command);
}

/** The commands that the repository names for the failing files; a failing file that none of them makes is left out. */
function withGenerators(choice: Extract<Choice, { readonly leftOut: unknown }>, named: readonly Generate[]): Choice {
  const made = choice.files.filter((path) => named.some((one) => isMadeBy(one, path)));
  if (made.length === 0) {
    return { report: choice.report, skill: null, refusal: "not-configured", reason: `no command under skills.generate makes ${choice.files.slice(0, 3).join(", ")}; name it there, with the files that it may make` };
  }
  const leftOut = choice.files.filter((path) => !made.includes(path)).map((path) => ({ path, reason: "no command under skills.generate makes it" }));
  return { ...choice, files: made, leftOut: [...choice.leftOut, ...leftOut], generate: named.filter((one) => made.some((path) => isMadeBy(one, path))) };
}

/** The failing files that the skill may touch; where there is none, those that it is for whatever the log names. */
function filesFor(skill: Skill, { file_paths: paths, folder = "" }: Pick<FailureReport, "file_paths" | "folder">, { safe_directories: safeDirectories, protected: alsoProtected }: Configuration["fix"]): ReturnType<typeof admissibleFiles> {
  const { unnamed, beside } = skill.contract.files;
  const named = admissibleFiles({ skill, paths: beside === undefined ? paths : paths.map((path) => fileBeside(path, beside)), safeDirectories, alsoProtected });
  return named.files.length > 0 || unnamed === undefined ? named : admissibleFiles({ skill, paths: unnamed.map((path) => (folder === "" ? path : `${folder}/${path}`)), safeDirectories, alsoProtected });
}

/** `src/a.test.js` by `{folder}__snapshots__/{name}.snap` → `src/__snapshots__/a.test.js.snap`. */
function fileBeside(path: string, pattern: string): string {
  const [folder, name] = [path.slice(0, path.lastIndexOf("/") + 1), path.slice(path.lastIndexOf("/") + 1)];
  return pattern.replaceAll("{folder}", folder).replaceAll("{name}", name).replaceAll("{stem}", name.replace(/\.[^.]+$/, ""));
}

function isNamed({ name, contract: { family } }: Skill, list: readonly string[]): boolean {
  return list.includes(name) || (family !== undefined && list.includes(family));
}

function familyHint(skills: readonly Skill[]): string {
  const families = new Set(skills.map(({ contract }) => contract.family));
  const [family] = families;
  return families.size === 1 && family !== undefined ? ` or its kind, ${family},` : "";
}

function names(skills: readonly Skill[]): string {
  return skills.map((skill) => skill.name).join(" and ");
}

function describe({ failure_class, tool, pattern_name }: FailureReport): string {
  return `${failure_class}${tool === null ? "" : ` of ${tool}`} (${pattern_name})`;
}
