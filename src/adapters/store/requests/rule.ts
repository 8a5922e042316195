/** A person's word about a request that waits for one: taken once, whoever is first; its step does what follows. */
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { Ruling } from "../../../core/request/decision.ts";
import { row, statement, type Script } from "../script.ts";

const waits = "id = ? and state = 'waiting_approval' and approved_by is null and refused_by is null returning id";
const approve = statement<{ id: string }>("request_approve", ({ integer }) => `update requests set approved_by = ?, wakes = wakes + 1, due_at = cast(? as ${integer}) where ${waits}`);
const refuse = statement<{ id: string }>("request_refuse", ({ integer }) => `update requests set refused_by = ?, refusal = ?, wakes = wakes + 1, due_at = cast(? as ${integer}) where ${waits}`);

/** False: it does not wait for that. */
export function* ruleRequest({ request, how, by, reason }: Ruling, now: Timestamp): Script<boolean> {
  const ruled = how === "approve" ? yield* row(approve, by, milliseconds(now), request) : yield* row(refuse, by, reason, milliseconds(now), request);
  return ruled !== null;
}
