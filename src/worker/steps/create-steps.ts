/** The steps of a repair over the ports: each reads a snapshot, lets core decide, and gives the decision back. Nothing is written here. */
import { decideStop } from "../../core/repair/decide-stop.ts";
import type { Decision } from "../../core/repair/decision.ts";
import { draft } from "../../core/repair/draft.ts";
import { obey } from "../../core/repair/obey.ts";
import { patienceOver, withStillness } from "../../core/repair/patience.ts";
import { resumed } from "../../core/repair/no-worker.ts";
import type { GivenInstruction } from "../../core/repair/instruction.ts";
import type { Repair } from "../../core/repair/repair.ts";
import { wait } from "../../core/repair/wait.ts";
import { stageTold } from "../../core/repair/tell/stage.ts";
import { isNews, withNews, withProgress } from "../../core/repair/tell/tell.ts";
import type { ClaimedRepair } from "../../ports/store/repairs.ts";
import type { Steps, Tell } from "../work.ts";
import { answer } from "./answer.ts";
import { collect } from "./collect.ts";
import type { StepContext } from "./context.ts";
import { diagnose } from "./diagnose.ts";
import { gate } from "./gate.ts";
import { guard } from "./guard.ts";
import { createGuarding } from "./guarding.ts";
import { observe } from "./observe.ts";
import { onboard } from "./onboard.ts";
import { standingSettings } from "./read-settings.ts";

export function createSteps(context: StepContext): Steps {
  return {
    guarding: createGuarding(context),
    take: async (claimed, lost, tell = untold) => withStillness(claimed.repair, await take(claimed, { lost, tell }, context), context.clock.now()),
    answer: (request) => answer(request, context),
    stop: async ({ repair }, stopped) => withProgress(repair, await stop(repair, stopped, context), { webUrl: context.webUrl, early: await wasTold(repair, context) }),
  };
}

async function take(claimed: ClaimedRepair, watched: Watched, context: StepContext): Promise<Decision> {
  const repair = resumed(claimed.repair);
  const given = await context.store.repairs.instructions(repair.id);
  if (given.length > 0) return instructed(repair, given, context);
  if (repair.hold !== undefined) return wait(draft(repair), { at: context.clock.now(), seconds: null, reason: repair.reason ?? "paused" });
  const over = await whyOver(repair, claimed.attempts, context);
  const decision = over === null ? await step(repair, watched, context) : await stop(repair, { code: "patience", reason: over }, context);
  return told(claimed.repair, decision, context);
}

/** What people told it comes before everything that it would do by itself. */
async function instructed(repair: Repair, given: readonly GivenInstruction[], context: StepContext): Promise<Decision> {
  const configuration = await standingSettings(repair.subject.repository, context).catch(() => null);
  const history = await context.store.ledger.ofRepair(repair.id);
  return told(repair, obey({ repair, given, at: context.clock.now(), configuration, webUrl: context.webUrl, history }), context);
}

/** Whether it was told that the log is being read: in this step, or in one that did not come to its end. */
async function wasTold(repair: Repair, { store }: StepContext): Promise<boolean> {
  if (repair.step !== "diagnose" || repair.attempts > 0) return false;
  const [receipts, unfinished] = await Promise.all([store.outbox.receipts(repair.id), store.outbox.unfinished(repair.id)]);
  return stageTold(repair, [...receipts, ...unfinished].map(({ key }) => key)) === "reading";
}

/** Other repairs that may be of the same pull request. */
const MOST_OTHERS = 200;

async function told(before: Repair, decision: Decision, context: StepContext): Promise<Decision> {
  const shown = withProgress(before, decision, { webUrl: context.webUrl, early: await wasTold(before, context) });
  if (!isNews(before, decision)) return shown;
  const { repository } = decision.repair.subject;
  const [configuration, others] = await Promise.all([standingSettings(repository, context), context.store.repairs.list({ repositoryId: repository.id, most: MOST_OTHERS })]);
  return configuration === null ? shown : withNews(shown, { configuration, others, webUrl: context.webUrl, at: context.clock.now() });
}

/** While the relay still tries to write for this repair, GitHub is what does not move: an issue would wait behind the same door. */
async function whyOver(repair: Repair, begun: number, { clock, store }: StepContext): Promise<string | null> {
  const over = repair.status === "escalated" ? null : patienceOver(repair, clock.now(), begun);
  if (over === null) return null;
  return (await store.outbox.unfinished(repair.id)).length > 0 ? null : over;
}

/** Who is told what a step is at, and what ends it before its time. */
interface Watched { readonly lost: AbortSignal; readonly tell: Tell }

/** Where nobody wants to know what a step is at. */
const untold = (): void => undefined;

function step(repair: Repair, { lost, tell }: Watched, context: StepContext): Promise<Decision> {
  switch (repair.step) {
    case "diagnose": return diagnose(repair, { lost, tell }, context);
    case "collect": return collect(repair, tell, context);
    case "gate": return gate(repair, context);
    case "guard": return guard(repair, context);
    case "onboard": return onboard(repair, lost, context);
    case "observe": return observe(repair, context);
    case "closed": return Promise.resolve(draft(repair));
    default: return repair.step satisfies never;
  }
}

async function stop(repair: Repair, { code, reason }: { readonly code: string; readonly reason: string }, context: StepContext): Promise<Decision> {
  const configuration = await standingSettings(repair.subject.repository, context).catch(() => null);
  const history = await context.store.ledger.ofRepair(repair.id);
  return decideStop({ repair, at: context.clock.now(), code, reason, configuration, webUrl: context.webUrl, history });
}
