/** What there is to announce of a repair as it stands (formats.md, "Announcements"): it was brought to people, or handed to them. The same in comment, check and chat. */
import { announce } from "../../pull-request/announcement.ts";
import { announcementsOf } from "../../pull-request/announced.ts";
import { isPartial } from "../../fix/plan.ts";
import type { Repair } from "../repair.ts";
import { issueUrl, pullUrl } from "../web-url.ts";

export interface Announced {
  readonly kind: "FIXED" | "PARTIAL" | "ESCALATED" | "SKIPPED";
  /** One for each failure. */
  readonly lines: readonly string[];
  /** Where people go on: the pull request, or the issue. Null: no address is known. */
  readonly link: string | null;
}

/** Harder than that is a person's, whatever the repository's own limit (mission S8: complexity 1–2 is mechanical). */
const MOST_COMPLEXITY = 2;

/** Null: nothing, or not yet. */
export function announcedOf(repair: Repair, webUrl: string | null): Announced | null {
  const { plan, execution, failures } = repair;
  if (wasBrought(repair) && plan !== null && execution !== null) {
    return { kind: isPartial(plan) ? "PARTIAL" : "FIXED", lines: announcementsOf({ failures, plan, execution }), link: pullUrl(repair, webUrl) };
  }
  return repair.status === "escalated" && repair.step === "closed" ? handedOver(repair, webUrl) : null;
}

function wasBrought({ offer, delivery, step, status }: Repair): boolean {
  switch (delivery) {
    case undefined: return offer?.number != null && status !== "escalated";
    case "pushed": return offer?.commit_sha != null && status !== "escalated";
    case "suggested": return step === "closed" && status === "closed";
    default: return delivery satisfies never;
  }
}

function handedOver(repair: Repair, webUrl: string | null): Announced {
  const link = issueUrl(repair, webUrl);
  const [first] = repair.failures;
  const tooHard = repair.plan === null && (first?.mps.complexity ?? 0) > MOST_COMPLEXITY;
  const kind = repair.plan === null && !tooHard ? "SKIPPED" : "ESCALATED";
  const place = link ?? (repair.issue === null ? "the ledger" : `issue no. ${repair.issue}`);
  const lines = repair.failures.map(({ pattern_name: pattern, mps }) => (kind === "SKIPPED"
    ? announce({ kind, pattern, link: place })
    : announce({ kind, pattern, because: tooHard ? { complexity: mps.complexity } : { link: place } })));
  return { kind, lines, link };
}
