/** What people told repairs: delivered beside the wake, and taken in the transaction of the step that obeyed. */
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { FixId } from "../../../core/identity/identifier.ts";
import { Instruction, type GivenInstruction } from "../../../core/repair/instruction.ts";
import { row, rows, statement, type Script } from "../script.ts";

const insert = statement("instruction_give", "insert into instructions (repair_id, request_id, document) values (?, ?, ?)");
/** A closed repair is woken by this alone: a kept patch may be approved after the repair has ended. */
const wake = statement("instruction_wake", ({ integer }) => `update repairs set wakes = wakes + 1, due_at = case when due_at is null or due_at > cast(? as ${integer}) then cast(? as ${integer}) else due_at end where id = ?`);
const open = statement<{ id: number; document: string }>("instructions_open", "select id, document from instructions where repair_id = ? and taken_at is null order by id");
const take = statement("instruction_take", "update instructions set taken_at = ? where id = ? and repair_id = ? and taken_at is null");
const anyOpen = statement<{ id: number }>("instruction_any", "select id from instructions where repair_id = ? and taken_at is null limit 1");
const wakeFollowers = statement<{ id: string }>("repair_followers_wake", ({ integer }) => `
  update requests set wakes = wakes + 1, due_at = case when due_at is null or due_at > cast(? as ${integer}) then cast(? as ${integer}) else due_at end
  where state = 'followed' and id in (select request_id from request_follows where repair_id = ?) returning id`);

export function* giveInstruction(repair: FixId, instruction: Instruction, now: Timestamp): Script<void> {
  const at = milliseconds(now);
  yield* rows(insert, repair, instruction.request, JSON.stringify(instruction));
  yield* rows(wake, at, at, repair);
}

export function* openInstructions(repair: FixId): Script<readonly GivenInstruction[]> {
  return (yield* rows(open, repair)).map(({ id, document }) => ({ id, instruction: Instruction.parse(JSON.parse(document)) }));
}

export function* takeInstructions(repair: FixId, taken: readonly number[], now: Timestamp): Script<void> {
  for (const id of taken) yield* rows(take, milliseconds(now), id, repair);
}

/** What came while a step was closing the repair is not left lying. */
export function* wakeForInstructions(repair: FixId, now: Timestamp): Script<void> {
  if ((yield* row(anyOpen, repair)) !== null) yield* rows(wake, milliseconds(now), milliseconds(now), repair);
}

/** Requests that tell of this repair look again. */
export function* wakeRequestsOf(repair: FixId, now: Timestamp): Script<void> {
  yield* rows(wakeFollowers, milliseconds(now), milliseconds(now), repair);
}
