/**
 * The check `regreen/fix (<check>)` on the red commit shows how far a repair has come while its fix job runs, and in the end what came of it. It never fails and never
 * passes: what is red there is not its to say. One update for each stage, so that it stays quiet.
 */
import { digestOf } from "../../identity/digest.ts";
import { fixWorkflow } from "../fix-run.ts";
import { failureNames } from "../../pull-request/failure-name.ts";
import { code, prose, shorten, titleText } from "../../pull-request/neutral-text.ts";
import type { Effect, EffectRequest } from "../effect.ts";
import type { Repair } from "../repair.ts";
import { issueUrl, pullUrl, repositoryUrl } from "../web-url.ts";
import { announcedOf } from "./announced.ts";

export const PROGRESS_CHECK = "regreen/fix";

const LONGEST_TITLE = 120;
const LONGEST_REASON = 2_000;

export interface Shown { readonly stage: number; readonly title: string; readonly said: string; readonly done: boolean }

const stages = ["The log is read, and the failure diagnosed", "The fix job mends it in a sandbox and runs the post-checks", "Regreen checks the patch again by itself", "It is brought to you"] as const;

/** `early`: a step told that the log is being read, before it was known which check that is about. Null: there is nothing new to show, or no fix job was ever asked for. */
export function progressEffect(before: Repair, after: Repair, { webUrl, early = false }: { readonly webUrl: string | null; readonly early?: boolean }): EffectRequest | null {
  const isFirst = early && before.step === "diagnose" && before.attempts === 0;
  const shown = shownOf(after, webUrl) ?? (isFirst ? withoutFix(after) : null);
  if (shown === null || (!isFirst && JSON.stringify(shownOf(before, webUrl)) === JSON.stringify(shown))) return null;
  const known = after.attempts > 0 && after.plan !== null;
  const effect = progressPost(after, shown, { name: known ? checkName(after) : PROGRESS_CHECK, webUrl });
  return {
    key: `${after.id}:progress:${digestOf(`${effect.title}\n${effect.summary}`).slice(0, 24)}`, repository: after.subject.repository,
    effect: isFirst && known ? { ...effect, formerly: PROGRESS_CHECK } : effect,
  };
}

export function checkName({ failures }: Pick<Repair, "failures">): string {
  return shorten(`${PROGRESS_CHECK} (${titleText(failures[0]?.check ?? "")})`, 100);
}

export function progressPost(repair: Repair, shown: Shown, { name, webUrl }: { readonly name: string; readonly webUrl: string | null }): Extract<Effect, { readonly kind: "post_check" }> {
  const summary = [prose(shorten(shown.said, LONGEST_REASON)), stageList(shown), ...linksOf(repair, webUrl)].join("\n\n");
  return {
    kind: "post_check", name, head_sha: repair.subject.head_sha, external_id: `${repair.id}:progress`, status: shown.done ? "completed" : "in_progress", conclusion: shown.done ? "neutral" : null,
    title: shorten(shown.title, LONGEST_TITLE), summary, annotations: [],
  };
}

/** Somebody was told that the log is being read: what came of that is told too, though it is no fix. */
function withoutFix({ step, reason, operation }: Repair): Shown {
  if (step === "diagnose" && operation === undefined) return { stage: 1, title: "Waiting", said: reason ?? "it waits", done: false };
  return { stage: 2, title: "No fix is tried", said: reason ?? (operation === undefined ? "people are told" : operation.kind === "answer" ? operation.reason : "an operation"), done: true };
}

function shownOf(repair: Repair, webUrl: string | null): Shown | null {
  const { attempts, plan, step, failures, reason } = repair;
  if (attempts === 0 || plan === null) return null;
  const said = announcedOf(repair, webUrl);
  if (said !== null) return { stage: said.kind === "FIXED" || said.kind === "PARTIAL" ? 5 : 2, title: said.lines[0] ?? said.kind, said: said.lines.join(" · "), done: true };
  const what = titleText(failureNames(failures));
  if (step === "closed") return { stage: 2, title: "Nothing is offered", said: reason ?? "the repair ended", done: true };
  const skills = plan.steps.map(({ skill }) => skill.name).join(", ");
  if (step === "collect") return { stage: 2, title: `Mending ${what}: ${skills}${attempts === 1 ? "" : ` (attempt ${attempts})`}`, said: `Step 2 of 4: ${jobWords(repair, skills)}`, done: false };
  return null;
}

function jobWords({ status, plan }: Repair, skills: string): string {
  const checks = (plan?.steps ?? []).reduce((count, { post_check }) => count + post_check.length, 0);
  return status === "running" ? `the fix job runs ${skills}, and then ${checks === 1 ? "its post-check" : `${checks} post-checks`}.` : `the fix job for ${skills} is queued.`;
}

function stageList({ stage, done }: Shown): string {
  return stages.map((text, index) => {
    const number = index + 1;
    const mark = number < stage ? "✔" : number === stage ? (done ? "✘" : "▶") : "·";
    return `${mark} ${number}. ${text}`;
  }).join("  \n");
}

function linksOf(repair: Repair, webUrl: string | null): readonly string[] {
  const [pull, issue, home] = [repair.offer === null ? null : pullUrl(repair, webUrl), issueUrl(repair, webUrl), repositoryUrl(repair, webUrl)];
  const runs = home === null ? [] : [`[Runs of the fix workflow](${home}/actions/workflows/${fixWorkflow})`];
  return [[...(pull === null ? [] : [`[The pull request](${pull})`]), ...(issue === null ? [] : [`[The issue](${issue})`]), ...runs, `repair ${code(repair.id)}`].join(" · ")];
}
