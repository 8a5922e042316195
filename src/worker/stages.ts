/** Tells what a step is at, once it has been at it for two seconds: what is quicker is not told, and each stage is told once. */
import { stageEffect, type Stage } from "../core/repair/tell/stage.ts";
import type { Clock } from "../ports/clock.ts";
import type { ClaimedRepair } from "../ports/store/repairs.ts";
import type { WorkerContext } from "./context.ts";

/** `clock`: that of whoever waits, so that two seconds are two seconds. */
export interface StageTiming { readonly clock: Pick<Clock, "sleep">; readonly seconds: number; /** Address of GitHub's pages, for links. */ readonly webUrl: string | null }

export interface Stages {
  /** The step is at this now; null: at nothing that is worth telling. */
  tell(stage: Stage | null): void;
  /** Resolves when nothing more is being told. */
  stop(): Promise<void>;
}

const STOPPED = "stopped";

export function startStages(claimed: ClaimedRepair, context: WorkerContext): Stages {
  const { stages: timing } = context;
  if (timing === null) return { tell: () => undefined, stop: () => Promise.resolve() };
  let ended = new AbortController();
  let telling: Promise<void> = Promise.resolve();
  const after = async (stage: Stage, { signal }: AbortController): Promise<void> => {
    await timing.clock.sleep(timing.seconds, signal);
    if (!signal.aborted) await told(claimed, stage, { context, webUrl: timing.webUrl });
  };
  return {
    tell(stage) {
      ended.abort(STOPPED);
      ended = new AbortController();
      if (stage === null) return;
      const next = after(stage, ended);
      telling = Promise.all([telling, next]).then(() => undefined);
    },
    async stop() {
      ended.abort(STOPPED);
      await telling;
    },
  };
}

/** What cannot be told is no reason to stop the step. */
async function told({ repair, ...claimed }: ClaimedRepair, stage: Stage, { context, webUrl }: { readonly context: WorkerContext; readonly webUrl: string | null }): Promise<void> {
  const { store, clock, log, pulses } = context;
  const effect = stageEffect(repair, stage, webUrl);
  if (effect === null) return;
  try {
    if (await store.outbox.ask({ repair, ...claimed }, [effect], clock.now())) pulses.effects.beat();
  } catch (error) {
    log.warn({ repair: repair.id, stage, error }, "the stage was not told");
  }
}
