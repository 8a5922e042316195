/** One seed from its first delivery to its end: workers over the real store, reader, writer and steps, in a world where things go wrong. */
import { createNotary } from "../../src/adapters/notary/create-notary.ts";
import { generateKey } from "../../src/adapters/notary/key-file.ts";
import { readBuiltInPacks } from "../../src/adapters/policies/read-packs.ts";
import { shippedDigests } from "../../src/adapters/skills/read-shipped.ts";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import { createCrawlReader } from "../../src/adapters/github/reader/crawl-reader.ts";
import { createOnboardingReader } from "../../src/adapters/github/reader/onboarding-reader.ts";
import { createWriter } from "../../src/adapters/github/writer/create-writer.ts";
import { readTemplate } from "../../src/adapters/workflows/read-templates.ts";
import { treeSitterSyntax } from "../../src/adapters/syntax/read-syntax.ts";
import { timestamp } from "../../src/core/identity/timestamp.ts";
import type { Pack } from "../../src/core/policy/load-pack.ts";
import type { Skill } from "../../src/core/skill/skill.ts";
import type { Digest } from "../../src/core/identity/digest.ts";
import type { Log } from "../../src/ports/log.ts";
import { receiveDelivery } from "../../src/worker/receive-delivery.ts";
import { startWorker } from "../../src/worker/start-worker.ts";
import { createSteps } from "../../src/worker/steps/create-steps.ts";
import { openSimulatedDatabase, type SimulatedDatabase } from "./database.ts";
import { intact, type Defences } from "./defences.ts";
import type { Draw } from "./draw.ts";
import { Hub } from "./hub/hub.ts";
import { chatOf, folderOf, logSourcesOf, openPlaces, type Places } from "./beside.ts";
import { Contributors } from "./contributors.ts";
import { happeningOf, happeningsOf, happeningsOfDelivery, type Happening } from "./happening.ts";
import { Owners } from "./owners.ts";
import { People, filesOf } from "./people.ts";
import { Service } from "./service.ts";
import type { Stage, World } from "./world.ts";
import { clientOf, policyReaderOf, readerOf, storeOf } from "./ports.ts";
import { SimulatedProcess, type Surroundings } from "./process.ts";
import { chanceOf, randomnessOf } from "./random.ts";
import { Timeline } from "./timeline.ts";
import { SimulatedClock } from "./clock.ts";

/** What every seed uses, made once. */
export interface Workshop {
  readonly database: SimulatedDatabase;
  readonly places: Places;
  readonly fixWorkflow: string;
  readonly skills: readonly Skill[];
  readonly shipped: ReadonlySet<Digest>;
  readonly packs: (names: readonly string[]) => Promise<readonly Pack[]>;
  readonly notary: ReturnType<typeof createNotary>;
  readonly syntax: typeof treeSitterSyntax;
}

export async function openWorkshop(): Promise<Workshop> {
  const packs = remembered((names: readonly string[]) => names.join(" "), readBuiltInPacks);
  const syntax = remembered(({ path, text }: { readonly path: string; readonly text: string }) => `${path} ${text}`, ({ path, text }) => treeSitterSyntax.read(path, text));
  return {
    database: await openSimulatedDatabase(), places: openPlaces(), fixWorkflow: await readTemplate("regreen-fix.yml"), skills: await loadSkills(builtInSkillsFolder()), shipped: await shippedDigests(builtInSkillsFolder()), packs,
    notary: createNotary(generateKey()), syntax: { read: (path, text) => syntax({ path, text }) },
  };
}

/** The same question has the same answer: seeds ask the same few. */
function remembered<Asked, Told>(keyOf: (asked: Asked) => string, tell: (asked: Asked) => Promise<Told>): (asked: Asked) => Promise<Told> {
  const known = new Map<string, Promise<Told>>();
  return (asked) => {
    const key = keyOf(asked);
    const told = known.get(key) ?? tell(asked);
    known.set(key, told);
    return told;
  };
}

export interface Ran {
  readonly draw: Draw;
  readonly hub: Hub;
  /** Everything was settled before the time was over. */
  readonly ended: boolean;
  /** Simulated seconds. */
  readonly seconds: number;
  /** Calls through ports that were made. */
  readonly calls: number;
  /** Logged as errors by the worker: bugs, or leases left to run out. */
  readonly errors: readonly string[];
  /** Operations that GitHub refused for good (422). */
  readonly refused: readonly string[];
  readonly happened: ReadonlySet<Happening>;
  /** Simulated seconds until the first repair stood; null: none ever did. */
  readonly knownAfter: number | null;
}

export interface Options {
  readonly defences?: Defences;
  readonly trace?: (line: string) => void;
}

const START = Date.parse("2026-11-20T08:15:00.000Z");
const MOST_SECONDS = 48 * 3600;
const REDELIVERY_SECONDS = 300;
/** As `regreen serve` has them. */
const SECONDS_BETWEEN_LOOKS = 300;
const SECONDS_BETWEEN_ISSUES = 60;

export async function simulate(draw: Draw, shop: Workshop, { defences = intact, trace }: Options = {}): Promise<Ran> {
  const { database, places } = shop;
  const { plot } = draw;
  database.empty();
  if (plot.beside === "log" || plot.asked === "file") places.empty();
  const timeline = new Timeline(START);
  const clock = new SimulatedClock(timeline);
  const hub = new Hub(() => timeline.now(), draw.listLag * 1000);
  const note = (who: string, what: string): void => { trace?.(`${((timeline.now() - START) / 1000).toFixed(3).padStart(10)} ${who.padEnd(10)} ${what}`); };
  let [calls, pending, lives] = [0, 0, 0];
  const errors: string[] = [];
  const refused: string[] = [];
  const living = new Set<SimulatedProcess>();
  const happened = new Set<Happening>(happeningsOf(draw));
  let [closedUntil, knownAfter] = [0, null as number | null];

  const around: Surroundings = {
    timeline, chance: chanceOf(draw.seed, 3), trouble: { databaseGoneUntil: 0, diskFullUntil: 0 }, trace: note,
    strike: (call) => [...draw.acts.get(++calls) ?? [], ...draw.scene?.(call) ?? []],
    struck: (act) => { happened.add(happeningOf(act)); },
    died(process, restartSeconds) {
      living.delete(process);
      later(restartSeconds, live);
    },
    outage(seconds) {
      closedUntil = timeline.now() + seconds * 1000;
      for (const process of living) process.die();
      living.clear();
      // Those that were to be started again meanwhile are not: all are started when it is over.
      for (let worker = 0; worker < draw.workers; worker += 1) later(seconds, live);
    },
    clockSet: (seconds) => { clock.set(seconds); },
    refused: (operation) => { refused.push(operation); },
  };

  function later(seconds: number, act: () => void): void {
    pending += 1;
    timeline.after(seconds * 1000, () => {
      pending -= 1;
      timeline.stir();
      act();
    });
  }

  function live(): void {
    if (timeline.now() < closedUntil || living.size >= draw.workers) return;
    const process = new SimulatedProcess(`worker-${++lives}`, around, clock.ofProcess({ isSteady: defences.steadyClock, workers: draw.workers }));
    living.add(process);
    const store = storeOf(process, defences.store(database.open(), database), database);
    const client = defences.client(clientOf(process, hub, database));
    const reader = readerOf(process, client, hub);
    const policyReader = policyReaderOf(client);
    const randomness = randomnessOf(chanceOf(draw.seed, 100 + lives));
    const sources = plot.beside === "log" ? logSourcesOf(process, places) : null;
    const steps = createSteps({
      reader, policyReader, store, clock: process.clock, randomness, skills: shop.skills, shipped: shop.shipped, webUrl: "https://github.test",
      packs: (names) => timeline.native(() => shop.packs(names)), syntax: { read: (path, text) => timeline.native(() => shop.syntax.read(path, text)) },
      unzip: (bytes) => Promise.resolve(filesOf(bytes)),
      ...(plot.beside === "onboarding" ? { onboarding: { reader: createOnboardingReader(client), fixWorkflow: shop.fixWorkflow } } : {}),
      ...(sources === null ? {} : { observing: { sources, everySeconds: SECONDS_BETWEEN_LOOKS } }),
    });
    const crawlReader = createCrawlReader(client);
    const log = logOf(process.name);
    startWorker({
      store, steps, receive: receiveDelivery({ clock: process.clock, randomness }), writer: defences.writer(createWriter(client, store.evidence)), notary: shop.notary,
      clock: process.clock, randomness, log, signal: new AbortController().signal, announcer: chatOf(process, hub), issues: { reader, everySeconds: SECONDS_BETWEEN_ISSUES },
      ...(draw.crawls ? { crawl: { reader, crawlReader, policyReader, everySeconds: SECONDS_BETWEEN_LOOKS } } : {}),
      ...(plot.asked === "file" ? { requests: folderOf(process, places) } : {}),
      ...(sources === null ? {} : { sources: { sources: sources.sources, crawlReader, everySeconds: SECONDS_BETWEEN_LOOKS } }),
    });
  }

  function logOf(name: string): Log {
    const say = (fields: Readonly<Record<string, unknown>>, message: string): void => { if (trace !== undefined) note(name, `  · ${message} ${JSON.stringify({ ...fields, error: messageOf(fields["error"]) })}`.slice(0, 400)); };
    return { debug() {}, info: say, warn: say, error: (fields, message) => { errors.push(`${message}: ${messageOf(fields["error"]) ?? ""}`); say(fields, message); } };
  }

  const door = database.open();
  let deliveries = 0;
  function deliver(event: string, payload: object, told: boolean): void {
    // What is red is found by who looks for it.
    const mustArrive = told && !(draw.crawls && isRed(payload));
    const guid = `guid-${++deliveries}`;
    const body = new TextEncoder().encode(JSON.stringify(payload));
    const arrivals = deliveries === 1 && draw.firstLost && isRed(payload) ? [] : draw.fate(mustArrive).arrivals;
    for (const each of happeningsOfDelivery(arrivals)) happened.add(each);
    for (const seconds of arrivals) later(seconds, () => arrive({ guid, event, body, mustArrive }));
    note("GitHub", `delivery ${guid} ${event}`);
  }

  function arrive(delivery: { readonly guid: string; readonly event: string; readonly body: Uint8Array; readonly mustArrive: boolean }): void {
    const { guid, event, body, mustArrive } = delivery;
    const { databaseGoneUntil, diskFullUntil } = around.trouble;
    if (timeline.now() < Math.max(databaseGoneUntil, diskFullUntil, closedUntil)) {
      if (mustArrive) later(REDELIVERY_SECONDS, () => arrive(delivery));
      return;
    }
    note("door", `stores ${guid}`);
    void timeline.native(() => door.inbox.append([{ guid, event, body, receivedAt: timestamp(timeline.now()), installationId: 42 }])).then(() => { database.written(["inbox"]); timeline.stir(); });
  }

  /** By the clocks of the processes that live: what falls due, falls due by them. */
  function nextDue(): number {
    const due = database.nextDue();
    return Math.min(...[...living].map((process) => due - process.ahead()));
  }

  const world = worldOf({ hub, plot, deliver, later, requestsWait: () => places.requestsWait(), takeBack: (name) => places.takeBack(name), putRequest: (...file) => { places.putRequest(...file); timeline.stir(); }, writeLog: (text) => { places.writeLog(text); timeline.stir(); } });
  world.begin();
  for (let worker = 0; worker < draw.workers; worker += 1) live();
  const ended = await timeline.run({
    over() {
      if (knownAfter === null && database.known({ onboardings: plot.beside === "onboarding" }) > 0) knownAfter = (timeline.now() - START) / 1000;
      return pending === 0 && database.unfinished() === 0 && (!draw.crawls || knownAfter !== null) && (refused.length > 0 || world.isOver());
    },
    nextDue: () => nextDue(), deadline: START + MOST_SECONDS * 1000,
  });
  for (const process of living) process.die();
  return { draw, hub, ended, seconds: (timeline.now() - START) / 1000, calls, errors, refused, happened, knownAfter };
}

function worldOf(stage: Stage): World {
  const { guarded, beside } = stage.plot;
  if (guarded !== null) return new Contributors(stage, guarded);
  switch (beside) {
    case null: return new People(stage);
    case "onboarding": return new Owners(stage);
    case "log": return new Service(stage);
    default: return beside satisfies never;
  }
}

/** Whether a delivery tells of a run that failed. */
function isRed(payload: object): boolean {
  return "workflow_run" in payload && (payload.workflow_run as { readonly conclusion: unknown }).conclusion === "failure";
}

function messageOf(error: unknown): string | undefined {
  return error === undefined ? undefined : error instanceof Error ? error.message : String(error);
}
