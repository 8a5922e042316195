/** The pull request that offers a repair: what failed, what was done, the proof, and how to reproduce, revert and silence it (row P1). */
import { changeTable, checkTable, verdictList } from "./tables.ts";
import { announce } from "./announcement.ts";
import type { RepairAccount } from "./mod-log.ts";
import { code, fenced, shorten, visible } from "./neutral-text.ts";
import type { FixId } from "../identity/identifier.ts";
import type { PendingFix } from "../failure/pending-fix.ts";
import type { Verdict } from "../policy/verdict.ts";

export interface PullRequestInput extends RepairAccount {
  readonly repair: FixId;
  readonly verdict: Verdict;
  /** Where the failed run can be looked at; built from our own configuration, never from a payload. */
  readonly runUrl: string | null;
  /** Folder of the evidence in the evidence branch. */
  readonly evidenceUrl: string | null;
  readonly evidence: readonly { readonly path: string; readonly sha256: string }[];
  readonly labelToSilence: string;
}

export interface PullRequestText {
  readonly title: string;
  readonly body: string;
  readonly marker: string;
}

/** GitHub takes 65,536 characters; what is beyond the tiers that fit stands in the evidence. */
const LONGEST_BODY = 60_000;

/** Same input, same bytes. The body starts with the marker by which Regreen knows its own. */
export function buildPullRequest(input: PullRequestInput): PullRequestText {
  const marker = pullRequestMarker(input.repair);
  const must = [whatFailed(input), whatWasDone(input), proof(input), whatNow(input)];
  const may = [excerpts(input), evidenceList(input)];
  let body = [marker, headline(input), ...must].join("\n\n");
  for (const tier of may) if (body.length + tier.length + 2 <= LONGEST_BODY) body += `\n\n${tier}`;
  return { title: titleOf(input.failures), body: shorten(body, LONGEST_BODY), marker };
}

export function pullRequestMarker(repair: FixId): string {
  return `<!-- regreen:repair:${repair} -->`;
}

function titleOf(failures: readonly PendingFix[]): string {
  const tools = [...new Set(failures.map((failure) => failure.tool ?? failure.failure_class))];
  const files = new Set(failures.flatMap((failure) => failure.file_paths)).size;
  return shorten(`Fix ${tools.join(", ")} ${tools.length === 1 ? "failure" : "failures"} in ${files} ${files === 1 ? "file" : "files"}`, 120);
}

function headline({ failures, execution }: PullRequestInput): string {
  return failures.map((failure) => announce({
    kind: "FIXED", pattern: failure.pattern_name, action: failure.fix_action ?? (failure.skill_id ?? "repair").replaceAll("-", "_"), standards: failure.standards, execution,
  })).map((line) => `\`${line}\``).join("  \n");
}

function whatFailed({ failures, runUrl }: PullRequestInput): string {
  const rows = failures.map((failure) => `- ${code(failure.check)}: ${failure.failure_class}${failure.tool === null ? "" : ` (${code(failure.tool)})`} in ${count(failure.file_paths.length, "file")}, at ${failure.head_sha.slice(0, 12)}`);
  return ["### What failed", ...rows, ...(runUrl === null ? [] : [`\n[The failed run](${runUrl})`])].join("\n");
}

function whatWasDone({ plan, check }: PullRequestInput): string {
  const steps = plan.steps.map(({ skill, fix }) => `- ${code(skill.name)} ${skill.version}: ${fix.map((command) => ("transform" in command ? `built-in transform ${code(command.transform)}` : code(command.join(" ")))).join(", then ")}`);
  return ["### What was done", ...steps, "", changeTable(check.files), "", `${check.added} lines added, ${check.removed} removed. No model was asked; the same input gives the same change.`].join("\n");
}

function proof({ result, verdict, patch_sha256, plan }: PullRequestInput): string {
  return [
    "### Proof",
    checkTable(result.checks),
    "",
    `Ran in ${result.seconds.toFixed(1)} s ${sandboxWords(result.environment.sandbox)}. Regreen then checked the patch again on its own side, from the patch alone.`,
    "",
    `Policy: **${verdict.answer}**. ${visible(verdict.summary)}`,
    "",
    verdictList(verdict),
    "",
    `Patch: \`sha256:${patch_sha256}\` · Plan: \`${plan.plan_id}\``,
  ].join("\n");
}

function sandboxWords(kind: string): string {
  return kind === "none" ? "**without a sandbox, because the operator asked for that**" : `in a sandbox without network (${kind})`;
}

function whatNow({ plan, execution, labelToSilence }: PullRequestInput): string {
  return [
    "### What you can do",
    `- Reproduce: check out \`${plan.base_sha.slice(0, 12)}\`, then ${code(`npx regreen fix --run "${reproduction(plan)}"`)}`,
    `- Revert after merging: \`git revert <merge commit>\`; execution \`${execution}\``,
    `- Silence: close this pull request, and Regreen leaves this failure alone; or put the label ${code(labelToSilence)} on a pull request; or set \`enabled: false\` in \`.github/regreen.yml\``,
  ].join("\n");
}

/** The first command that can be run by hand; a repair of transforms alone has none but the project's own tests. */
function reproduction({ steps }: PullRequestInput["plan"]): string {
  const [command] = steps.flatMap((step) => step.post_check).filter((check) => Array.isArray(check));
  return command === undefined ? "npm test" : command.filter((word) => word !== "{files}").concat(".").join(" ");
}

function excerpts({ failures }: PullRequestInput): string {
  const blocks = failures.filter((failure) => failure.error_snippet !== "").slice(0, 5).map((failure) => `${code(failure.check)}\n\n${fenced(failure.error_snippet)}`);
  return `<details><summary>From the log</summary>\n\n${blocks.join("\n\n")}\n\n</details>`;
}

function evidenceList({ evidence, evidenceUrl, repair }: PullRequestInput): string {
  const rows = evidence.map(({ path, sha256 }) => `| ${code(path)} | \`${sha256}\` |`);
  const where = evidenceUrl === null ? "" : `[All files](${evidenceUrl}). `;
  return `<details><summary>Evidence of ${repair}</summary>\n\n${where}Check it with \`regreen ledger verify\`.\n\n| file | SHA-256 |\n|---|---|\n${rows.join("\n")}\n\n</details>`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
