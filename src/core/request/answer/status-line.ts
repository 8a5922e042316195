/** How a repair stands, in a line of Markdown that is safe to publish. Coarse on purpose: an answer is written anew when this changes. */
import { code, prose } from "../../pull-request/neutral-text.ts";
import { failureNames } from "../../pull-request/failure-name.ts";
import type { Repair, Repository } from "../../repair/repair.ts";

export function statusLine(repair: Repair, webUrl: string | null): string {
  const failures = repair.failures.length === 0 ? "" : ` (${prose(failureNames(repair.failures))})`;
  return `\`${repair.id}\`${failures}: ${standOf(repair, webUrl)}`;
}

function standOf(repair: Repair, webUrl: string | null): string {
  const { step, hold, held_by, reason } = repair;
  if (hold !== undefined) return `**paused** by ${code(hold.by)}${hold.reason === null ? "" : `: ${prose(hold.reason)}`}. \`resume\` goes on`;
  if (step === "closed") return endOf(repair, webUrl);
  if (held_by !== null) return `**held back**: ${prose(reason ?? held_by)}`;
  switch (step) {
    case "diagnose": return repair.status === "waiting_approval" ? "waits for a maintainer, since it is the author's first pull request here" : "the log is being read";
    case "collect": return repair.approval === undefined ? "the fix job works on it" : "the kept patch is being checked again";
    case "gate": return offerOf(repair, webUrl);
    case "guard": return "watched";
    case "onboard": return "the repository is being looked at";
    case "observe": return "a log is being watched";
    default: return step satisfies never;
  }
}

function offerOf(repair: Repair, webUrl: string | null): string {
  if (repair.status === "escalated") return `people are being told: ${prose(repair.reason ?? "")}`;
  if (repair.offer?.number == null) return "the pull request is being opened";
  const approved = repair.approval === undefined || repair.approval.commit !== repair.offer.commit_sha ? "" : `, approved by ${code(repair.approval.by)}`;
  return repair.status === "merged" ? `${pullLink(repair, webUrl)} is merged; its checks are being watched` : `offered in ${pullLink(repair, webUrl)}${approved}${changesOf(repair)}`;
}

function changesOf({ changes }: Repair): string {
  return changes === undefined ? "" : `, **changes asked for** by ${code(changes.by)}: ${prose(changes.reason)}`;
}

function endOf(repair: Repair, webUrl: string | null): string {
  const why = repair.reason === null ? "" : `: ${prose(repair.reason)}`;
  switch (repair.status) {
    case "merged": return `**merged**${repair.offer?.number == null ? "" : ` as ${pullLink(repair, webUrl)}`}`;
    case "escalated": return `**handed to people**${repair.issue === null ? "" : ` in ${link(repair.subject.repository, `issues/${repair.issue}`, { text: `#${repair.issue}`, webUrl })}`}${why}`;
    case "skipped": return `**nothing was changed**${why}`;
    case "failed": return `**could not go on**${why}`;
    case "closed": return `**closed**${why}`;
    case "pending": case "planned": case "running": case "verified": case "proposed": case "paused": case "waiting_approval": return `**over**${why}`;
    default: return repair.status satisfies never;
  }
}

function pullLink({ offer, subject }: Repair, webUrl: string | null): string {
  return link(subject.repository, `pull/${offer?.number ?? 0}`, { text: `#${offer?.number ?? 0}`, webUrl });
}

function link({ name }: Repository, path: string, { text, webUrl }: { readonly text: string; readonly webUrl: string | null }): string {
  return webUrl === null ? text : `[${text}](${webUrl}/${name}/${path})`;
}
