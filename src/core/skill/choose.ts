/**
 * Which skill answers which failure. Chosen from class, tool, rules and pattern of the report alone: no text of a log, title or
 * comment has a say (attacks P01, P02). Where several answer, the least powerful is taken; where that is not clear, a person decides (P16).
 */
import type { Configuration } from "../configuration/configuration.ts";
import type { Generate } from "../configuration/generate.ts";
import type { FailureReport } from "../failure/report.ts";
import { pathProblem } from "../fix/path-rules.ts";
import type { LeftOut } from "./admissible-files.ts";
import type { Culprit, TakenBack } from "./culprit.ts";
import type { Fragment, PullTitle } from "./fragment.ts";
import { isMadeBy } from "./generate.ts";
import { needsModel } from "./describe-skill.ts";
import { readFailingCommand } from "./failing-command.ts";
import { handles } from "./handles.ts";
import { leastPowerful } from "./power.ts";
import type { Skill } from "./skill.ts";
import { makes, taskOf, whatLacks } from "./task.ts";
import type { StandingOf } from "./standing/skill-history.ts";

/** Named reasons why no skill is run. `reason` beside it says the same in plain words, with names. */
export type Refusal =
  | "transient" | "no-skill" | "disabled" | "opt-in" | "needs-model" | "unproven" | "rolled-back" | "too-complex" | "low-confidence" | "hostile-path" | "no-file" | "unplaced-file" | "command-options"
  | "not-configured" | "outside-contract" | "too-many-files" | "ambiguous" | "for-a-person" | "no-culprit" | "no-pull-request" | "attempts";

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
      /** The commit that is taken back, where the skill does that. */
      readonly restore?: TakenBack;
      /** The file that is added, where the skill does that. */
      readonly adds?: Fragment;
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
  /** Which commit broke the branch. Without it no skill is chosen that takes one back. */
  readonly culprit?: Culprit;
  /** The pull request whose checks failed. Without it no skill is chosen that takes its title. */
  readonly pull?: PullTitle | null;
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
  const declining = eligible.skills.find(({ contract }) => contract.declines !== undefined);
  if (declining !== undefined) return refuse("for-a-person", `${declining.contract.declines ?? ""}: ${placesOf(report)}`);
  const hostile = report.file_paths.find((path) => pathProblem(path) !== null);
  if (hostile !== undefined) return refuse("hostile-path", `the log names the file ${JSON.stringify(hostile)}: ${pathProblem(hostile) ?? ""}`);
  const ready = eligible.skills.map((skill) => ({ skill, lacks: whatLacks(skill, input) }));
  const [lacking] = ready.flatMap(({ lacks }) => lacks ?? []);
  const sure = ready.filter(({ lacks }) => lacks === null).map(({ skill }) => skill);
  if (sure.length === 0 && lacking !== undefined) return refuse(lacking.refusal, lacking.reason);
  const withFiles = report.file_paths.length > 0 ? sure : sure.filter((skill) => skill.contract.files.unnamed !== undefined || makes(skill, "restore") || makes(skill, "add"));
  if (withFiles.length === 0) return refuse("no-file", "the log names no file of the repository");
  return chooseByFiles(report, withFiles, input);
}

/** `src/a.ts: 2, 4, 6; src/b.ts: 9`; of many, the first. */
function placesOf({ locations, file_paths }: FailureReport): string {
  const lines = new Map(file_paths.map((file): [string, Set<number>] => [file, new Set()]));
  for (const { file, line } of locations) if (line !== null) lines.get(file)?.add(line);
  const shown = [...lines].slice(0, MOST_SHOWN).map(([file, numbers]) => (numbers.size === 0 ? file : `${file}: ${[...numbers].toSorted((a, b) => a - b).slice(0, MOST_SHOWN).join(", ")}`));
  return `${shown.join("; ")}${lines.size > MOST_SHOWN ? `; and ${lines.size - MOST_SHOWN} files more` : ""}`;
}

const MOST_SHOWN = 20;

type Eligible = { readonly skills: readonly Skill[] } | { readonly refusal: Refusal; readonly reason: string };

/** What takes a commit back handles nearly everything, and what needs a model cannot be done by any worker yet: no answers worth naming to those who did not ask for them. */
function isOnlyOnRequest(skill: Skill): boolean {
  return makes(skill, "restore") || needsModel(skill.contract);
}

/** The skills that handle the report and that the configuration lets run. */
function eligibleSkills(report: FailureReport, { skills, configuration: { fix, skills: chosen }, standingOf }: ChoiceInput): Eligible {
  const handling = skills.filter((skill) => handles(skill, report) && (!isOnlyOnRequest(skill) || isNamed(skill, chosen.opt_in)));
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
  return `${skill.name} ${skill.contract.version} was rolled back in this repository (${why}); correct it and raise its version, disable it under skills.disable, or let a person put it on trial again (\`retry ${skill.name} <reason>\` in a comment, \`regreen skills retry ${skill.name} --reason <why>\`)`;
}

function chooseByFiles(report: FailureReport, skills: readonly Skill[], input: ChoiceInput): Choice {
  const { generate } = input.configuration.skills;
  const refuse = (refusal: Refusal, reason: string): Choice => ({ report, skill: null, refusal, reason });
  const candidates = skills.map((skill) => ({ skill, ...taskOf(skill, report, input) }));
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
  return makes(chosen.skill, "configured") ? withGenerators(choice, generate) : choice;
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

/** By its own name or its family's, as `skills.disable` and `skills.opt_in` do. */
export function isNamed({ name, contract: { family } }: Skill, list: readonly string[]): boolean {
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
