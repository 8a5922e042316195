/** A worker on a real store against the scripted GitHub, for tests that drive it by deliveries and wait for what it reaches. */
import { readZip, artifactCaps } from "../../src/adapters/archive/read-zip.ts";
import { createNotary } from "../../src/adapters/notary/create-notary.ts";
import { generateKey } from "../../src/adapters/notary/key-file.ts";
import { readBuiltInPacks } from "../../src/adapters/policies/read-packs.ts";
import { shippedDigests } from "../../src/adapters/skills/read-shipped.ts";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { treeSitterSyntax } from "../../src/adapters/syntax/read-syntax.ts";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { systemRandomness } from "../../src/adapters/clock/system-randomness.ts";
import { timestamp } from "../../src/core/identity/timestamp.ts";
import type { Repair } from "../../src/core/repair/repair.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { GitHubReader, GitHubWriter } from "../../src/ports/github.ts";
import type { Log } from "../../src/ports/log.ts";
import type { DecisionPoint } from "../../src/ports/decision-point.ts";
import type { Telemetry } from "../../src/ports/telemetry.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { receiveDelivery } from "../../src/worker/receive-delivery.ts";
import { startWorker, type Worker } from "../../src/worker/start-worker.ts";
import { createSteps } from "../../src/worker/steps/create-steps.ts";
import { memoryCell, scriptedReader, scriptedWriter, type Cell } from "./scripted-github.ts";

/** The machine's clock, but what waits for ten seconds or more waits for a moment only. */
export const impatientClock: Clock = { now: systemClock.now, sleep: (seconds, signal) => systemClock.sleep(seconds >= 10 ? 0.1 : seconds, signal) };

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

export interface BenchTop {
  readonly cell: Cell;
  readonly store: Store;
  readonly clock: Clock;
  /** Tells the worker what happened, as a delivery. */
  tell(event: string, payload: object, guid?: string): Promise<void>;
  /** Waits until the repair (the oldest one, unless told) is as wanted. */
  until(wanted: (repair: Repair) => boolean, which?: number): Promise<Repair>;
  nudge(): void;
  close(): Promise<void>;
}

export interface BenchTopOptions {
  readonly cell?: Cell;
  readonly path?: string;
  /** A PostgreSQL database instead of the file. */
  readonly url?: string;
  readonly reader?: (reader: GitHubReader) => GitHubReader;
  readonly writer?: (writer: GitHubWriter) => GitHubWriter;
  readonly wrap?: (store: Store) => Store;
  readonly log?: Log;
  readonly leaseSeconds?: number;
  /** The machine's own unless told. */
  readonly clock?: Clock;
  readonly telemetry?: Telemetry;
  readonly decisionPoint?: DecisionPoint;
}

export async function openBenchTop({ cell = memoryCell(), path = ":memory:", url, reader = (same) => same, writer = (same) => same, wrap = (same) => same, log = silentLog, leaseSeconds = 30, clock = systemClock, telemetry, decisionPoint }: BenchTopOptions = {}): Promise<BenchTop> {
  const store = wrap(await openStore({ ...(url === undefined ? { path } : { url }), clock }));
  const skills = await loadSkills(builtInSkillsFolder());
  const [randomness, stop] = [systemRandomness, new AbortController()];
  const steps = createSteps({
    reader: reader(scriptedReader(cell)), store, clock, randomness, skills, shipped: await shippedDigests(builtInSkillsFolder()), packs: readBuiltInPacks, unzip: (bytes) => readZip(bytes, artifactCaps), syntax: treeSitterSyntax, webUrl: "https://github.test", ...(decisionPoint === undefined ? {} : { decisionPoint }),
  });
  const worker: Worker = startWorker({ store, steps, receive: receiveDelivery({ clock, randomness }), writer: writer(scriptedWriter(cell)), notary: createNotary(generateKey()), ...(telemetry === undefined ? {} : { telemetry }), clock, randomness, log, signal: stop.signal, leaseSeconds, listedSeconds: 0 });
  let told = 0;
  return {
    cell, store, clock,
    async tell(event, payload, guid = `guid-${process.pid}-${told++}`) {
      await store.inbox.append([{ guid, event, body: new TextEncoder().encode(JSON.stringify(payload)), receivedAt: clock.now(), installationId: 42 }]);
      worker.nudge();
    },
    async until(wanted, which = 0) {
      const deadline = Date.now() + 30_000;
      for (;;) {
        const repair = (await store.repairs.list({ most: 50 })).toReversed()[which];
        if (repair !== undefined && wanted(repair)) return repair;
        if (Date.now() > deadline) throw new Error(`not reached by ${timestamp(deadline)}: ${JSON.stringify(repair)?.slice(0, 1500)}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    nudge: () => { worker.nudge(); },
    async close() {
      stop.abort();
      await worker.finished;
      await store.close();
    },
  };
}
