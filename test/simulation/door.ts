/** Where GitHub's deliveries arrive: late, twice, never, or at a closed door, and then again. */
import { timestamp } from "../../src/core/identity/timestamp.ts";
import type { Store } from "../../src/ports/store/store.ts";
import type { Course } from "./course.ts";
import type { SimulatedDatabase } from "./database.ts";
import { happeningsOfDelivery } from "./happening.ts";
import type { Surroundings } from "./process.ts";

const REDELIVERY_SECONDS = 300;

interface Sent { readonly guid: string; readonly event: string; readonly body: Uint8Array; readonly mustArrive: boolean }

export class Door {
  readonly #course: Course;
  readonly #database: SimulatedDatabase;
  readonly #trouble: Surroundings["trouble"];
  readonly #store: Pick<Store, "inbox">;
  #deliveries = 0;

  constructor(course: Course, database: SimulatedDatabase, trouble: Surroundings["trouble"]) {
    this.#course = course;
    this.#database = database;
    this.#trouble = trouble;
    this.#store = database.open();
  }

  /** GitHub tells; what is told must arrive in the end, unless somebody looks for it anyway. */
  deliver(event: string, payload: object, told: boolean): void {
    const { draw, happened } = this.#course;
    // What is red is found by who looks for it.
    const mustArrive = told && !(draw.crawls && isRed(payload));
    const guid = `guid-${++this.#deliveries}`;
    const body = new TextEncoder().encode(JSON.stringify(payload));
    const arrivals = this.#deliveries === 1 && draw.firstLost && isRed(payload) ? [] : draw.fate(mustArrive).arrivals;
    for (const each of happeningsOfDelivery(arrivals)) happened.add(each);
    for (const seconds of arrivals) this.#course.later(seconds, () => this.#arrive({ guid, event, body, mustArrive }));
    this.#course.note("GitHub", `delivery ${guid} ${event}`);
  }

  #arrive(sent: Sent): void {
    const { guid, event, body, mustArrive } = sent;
    const { timeline, closedUntil } = this.#course;
    if (timeline.now() < Math.max(this.#trouble.databaseGoneUntil, this.#trouble.diskFullUntil, closedUntil)) {
      if (mustArrive) this.#course.later(REDELIVERY_SECONDS, () => this.#arrive(sent));
      return;
    }
    this.#course.note("door", `stores ${guid}`);
    void timeline.native(() => this.#store.inbox.append([{ guid, event, body, receivedAt: timestamp(timeline.now()), installationId: 42 }])).then(() => { this.#database.written(["inbox"]); timeline.stir(); });
  }
}

/** Whether a delivery tells of a run that failed. */
function isRed(payload: object): boolean {
  return "workflow_run" in payload && (payload.workflow_run as { readonly conclusion: unknown }).conclusion === "failure";
}
