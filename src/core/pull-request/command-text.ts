/** Commands as a person would type them: the plan's argv with its files in place of `{files}`, quoted for a POSIX shell. */
import { withOptions } from "../command/with-options.ts";
import type { FixPlan, PlanStep } from "../fix/plan.ts";
import type { CheckComparison } from "../fix/result.ts";
import type { FixCommand } from "../skill/contract.ts";

/** More files than these make no readable command; the pull request's diff lists them all. */
const MOST_FILES = 8;

/** `npx --no-install eslint --fix -- src/app.js`. */
export function commandText(argv: readonly string[], files: readonly string[]): string {
  return argv.flatMap((word) => (word === "{files}" ? someFiles(files) : [quoted(word)])).join(" ");
}

function someFiles(files: readonly string[]): readonly string[] {
  const more = files.length - MOST_FILES;
  return [...files.slice(0, MOST_FILES).map(quoted), ...(more > 0 ? [`… and ${more} more`] : [])];
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** What a step of a skill does, in one line. */
export function fixText(command: FixCommand, { files, generate, restore, adds, options }: PlanStep): string {
  if ("add" in command) return `adds ${adds === undefined ? "nothing" : quoted(adds.path)}`;
  if ("restore" in command) return `git revert ${restore?.commit.slice(0, 12) ?? ""}`;
  if ("configured" in command) return (generate ?? []).map(({ run }) => commandText(run, files)).join("; ");
  if ("edit" in command) return `${command.edit} ${someFiles(files).join(" ")}`;
  if ("model" in command) return `a language model (${command.model}) ${someFiles(files).join(" ")}`;
  return "transform" in command ? `${command.transform} ${someFiles(files).join(" ")}` : commandText(withOptions(command, options), files);
}

/** What a post-check asks, in one line. The files come from the plan, which is ours; the check's own words from the fix job. */
export function checkText({ argv, name }: CheckComparison, { steps }: FixPlan): string {
  if (argv[0] === "unchanged_by_configured") return "the repository's own commands, run again, change nothing";
  if (argv[0] === "added") return "the note is there, as the repository's configuration describes it";
  if (argv[0] === "restored") return "every file that the commit changed is as it was before it";
  if (argv[0] === "unchanged_by" || argv[0] === "unchanged_by_edit") return `${argv[1] ?? name} finds nothing left to change`;
  const step = steps.find(({ post_check, options }) => post_check.some((check) => Array.isArray(check) && JSON.stringify(withOptions(check, options)) === JSON.stringify(argv)));
  return argv.length === 0 ? name : commandText(argv, step?.files ?? ["{files}"]);
}
