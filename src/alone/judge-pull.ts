/**
 * The merge gate without a server: one pull request is judged by the same guard as with the App, again and again until its checks have ended. The record is
 * read, for waivers and what was decided before, and not written: so a job that a fork's pull request starts, whose token only reads, can do the same.
 */
import { join } from "node:path";
import { systemClock } from "../adapters/clock/system-clock.ts";
import { createClient } from "../adapters/github/client.ts";
import { openStateBranch } from "../adapters/github/state-branch.ts";
import { milliseconds } from "../core/identity/timestamp.ts";
import type { Repair } from "../core/repair/repair.ts";
import type { Store } from "../ports/store/store.ts";
import { startWork, tell, untilAtRest, type Alone, type Working } from "./at-work.ts";
import { guardingOf, type JudgedPull } from "./deliveries.ts";
import { gateOutcome, type GateOutcome } from "./gate-outcome.ts";
import { openKeptStore } from "./kept-store.ts";

/** A verdict that waits for checks is waited for so long; the job of our workflow may take 30 minutes. */
const MOST_SECONDS = 1_200;
const LOOK_AGAIN_SECONDS = 15;
const MOST_GUARDS = 50;
const MOST_OFFERS = 200;

/** Faults of GitHub, and of the record (`store-unavailable`, `store-newer`). */
export async function judgePull(alone: Alone, judged: JudgedPull): Promise<GateOutcome> {
  const { bytes } = await openStateBranch(createClient(alone.client), alone.repository).read();
  const store = await openKeptStore(join(alone.folder, "regreen.db"), bytes, systemClock);
  try {
    const working = await startWork(alone, store, "guards");
    try {
      await tell(store, alone.repository, guardingOf(alone.started));
      return await untilJudged({ alone, store, working }, judged);
    } finally {
      await working.stop();
    }
  } finally {
    await store.close();
  }
}

interface Room { readonly alone: Alone; readonly store: Store; readonly working: Working }

async function untilJudged(room: Room, judged: JudgedPull): Promise<GateOutcome> {
  const { alone: { repository }, store, working } = room;
  const latest = milliseconds(systemClock.now()) + MOST_SECONDS * 1000;
  for (;;) {
    await untilAtRest(store);
    const outcome = await read(room, judged);
    if (outcome.verdict !== "waiting" || milliseconds(systemClock.now()) > latest) return outcome;
    await systemClock.sleep(LOOK_AGAIN_SECONDS);
    await store.repairs.wake([{ by: "pull_request", repositoryId: repository.id, number: judged.number }], systemClock.now());
    working.nudge();
  }
}

async function read({ alone: { repository }, store, working }: Room, judged: JudgedPull): Promise<GateOutcome> {
  const judge = await judgeOf(store, repository.id, judged);
  return gateOutcome({ judge, headSha: judged.headSha, receipts: judge === null ? [] : await store.outbox.receipts(judge.id), governs: (await working.steps.guarding?.governs(repository)) ?? true });
}

/** Regreen's own offer is judged by its repair; the name of a branch alone makes none (attack G12). */
async function judgeOf(store: Store, repositoryId: number, { number, headSha }: JudgedPull): Promise<Repair | null> {
  const [guards, offering] = await Promise.all([store.repairs.guards({ repositoryId, number, most: MOST_GUARDS }), store.repairs.list({ repositoryId, steps: ["gate"], most: MOST_OFFERS })]);
  const watching = guards.filter(({ subject }) => subject.head_sha === headSha && subject.source.kind === "pull_request");
  return watching.find(({ step }) => step === "guard") ?? offering.find(({ offer }) => offer?.number === number) ?? watching[0] ?? null;
}
