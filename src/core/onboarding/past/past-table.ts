/** "What Regreen would have mended in your last runs", as a table and a list. */
import type { RepositoryName } from "../../identity/identifier.ts";
import { counted } from "../../pull-request/failure-name.ts";
import { cell, shorten } from "../../pull-request/neutral-text.ts";
import type { RunAccount, RunAnswer } from "./run-account.ts";

export interface Past {
  /** Runs that were looked at: the last that had ended. */
  readonly looked: number;
  /** Those of them that failed. */
  readonly runs: readonly RunAccount[];
}

const WORDS: Readonly<Record<RunAnswer, string>> = {
  mended: "a fix would have been tried, for all that failed", partly: "a fix would have been tried, for a part of it", named: "only where you name the skill under `skills.opt_in`",
  passing: "passes by itself: run it again", person: "for a person: no skill answers", unread: "not read: the log is gone, or too long to be read here",
};
const ORDER: readonly RunAnswer[] = ["mended", "partly", "named", "passing", "person", "unread"];

/** In one sentence, for the reason that is kept. */
export function pastInShort({ looked, runs }: Past): string {
  const mended = runs.filter(({ answer }) => answer === "mended" || answer === "partly").length;
  return `of the last ${looked} runs ${runs.length} failed; a fix would have been tried for ${mended}`;
}

/** GitHub Markdown. `webUrl` null: the runs are named, and not linked. */
export function pastText({ looked, runs }: Past, { webUrl, repository }: { readonly webUrl: string | null; readonly repository: RepositoryName }): string {
  if (looked === 0) return "There is no workflow run yet to say it from.";
  if (runs.length === 0) return `None of your last ${counted(looked, "run")} failed: there would have been nothing to do.`;
  const rows = ORDER.flatMap((answer) => rowOf(answer, runs.filter((run) => run.answer === answer)));
  const each = runs.map((run) => `| ${linkTo(run, webUrl, repository)} | ${cell(shorten(run.workflow, 60))} | ${cell(run.branch ?? "")} | ${cell(run.what)} | ${run.skills.map(cell).join(", ")} |`);
  return [
    `Of your last ${counted(looked, "run")}, ${runs.length} failed. Regreen read the logs of ${runs.length === 1 ? "that one" : "those"}, and this is what it would have done:`,
    ["| failed runs | what | skills |", "|---:|---|---|", ...rows].join("\n"),
    "Nothing was run to say this: it is what would have been *tried*. A fix is proposed only where its checks pass afterwards.",
    `<details><summary>Run by run</summary>\n\n${["| run | workflow | branch | what failed | skills |", "|---|---|---|---|---|", ...each].join("\n")}\n\n</details>`,
  ].join("\n\n");
}

function rowOf(answer: RunAnswer, runs: readonly RunAccount[]): readonly string[] {
  if (runs.length === 0) return [];
  const counts = new Map<string, number>();
  for (const skill of runs.flatMap(({ skills }) => skills)) counts.set(skill, (counts.get(skill) ?? 0) + 1);
  const skills = [...counts].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([skill, count]) => `${cell(skill)} ${count}×`);
  return [`| ${runs.length} | ${WORDS[answer]} | ${skills.join(", ")} |`];
}

function linkTo({ run_id, at }: RunAccount, webUrl: string | null, repository: RepositoryName): string {
  const name = `${at.slice(0, 16).replace("T", " ")}`;
  return webUrl === null ? name : `[${name}](${webUrl}/${repository}/actions/runs/${run_id})`;
}
