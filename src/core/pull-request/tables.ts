/** Markdown of what a fix changed and what its checks said: for the pull request and the job's summary. */
import type { FixPlan } from "../fix/plan.ts";
import type { ChangedFile, CheckComparison } from "../fix/result.ts";
import { checkText } from "./command-text.ts";
import { cell, code, shorten, visible } from "./neutral-text.ts";

const MOST_ROWS = 30;
const MOST_CHECKS = 20;
const LONGEST_CHECK = 240;

/** The changed files as a list of names: what changed in them is the diff's to show. */
export function fileList(files: readonly ChangedFile[]): string {
  const more = files.length > MOST_ROWS ? [`and ${files.length - MOST_ROWS} more`] : [];
  return [...files.slice(0, MOST_ROWS).map(({ path, after_sha }) => `${code(path)}${after_sha === null ? " (deleted)" : ""}`), ...more].join(", ");
}

export function checkTable(checks: readonly CheckComparison[], plan: FixPlan): string {
  const rows = checks.slice(0, MOST_CHECKS).map((check) => `| ${cell(shorten(visible(checkText(check, plan)), LONGEST_CHECK))} | ${outcome(check.before)} | ${outcome(check.after)} |`);
  return ["| post-check | before | after |", "|---|---|---|", ...rows].join("\n");
}

function outcome({ exit, summary }: CheckComparison["before"]): string {
  const said = visible(summary).replace(/\s+/g, " ").trim();
  return `${exit === 0 ? "passed" : "failed"}${said === "" || said === "passed" || said === "failed" ? "" : `: ${cell(said.slice(0, 160))}`}`;
}
