/** The decisions of an onboarding, one for each look: whether to ask at all, reading on, asking, and what came of it. Pure. */
import { configurationPath } from "../configuration/configuration-path.ts";
import type { GitSha } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import { close } from "../repair/close.ts";
import type { Decision } from "../repair/decision.ts";
import { alter, ask, draft } from "../repair/draft.ts";
import type { EffectRequest, Receipt } from "../repair/effect.ts";
import { tidyBranch } from "../repair/gate/tidy-branch.ts";
import type { Repair } from "../repair/repair.ts";
import { wait } from "../repair/wait.ts";
import { onboardingBranch, onboardingMarker } from "./onboarding.ts";
import { pastInShort } from "./past/past-table.ts";
import { unreadAccount, type FailedRun, type RunAccount } from "./past/run-account.ts";

/** The repository as it is found. */
export interface Standing {
  readonly defaultBranch: string;
  readonly archived: boolean;
  readonly fork: boolean;
  /** Null: there is no commit yet. */
  readonly head: GitSha | null;
  readonly configured: boolean;
  /** What the organisation says above it; null: nothing. */
  readonly organisation: { readonly enabled: boolean; readonly dryRun: boolean } | null;
  /** Pull requests from the branch of the onboarding, whatever their state. */
  readonly asked: readonly { readonly state: "open" | "closed"; readonly merged: boolean; readonly number: number }[];
}

/** Why nobody is asked; null: somebody is. */
export function whySilent(standing: Standing | null): string | null {
  if (standing === null) return "the App does not reach the repository any more";
  if (standing.archived) return "the repository is archived";
  if (standing.fork) return "the repository is a fork";
  if (standing.head === null) return "the repository is empty";
  if (standing.configured) return `there is a ${configurationPath} already`;
  if (standing.organisation?.enabled === false) return "the organisation's .github repository says enabled: false";
  if (standing.organisation?.dryRun === true) return "the organisation's .github repository says dry_run: true";
  return standing.asked.some(({ state }) => state === "closed") ? "it was asked before, and the pull request was closed" : null;
}

export interface Survey {
  readonly standing: Standing;
  /** Runs that had ended, newest first. */
  readonly looked: number;
  readonly failed: readonly FailedRun[];
}

/** The first look. */
export function decideSilent(repair: Repair, reason: string, at: Timestamp): Decision {
  return close(draft(repair), { status: "skipped", reason, at });
}

export function decideSurvey(repair: Repair, { standing: { defaultBranch, head }, looked, failed }: Survey, at: Timestamp): Decision {
  const { subject } = repair;
  const named = { ...subject, repository: { ...subject.repository, default_branch: defaultBranch }, branch: defaultBranch, head_sha: head ?? subject.head_sha };
  return on(alter(draft(repair), { subject: named, onboarding: { looked, unread: failed.map(({ id }) => id), runs: [] }, progressed_at: at }), at);
}

/** Some more runs were read; the rest is read at the next look, which another worker may take. */
export function decideRead(repair: Repair, read: readonly RunAccount[], at: Timestamp): Decision {
  const { onboarding } = repair;
  if (onboarding === undefined) return decideSilent(repair, "it was not looked at first", at);
  const told = new Set(read.map(({ run_id }) => run_id));
  const next = { ...onboarding, unread: onboarding.unread.filter((id) => !told.has(id)), runs: [...onboarding.runs, ...read] };
  return on(alter(draft(repair), { onboarding: next, progressed_at: at }), at);
}

/** Due at once, with how far it is. */
function on(decision: Decision, at: Timestamp): Decision {
  const { onboarding } = decision.repair;
  const all = (onboarding?.unread.length ?? 0) + (onboarding?.runs.length ?? 0);
  return wait(decision, { at, seconds: 0, reason: `reading logs: ${onboarding?.runs.length ?? 0} of ${all} failed runs read` });
}

/** Longer than this nobody waits for the pull request: what was not read by then is told as not read. */
const MOST_SECONDS = 3_600;

export function outOfTime({ opened_at }: Repair, at: Timestamp): boolean {
  return Date.parse(at) - Date.parse(opened_at) > MOST_SECONDS * 1000;
}

/** For the runs that are left when the time is over. */
export function leftUnread(repair: Repair, at: Timestamp): readonly RunAccount[] {
  return (repair.onboarding?.unread ?? []).map((id) => unreadAccount({ id, createdAt: at, name: "", headBranch: null }, "there was no time to read it"));
}

export interface Ask {
  readonly title: string;
  readonly body: string;
  /** Text of `.github/regreen.yml`. */
  readonly configuration: string;
  readonly head: GitSha;
}

export function decideAsk(repair: Repair, { title, body, configuration, head }: Ask, at: Timestamp): Decision {
  const { repository } = repair.subject;
  const marker = `Regreen-Onboarding: ${repair.id}`;
  const file = { path: configurationPath, mode: "100644" as const, content_base64: Buffer.from(configuration).toString("base64") };
  const effects: readonly EffectRequest[] = [
    { key: `${repair.id}:onboarding:commit`, repository, effect: { kind: "push_commit", branch: onboardingBranch, parent_sha: head, files: [file], message: `Set up Regreen\n\n${marker}\n`, marker } },
    { key: `${repair.id}:onboarding:pull`, repository, effect: { kind: "open_pull_request", head: onboardingBranch, base: repository.default_branch, title, body, labels: [], marker: onboardingMarker } },
  ];
  const offer = { branch: onboardingBranch, base_branch: repository.default_branch, base_sha: head, commit_sha: null, number: null, url: null, revision: 0 };
  return wait(ask(alter(draft(repair), { offer, status: "planned", progressed_at: at }), effects), { at, seconds: null, reason: "the pull request is being opened" });
}

export interface Answer {
  readonly receipts: readonly Receipt[];
  readonly unfinished: number;
  /** Null: not open yet, or gone. */
  readonly pull: { readonly state: "open" | "closed"; readonly merged: boolean } | null;
}

const LOOK_AGAIN_SECONDS = 86_400;

/** The pull request was asked for: what came of it. */
export function decideAnswer(repair: Repair, { receipts, unfinished, pull }: Answer, at: Timestamp): Decision {
  const refused = receipts.find((receipt) => receipt.kind === "refused");
  if (refused?.kind === "refused") return close(draft(repair), { status: "failed", reason: `GitHub refused it: ${refused.message}`, at });
  if (unfinished > 0) return wait(draft(repair), { at, seconds: null, reason: "the pull request is being opened" });
  const { offer } = repair;
  const opened = receipts.find((receipt) => receipt.kind === "open_pull_request");
  if (offer === null || opened?.kind !== "open_pull_request") return close(draft(repair), { status: "failed", reason: "the pull request was not opened", at });
  const commit = receipts.find((receipt) => receipt.kind === "push_commit");
  if (offer.number === null) {
    const known = { ...offer, number: opened.number, url: opened.url, commit_sha: commit?.kind === "push_commit" ? commit.commit_sha : null };
    return wait(alter(draft(repair), { offer: known, status: "proposed", progressed_at: at }), { at, seconds: 0, reason: "the pull request is open" });
  }
  if (pull === null) return close(draft(repair), { status: "closed", reason: "the pull request is not there any more", at });
  if (pull.merged) return close(ask(draft(repair), tidyBranch(repair)), { status: "merged", reason: "the onboarding pull request was merged: Regreen is on", at });
  if (pull.state === "closed") return close(ask(draft(repair), tidyBranch(repair)), { status: "closed", reason: "the onboarding pull request was closed: Regreen stays off here and asks no more", at });
  const told = repair.onboarding === undefined ? "" : `: ${pastInShort(repair.onboarding)}`;
  return wait(draft(repair), { at, seconds: LOOK_AGAIN_SECONDS, reason: `the onboarding pull request waits for a person${told}` });
}
