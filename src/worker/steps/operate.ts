/** The step of a repair that does something without an edit: reads how far it has come; core decides. */
import { after, type Timestamp } from "../../core/identity/timestamp.ts";
import type { Configuration } from "../../core/configuration/configuration.ts";
import type { Decision } from "../../core/repair/decision.ts";
import { close } from "../../core/repair/close.ts";
import { draft } from "../../core/repair/draft.ts";
import { decideFollow } from "../../core/repair/operate/follow.ts";
import { MINUTES_BUDGET } from "../../core/repair/operate/minutes.ts";
import { decideQuiet } from "../../core/repair/operate/quiet.ts";
import { decideRecovered } from "../../core/repair/operate/recovered.ts";
import { decideStuck } from "../../core/repair/operate/stuck.ts";
import type { AlertReference, Repair, Repository } from "../../core/repair/repair.ts";
import type { StepContext } from "./context.ts";

const DAY_SECONDS = 86_400;

/** In the last 24 hours, in this repository, as the ledger says. */
export function spentMinutes(repository: Repository, at: Timestamp, { store }: Pick<StepContext, "store">): Promise<number> {
  return store.ledger.spent({ repo: repository.name, budget: MINUTES_BUDGET, since: after(at, -DAY_SECONDS) });
}

/** `configuration` null: taken away, or wrong since. */
export async function operate(repair: Repair, configuration: Configuration | null, context: StepContext): Promise<Decision> {
  const { reader, store, clock } = context;
  const { source, repository } = repair.subject;
  if (repair.operation?.kind === "recovered") return recover(repair, { of: repair.operation.of, configuration }, context);
  if (repair.operation?.kind === "quiet") return quieten(repair, { alert: { rule: repair.operation.rule, fingerprint: repair.operation.fingerprint }, configuration }, context);
  if (source.kind !== "workflow_run" || repair.operation === undefined) return close(draft(repair), { status: "skipped", reason: "there is no run to do anything about", at: clock.now() });
  const run = await reader.workflowRun(repository, source.run_id);
  const jobs = run === null ? [] : await reader.jobs(repository, run.id);
  const at = clock.now();
  const [receipts, unfinished, spent] = await Promise.all([store.outbox.receipts(repair.id), store.outbox.unfinished(repair.id), spentMinutes(repository, at, context)]);
  if (repair.operation.kind === "stuck") return decideStuck({ repair, at, configuration, run, jobs, receipts, unfinished: unfinished.length });
  const limit = configuration?.limits.actions_minutes_per_day ?? 0;
  return decideFollow({ repair, at, receipts, unfinished: unfinished.length, run, jobs, minutes: { limit, spent } });
}

const MOST_OTHERS = 200;

async function recover(repair: Repair, { of, configuration }: { readonly of: Repair["id"]; readonly configuration: Configuration | null }, { store, clock, webUrl }: StepContext): Promise<Decision> {
  const [escalated, others] = await Promise.all([store.repairs.find(of), store.repairs.list({ repositoryId: repair.subject.repository.id, most: MOST_OTHERS })]);
  return decideRecovered({ repair, at: clock.now(), configuration, escalated, others, webUrl });
}

async function quieten(repair: Repair, { alert, configuration }: { readonly alert: AlertReference; readonly configuration: Configuration | null }, { store, clock }: StepContext): Promise<Decision> {
  const [last] = await store.history.occurrences({ repositoryId: repair.subject.repository.id, fingerprint: alert.fingerprint, most: 1 });
  return decideQuiet({ repair, alert, at: clock.now(), configuration, seen: last?.seen_at ?? null });
}
