/** What Regreen would have done about one failed run, as its log tells it: chosen by the same code that chooses for a repair. Nothing is run, so it says what would have been tried. */
import type { Configuration } from "../../configuration/configuration.ts";
import { findingsOf, type Finding } from "../../repair/diagnose/finding.ts";
import type { FailedCheck } from "../../repair/diagnose/snapshot.ts";
import { chooseSkills, type Choice } from "../../skill/choose.ts";
import type { Skill } from "../../skill/skill.ts";
import { headOf, type FailedRun, type RunAccount, type RunAnswer } from "./run-account.ts";

export interface Judges { readonly skills: readonly Skill[]; readonly configuration: Configuration }

export function accountOf(run: FailedRun, checks: readonly FailedCheck[], judges: Judges): RunAccount {
  const findings = findingsOf(checks);
  if (findings.length === 0) return { ...headOf(run), answer: "person", skills: [], what: "no failure that Regreen knows stands in its log" };
  const answers = answersTo(findings, judges);
  return { ...headOf(run), answer: together(answers.map(({ answer }) => answer)), skills: [...new Set(answers.flatMap(({ skill }) => skill ?? []))].slice(0, 20), what: whatFailed(findings) };
}

type Answer = Exclude<RunAnswer, "unread" | "partly">;

/** Asked twice: as the repository would have it, and as if it had named every skill that waits to be named. */
function answersTo(findings: readonly Finding[], { skills, configuration }: Judges): readonly { readonly answer: Answer; readonly skill: string | null }[] {
  const reports = findings.map(({ report }) => report);
  const choices = chooseSkills({ reports, skills, configuration });
  const everyName = skills.filter(({ contract, name }) => contract.opt_in && !configuration.skills.opt_in.includes(name)).map(({ name }) => name);
  const asked = chooseSkills({ reports, skills, configuration: { ...configuration, skills: { ...configuration.skills, opt_in: [...configuration.skills.opt_in, ...everyName] } } });
  return choices.map((choice, index) => answerOf(choice, asked[index]));
}

function answerOf(choice: Choice, asked: Choice | undefined): { readonly answer: Answer; readonly skill: string | null } {
  if (choice.skill !== null) return { answer: "mended", skill: choice.skill.name };
  if (choice.refusal === "transient") return { answer: "passing", skill: null };
  return choice.refusal === "opt-in" && asked !== undefined && asked.skill !== null ? { answer: "named", skill: asked.skill.name } : { answer: "person", skill: null };
}

function together(answers: readonly Answer[]): RunAnswer {
  const has = (answer: Answer): boolean => answers.includes(answer);
  if (answers.every((answer) => answer === "passing")) return "passing";
  if (!has("person") && !has("named")) return "mended";
  if (has("mended")) return "partly";
  return has("named") && !has("person") ? "named" : "person";
}

function whatFailed(findings: readonly Finding[]): string {
  const names = [...new Set(findings.map(({ report: { failure_class, tool } }) => (tool === null ? failure_class : `${failure_class} (${tool})`)))];
  return `${names.slice(0, 6).join(", ")}${names.length > 6 ? `, and ${names.length - 6} more` : ""}`;
}
