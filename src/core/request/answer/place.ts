/** Which repairs a comment talks of, from where it stands. */
import type { FixId } from "../../identity/identifier.ts";
import type { Repair } from "../../repair/repair.ts";
import { placeOf } from "../request.ts";
import type { AnswerSnapshot } from "./snapshot.ts";

export type Place = Pick<AnswerSnapshot, "request" | "repairs" | "pull">;

/** Newest first. On a pull request of ours: the repair that offers it; on another one: those of its branch; on an issue: those that it tells of; without a place: all that are open. */
export function repairsHere(place: Place): readonly Repair[] {
  const number = placeOf(place.request);
  if (number === null) return place.repairs.filter(({ step }) => step !== "closed");
  return place.repairs.filter((repair) => repair.offer?.number === number || repair.issue === number || repair.subject.pull_request === number || isOfBranch(repair, place) || offers(repair, place));
}

/** A person may comment on a pull request before its repair has heard that it stands. */
export function offers({ offer, subject }: Repair, { pull }: Pick<Place, "pull">): boolean {
  return pull !== null && offer !== null && pull.headRepositoryId === subject.repository.id && pull.headBranch === offer.branch;
}

/** A fork may have a branch of the same name. */
function isOfBranch({ subject }: Repair, { pull }: Place): boolean {
  return pull !== null && pull.headRepositoryId === subject.repository.id && pull.headBranch === subject.branch;
}

export function repairNamed(fix: FixId, { repairs }: Pick<Place, "repairs">): Repair | null {
  return repairs.find(({ id }) => id === fix) ?? null;
}
