/** The one comment on somebody's pull request: what became of each failure that Regreen took up there. It is written when there is something to say, and updated (row P4). */
import { digestOf } from "../../identity/digest.ts";
import type { Configuration } from "../../configuration/configuration.ts";
import { code, prose } from "../../pull-request/neutral-text.ts";
import type { EffectRequest } from "../effect.ts";
import type { Repair } from "../repair.ts";
import { announcedOf } from "./announced.ts";

const MOST_REPAIRS = 20;

export interface CommentInput {
  readonly repair: Repair;
  /** Other repairs of the repository, newest first. */
  readonly others: readonly Repair[];
  readonly configuration: Configuration;
  readonly webUrl: string | null;
}

export function statusMarker(number: number): string {
  return `<!-- regreen:pull:${number} -->`;
}

/** Null: it is no pull request's, or there is nothing to say. */
export function commentEffect({ repair, others, configuration, webUrl }: CommentInput): EffectRequest | null {
  const { pull_request: number, repository } = repair.subject;
  if (number === null) return null;
  const all = [repair, ...others.filter(({ id, subject }) => id !== repair.id && subject.pull_request === number)].toSorted((one, other) => (one.opened_at < other.opened_at ? -1 : 1));
  const awaited = all.findLast((one) => one.awaited === true);
  const lines = all.filter((one) => one.awaited !== true || one === awaited).flatMap((one) => linesOf(one, configuration, webUrl)).slice(-MOST_REPAIRS);
  if (lines.length === 0) return null;
  const marker = statusMarker(number);
  const body = [marker, lines.join("\n"), `_The label ${code(configuration.labels.skip)} keeps Regreen away from this pull request._`].join("\n\n");
  return { key: `${repair.id}:comment:${digestOf(body).slice(0, 24)}`, repository, effect: { kind: "upsert_comment", number, marker, body } };
}

function linesOf(repair: Repair, { labels, commands: { prefix } }: Configuration, webUrl: string | null): readonly string[] {
  if (repair.status === "waiting_approval") return [`- Regreen waits: this is the author's first pull request here. A maintainer lets it go on with the label ${code(labels.approve)}, or by the comment ${code(prefix)}.`];
  const announced = announcedOf(repair, webUrl);
  if (announced === null) return repair.awaited === true ? [untold(repair)] : [];
  // A review speaks for itself, but where somebody was told to wait.
  if (repair.delivery === "suggested" && repair.awaited !== true) return [];
  const where = whereOf(repair, announced.link);
  return announced.lines.map((line) => `- ${prose(line.replace(/(?: - see|, bug report) https?:\/\/\S+$/, ""))}${where}`);
}

/** Somebody was told to wait: what came of it is said, though it is nothing. */
function untold({ step, reason }: Repair): string {
  return step === "closed" ? `- Regreen leaves this as it is: ${prose(reason ?? "there is nothing to mend")}.` : "- Regreen looks into it.";
}

/** On its own page the link of a pushed commit says nothing; the commit does. */
function whereOf({ delivery, offer, issue }: Repair, link: string | null): string {
  if (delivery === "suggested") return ": suggested in a review";
  if (delivery === "pushed") return `: commit ${offer?.commit_sha?.slice(0, 12) ?? ""} on this branch`;
  const number = issue ?? offer?.number ?? null;
  if (number === null) return "";
  const name = issue === null ? `pull request ${number}` : `issue ${number}`;
  return link === null ? `: ${name}` : `: [${name}](${link})`;
}
