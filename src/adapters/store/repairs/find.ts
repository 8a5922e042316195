/** Reads repairs without claiming them. */
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import { Repair, type Repository } from "../../../core/repair/repair.ts";
import type { RepairFilter } from "../../../ports/store/repairs.ts";
import { readOnce } from "../read-once.ts";
import { row, rows, statement, type Script } from "../script.ts";

interface Document { readonly document: string }

const byId = statement<Document>("repair_find", "select document from repairs where id = ?");
/** Guards watch pull requests, others watch logs, onboardings ask repositories, and none of them mends anything; their keys say so (core/repair/repair.ts, `subjectKey`). */
const mending = "subject_key not like '%:guard:%' and subject_key not like 'onboarding:%' and subject_key not like 'source:%'";
const newest = statement<Document>("repair_list", `select document from repairs where ${mending} order by opened_at desc, id desc limit cast(? as bigint)`);
const newestOf = statement<Document>("repair_list_of", `select document from repairs where repository_id = ? and ${mending} order by opened_at desc, id desc limit cast(? as bigint)`);
const withStep = statement<Document & { step: string }>("repair_list_steps", `select document, step from repairs where ${mending} order by opened_at desc, id desc`);
const withStepOf = statement<Document & { step: string }>("repair_list_steps_of", `select document, step from repairs where repository_id = ? and ${mending} order by opened_at desc, id desc`);
const guardsOf = statement<Document>("repair_guards_of", "select document from repairs where repository_id = ? and offer_number = ? and subject_key like '%:guard:%' order by opened_at desc, id desc limit cast(? as bigint)");
/** An onboarding knows its repository by a delivery that does not name the default branch. */
const latestOfEach = statement<Document>("repositories_latest", "select document from repairs where id in (select max(id) from repairs where subject_key not like 'onboarding:%' group by repository_id) order by id desc limit cast(? as bigint)");
const observers = statement<Document>("repair_observers", "select document from repairs where subject_key like 'source:%' order by subject_key");
const onboardings = statement<{ repository_id: number; step: string; offer_number: number | null }>("repair_onboardings", "select repository_id, step, offer_number from repairs where subject_key like ?");
const ended = statement<Document>("repair_ended", `select document from repairs where step = 'closed' and moved_at >= ? and ${mending} order by moved_at desc limit cast(? as bigint)`);
const resting = statement<Document>("repair_resting", `
  select document from repairs
  where step <> 'closed' and moved_at < ? and due_at is null and lease_holder is null
  order by moved_at limit cast(? as bigint)`);

export function* findRepair(id: string): Script<Repair | null> {
  const found = yield* row(byId, id);
  return found === null ? null : read(found);
}

/** Newest first; guards are not among them. */
export function* listRepairs({ repositoryId, steps, most }: RepairFilter): Script<readonly Repair[]> {
  if (steps === undefined) return (repositoryId === undefined ? yield* rows(newest, most) : yield* rows(newestOf, repositoryId, most)).map(read);
  const found = repositoryId === undefined ? yield* rows(withStep) : yield* rows(withStepOf, repositoryId);
  return found.filter(({ step }) => steps.some((wanted) => wanted === step)).slice(0, most).map(read);
}

/** Ids begin with their moment: the greatest is the latest. */
export function* knownRepositories(most: number): Script<readonly Repository[]> {
  return (yield* rows(latestOfEach, most)).map((found) => read(found).subject.repository);
}

/** Guards of one pull request, newest first. */
export function* listGuards(pull: { readonly repositoryId: number; readonly number: number; readonly most: number }): Script<readonly Repair[]> {
  return (yield* rows(guardsOf, pull.repositoryId, pull.number, pull.most)).map(read);
}

/** Its key names the installation last (`subjectKey`). */
export function* listOnboarded(installationId: number): Script<{ readonly asked: readonly number[]; readonly waiting: number }> {
  const found = yield* rows(onboardings, `onboarding:%:${String(installationId)}`);
  return { asked: found.map(({ repository_id: id }) => id), waiting: found.filter(({ step, offer_number: number }) => step !== "closed" && number === null).length };
}

/** The latest first; guards are not among them. */
export function* endedRepairs(since: Timestamp, most: number): Script<readonly Repair[]> {
  return (yield* rows(ended, milliseconds(since), most)).map(read);
}

/** What watches a log source, by repository and name. */
export function* listObservers(): Script<readonly Repair[]> {
  return (yield* rows(observers)).map(read);
}

/** Longest at rest first: neither due nor held, and not moved since `since`. */
export function* restingRepairs(since: Timestamp, most: number): Script<readonly Repair[]> {
  return (yield* rows(resting, milliseconds(since), most)).map(read);
}

/** Gives the repair that a stored document is. */
export const readRepair = readOnce(Repair);

function read({ document }: Document): Repair {
  return readRepair(document);
}
