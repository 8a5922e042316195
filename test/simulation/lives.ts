/** The lives of the workers: each is begun over the real store, reader, writer and steps, dies where its draw says so, and is begun again. */
import { createCrawlReader } from "../../src/adapters/github/reader/crawl-reader.ts";
import { createOnboardingReader } from "../../src/adapters/github/reader/onboarding-reader.ts";
import { createWriter } from "../../src/adapters/github/writer/create-writer.ts";
import type { Randomness } from "../../src/ports/clock.ts";
import { receiveDelivery } from "../../src/worker/receive-delivery.ts";
import { startWorker } from "../../src/worker/start-worker.ts";
import { createSteps } from "../../src/worker/steps/create-steps.ts";
import type { Steps } from "../../src/worker/work.ts";
import { chatOf, folderOf, logSourcesOf } from "./beside.ts";
import { SimulatedClock } from "./clock.ts";
import type { Course } from "./course.ts";
import type { Defences } from "./defences.ts";
import { happeningOf } from "./happening.ts";
import { filesOf } from "./people.ts";
import { clientOf, policyReaderOf, readerOf, storeOf } from "./ports.ts";
import { SimulatedProcess, type Surroundings } from "./process.ts";
import { chanceOf, randomnessOf } from "./random.ts";
import type { Workshop } from "./workshop.ts";

/** As `regreen serve` has them. */
const SECONDS_BETWEEN_LOOKS = 300;
const SECONDS_BETWEEN_ISSUES = 60;

/** What one process reads and writes through. */
interface Equipment {
  readonly process: SimulatedProcess;
  readonly store: ReturnType<typeof storeOf>;
  readonly client: ReturnType<typeof clientOf>;
  readonly reader: ReturnType<typeof readerOf>;
  readonly policyReader: ReturnType<typeof policyReaderOf>;
  readonly randomness: Randomness;
  readonly sources: ReturnType<typeof logSourcesOf> | null;
}

export class Lives {
  readonly trouble: Surroundings["trouble"] = { databaseGoneUntil: 0, diskFullUntil: 0 };
  readonly #course: Course;
  readonly #shop: Workshop;
  readonly #defences: Defences;
  readonly #clock: SimulatedClock;
  readonly #around: Surroundings;
  readonly #living = new Set<SimulatedProcess>();
  #begun = 0;
  #calls = 0;

  constructor(course: Course, shop: Workshop, defences: Defences) {
    this.#course = course;
    this.#shop = shop;
    this.#defences = defences;
    this.#clock = new SimulatedClock(course.timeline);
    this.#around = this.#surroundings();
  }

  /** Calls through ports that were made. */
  get calls(): number { return this.#calls; }

  begin(): void {
    for (let worker = 0; worker < this.#course.draw.workers; worker += 1) this.#live();
  }

  end(): void {
    for (const process of this.#living) process.die();
  }

  /** By the clocks of the processes that live: what falls due, falls due by them. */
  nextDue(): number {
    const due = this.#shop.database.nextDue();
    return Math.min(...[...this.#living].map((process) => due - process.ahead()));
  }

  #surroundings(): Surroundings {
    const { draw, timeline, happened, refused } = this.#course;
    return {
      timeline, chance: chanceOf(draw.seed, 3), trouble: this.trouble, trace: (who, what) => { this.#course.note(who, what); },
      strike: (call) => [...draw.acts.get(++this.#calls) ?? [], ...draw.scene?.(call) ?? []],
      struck: (act) => { happened.add(happeningOf(act)); },
      died: (process, restartSeconds) => {
        this.#living.delete(process);
        this.#course.later(restartSeconds, () => { this.#live(); });
      },
      outage: (seconds) => { this.#outage(seconds); },
      clockSet: (seconds) => { this.#clock.set(seconds); },
      refused: (operation) => { refused.push(operation); },
    };
  }

  #outage(seconds: number): void {
    this.#course.closedUntil = this.#course.timeline.now() + seconds * 1000;
    this.end();
    this.#living.clear();
    // Those that were to be started again meanwhile are not: all are started when it is over.
    for (let worker = 0; worker < this.#course.draw.workers; worker += 1) this.#course.later(seconds, () => { this.#live(); });
  }

  #live(): void {
    const { draw, timeline, closedUntil } = this.#course;
    if (timeline.now() < closedUntil || this.#living.size >= draw.workers) return;
    const process = new SimulatedProcess(`worker-${++this.#begun}`, this.#around, this.#clock.ofProcess({ isSteady: this.#defences.steadyClock, workers: draw.workers }));
    this.#living.add(process);
    const equipment = this.#equip(process);
    this.#work(equipment, this.#stepsOf(equipment));
  }

  #equip(process: SimulatedProcess): Equipment {
    const { draw, hub } = this.#course;
    const { database, places } = this.#shop;
    const store = storeOf(process, this.#defences.store(database.open(), database), database);
    const client = this.#defences.client(clientOf(process, hub, database));
    return {
      process, store, client, reader: readerOf(process, client, hub), policyReader: policyReaderOf(client),
      randomness: randomnessOf(chanceOf(draw.seed, 100 + this.#begun)), sources: draw.plot.beside === "log" ? logSourcesOf(process, places) : null,
    };
  }

  #stepsOf({ process, store, client, reader, policyReader, randomness, sources }: Equipment): Steps {
    const { timeline, draw } = this.#course;
    const { skills, shipped, packs, syntax, fixWorkflow } = this.#shop;
    return createSteps({
      reader, policyReader, store, clock: process.clock, randomness, skills, shipped, webUrl: "https://github.test",
      packs: (names) => timeline.native(() => packs(names)), syntax: { read: (path, text) => timeline.native(() => syntax.read(path, text)) },
      unzip: (bytes) => Promise.resolve(filesOf(bytes)),
      ...(draw.plot.beside === "onboarding" ? { onboarding: { reader: createOnboardingReader(client), fixWorkflow } } : {}),
      ...(sources === null ? {} : { observing: { sources, everySeconds: SECONDS_BETWEEN_LOOKS } }),
    });
  }

  #work({ process, store, client, reader, policyReader, randomness, sources }: Equipment, steps: Steps): void {
    const { draw, hub } = this.#course;
    const crawlReader = createCrawlReader(client);
    startWorker({
      store, steps, receive: receiveDelivery({ clock: process.clock, randomness }), writer: this.#defences.writer(createWriter(client, store.evidence)), notary: this.#shop.notary,
      clock: process.clock, randomness, log: this.#course.logOf(process.name), signal: new AbortController().signal, announcer: chatOf(process, hub), issues: { reader, everySeconds: SECONDS_BETWEEN_ISSUES },
      ...(draw.crawls ? { crawl: { reader, crawlReader, policyReader, everySeconds: SECONDS_BETWEEN_LOOKS } } : {}),
      ...(draw.plot.asked === "file" ? { requests: folderOf(process, this.#shop.places) } : {}),
      ...(sources === null ? {} : { sources: { sources: sources.sources, crawlReader, everySeconds: SECONDS_BETWEEN_LOOKS } }),
    });
  }
}
