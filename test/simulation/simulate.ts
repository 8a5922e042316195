/** One seed from its first delivery to its end: workers over the real store, reader, writer and steps, in a world where things go wrong. */
import { Contributors } from "./contributors.ts";
import { Course } from "./course.ts";
import { intact, type Defences } from "./defences.ts";
import { Door } from "./door.ts";
import type { Draw } from "./draw.ts";
import type { Happening } from "./happening.ts";
import type { Hub } from "./hub/hub.ts";
import { Lives } from "./lives.ts";
import { Owners } from "./owners.ts";
import { People } from "./people.ts";
import { WatchedProgram } from "./watched-program.ts";
import type { Workshop } from "./workshop.ts";
import type { Stage, World } from "./world.ts";

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

const MOST_SECONDS = 48 * 3600;

export async function simulate(draw: Draw, shop: Workshop, { defences = intact, trace }: Options = {}): Promise<Ran> {
  const { database, places } = shop;
  database.empty();
  if (draw.plot.beside === "log" || draw.plot.asked === "file") places.empty();
  const course = new Course(draw, trace);
  const lives = new Lives(course, shop, defences);
  const door = new Door(course, database, lives.trouble);
  const world = worldOf(stageOf(course, door, shop));
  world.begin();
  lives.begin();
  const { ended, knownAfter } = await play(course, { lives, world, database });
  lives.end();
  const { hub, seconds, errors, refused, happened } = course;
  return { draw, hub, ended, seconds, calls: lives.calls, errors, refused, happened, knownAfter };
}

function stageOf(course: Course, door: Door, { places }: Workshop): Stage {
  const { hub, draw, timeline } = course;
  return {
    hub, plot: draw.plot, deliver: (event, payload, mustArrive) => { door.deliver(event, payload, mustArrive); }, later: (seconds, act) => { course.later(seconds, act); },
    requestsWait: () => places.requestsWait(), takeBack: (name) => places.takeBack(name),
    putRequest: (name, content) => { places.putRequest(name, content); timeline.stir(); }, writeLog: (text) => { places.writeLog(text); timeline.stir(); },
  };
}

/** Until nothing is left to come and all is settled, or the time is over. */
async function play(course: Course, { lives, world, database }: { readonly lives: Lives; readonly world: World; readonly database: Workshop["database"] }): Promise<Pick<Ran, "ended" | "knownAfter">> {
  const { draw, refused, timeline } = course;
  let knownAfter: number | null = null;
  const ended = await timeline.run({
    over() {
      if (knownAfter === null && database.known({ onboardings: draw.plot.beside === "onboarding" }) > 0) knownAfter = course.seconds;
      return !course.waits && database.unfinished() === 0 && (!draw.crawls || knownAfter !== null) && (refused.length > 0 || world.isOver());
    },
    nextDue: () => lives.nextDue(), deadline: course.momentAt(MOST_SECONDS),
  });
  return { ended, knownAfter };
}

function worldOf(stage: Stage): World {
  const { guarded, beside } = stage.plot;
  if (guarded !== null) return new Contributors(stage, guarded);
  switch (beside) {
    case null: return new People(stage);
    case "onboarding": return new Owners(stage);
    case "log": return new WatchedProgram(stage);
    default: return beside satisfies never;
  }
}
