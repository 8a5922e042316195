/** A first pull request of somebody from a fork waits until a maintainer has put a label on it: nothing of a stranger's is run before (issue "Forks", attack R08). */
import type { Configuration } from "../../configuration/configuration.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import { close } from "../close.ts";
import type { Decision } from "../decision.ts";
import { alter, draft } from "../draft.ts";
import type { Repair } from "../repair.ts";
import { wait } from "../wait.ts";

/** https://docs.github.com/graphql/reference/enums#commentauthorassociation: those of whom nothing was ever merged here. */
const strangers: ReadonlySet<string> = new Set(["FIRST_TIME_CONTRIBUTOR", "FIRST_TIMER", "NONE", "MANNEQUIN"]);

const LOOK_AGAIN_SECONDS = 300;

interface ForkPull { readonly labels: readonly string[]; readonly authorAssociation?: string }

/** In plain words what is waited for; null: nothing is. Only who may triage can label, so a label is a maintainer's word, as is a command (`/autofix`) for the head that it was given on; an association that is not told counts as a stranger's. */
export function awaitsMaintainer({ subject, approval }: Pick<Repair, "subject" | "approval">, { labels }: Configuration, pull: ForkPull | null): string | null {
  if (subject.fork === undefined || pull === null || pull.labels.includes(labels.approve) || approval?.commit === subject.head_sha) return null;
  return strangers.has(pull.authorAssociation ?? "NONE") ? `the author's first pull request here: a maintainer puts the label ${labels.approve} on it, and Regreen looks at it` : null;
}

/** Looked at again until the pull request is closed or moves on. */
export function decideStranger(repair: Repair, { configuration, reason, at }: { readonly configuration: Configuration; readonly reason: string; readonly at: Timestamp }): Decision {
  if (configuration.dry_run) return close(draft(repair), { status: "skipped", reason: `dry run: ${reason}`, at });
  return wait(alter(draft(repair), { status: "waiting_approval", awaited: true }), { at, seconds: LOOK_AGAIN_SECONDS, reason });
}
