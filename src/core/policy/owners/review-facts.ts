/**
 * Who has approved what would be merged. An approval counts for the commit that it was given on and no other (attack G06), from a person who may write to
 * the repository, and who is neither the author nor a bot (attack G07).
 */
import type { Facts } from "../facts.ts";
import { ownersOf, type OwnerRule } from "./codeowners.ts";

export interface GivenReview {
  readonly author: string;
  readonly authorIsBot: boolean;
  /** `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED`, `DISMISSED`, `PENDING`. */
  readonly state: string;
  readonly commitSha: string | null;
  readonly submittedAt: string | null;
}

export interface ReviewReading {
  readonly reviews: readonly GivenReview[];
  readonly headSha: string;
  readonly author: string;
  readonly paths: readonly string[];
  /** Of CODEOWNERS on the base branch; empty: there is none. */
  readonly owners: readonly OwnerRule[];
  /** Whether a person may write to the repository, now; a person who is not in it was not asked about. */
  readonly writers: ReadonlyMap<string, boolean>;
  /** Members of the teams that own something here, by `@organisation/team`; null: GitHub does not tell. */
  readonly teams: ReadonlyMap<string, readonly string[] | null>;
}

export function reviewFacts(reading: ReviewReading): NonNullable<Facts["reviews"]> {
  const latest = latestByAuthor(reading.reviews);
  const approvers = latest.filter((review) => counts(review, reading)).map(({ author }) => author);
  const owned = reading.paths.map((path) => ({ path, owners: ownersOf(path, reading.owners) })).filter(({ owners }) => owners.length > 0);
  const judged = owned.map(({ path, owners }) => ({ path, approved: approvedBy(owners, approvers, reading) }));
  return {
    approvals: approvers.length,
    approvers,
    changes_requested: latest.filter(({ state, authorIsBot }) => state === "CHANGES_REQUESTED" && !authorIsBot).length,
    owned: owned.map(({ path }) => path),
    owners_missing: judged.some(({ approved }) => approved === null) ? null : judged.filter(({ approved }) => approved === false).map(({ path }) => path),
  };
}

/** Why it is not known whether owners have approved; null: it is, or nobody has approved yet. */
export function whyOwnersUnknown(reading: ReviewReading): string | null {
  if (reviewFacts(reading).owners_missing !== null) return null;
  const owners = [...new Set(reading.paths.flatMap((path) => ownersOf(path, reading.owners)))];
  const hidden = owners.filter((owner) => (owner.startsWith("@") ? owner.includes("/") && (reading.teams.get(owner) ?? null) === null : true));
  return `who is behind ${hidden.slice(0, 5).join(", ")} GitHub does not tell this App: give it the organisation's permission "Members: read", or name a person beside the team in CODEOWNERS, whose approval then counts`;
}

/** Somebody whose approval could count: asked about before the facts are made. */
export function approversToAsk(reviews: readonly GivenReview[], headSha: string): readonly string[] {
  return latestByAuthor(reviews).filter(({ state, commitSha, authorIsBot }) => state === "APPROVED" && commitSha === headSha && !authorIsBot).map(({ author }) => author);
}

/** Teams that own one of the paths. */
export function teamsToAsk(paths: readonly string[], owners: readonly OwnerRule[]): readonly string[] {
  return [...new Set(paths.flatMap((path) => ownersOf(path, owners)).filter((owner) => owner.startsWith("@") && owner.includes("/")))];
}

/** A remark does not take an approval back; an approval that was dismissed is none. */
function latestByAuthor(reviews: readonly GivenReview[]): readonly GivenReview[] {
  const deciding = reviews.filter(({ state }) => ["APPROVED", "CHANGES_REQUESTED", "DISMISSED"].includes(state));
  const ordered = deciding.toSorted((one, other) => (one.submittedAt ?? "").localeCompare(other.submittedAt ?? ""));
  return [...new Map(ordered.map((review) => [review.author.toLowerCase(), review])).values()];
}

function counts({ author, authorIsBot, state, commitSha }: GivenReview, { author: own, headSha, writers }: ReviewReading): boolean {
  const person = !authorIsBot && !author.toLowerCase().endsWith("[bot]") && author !== "" && author.toLowerCase() !== own.toLowerCase();
  return state === "APPROVED" && person && commitSha === headSha && writers.get(author) === true;
}

/** One of the owners is enough, as on GitHub. Null: an owner cannot be told apart (an address, a team that GitHub does not show). */
function approvedBy(owners: readonly string[], approvers: readonly string[], { teams }: ReviewReading): boolean | null {
  const people = approvers.map((name) => name.toLowerCase());
  const answers = owners.map((owner): boolean | null => {
    if (!owner.startsWith("@")) return null;
    if (!owner.includes("/")) return people.includes(owner.slice(1).toLowerCase());
    const members = teams.get(owner) ?? null;
    return members === null ? null : members.some((member) => people.includes(member.toLowerCase()));
  });
  if (answers.includes(true)) return true;
  return people.length > 0 && answers.includes(null) ? null : false;
}
