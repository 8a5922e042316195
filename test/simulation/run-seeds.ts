/** Runs seeds against how their stories end undisturbed, and tells which do not hold. */
import type { Act } from "./act.ts";
import { drawOf, undisturbed, type Draw } from "./draw.ts";
import { happenings, type Happening } from "./happening.ts";
import { without, type Defence } from "./defences.ts";
import { judge, type Ending } from "./judge.ts";
import type { Plot } from "./plot.ts";
import { simulate, type Ran } from "./simulate.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";

export interface BadSeed { readonly seed: number; readonly plot: string; readonly broken: readonly string[]; readonly replay: string }

export interface PlayOptions { readonly without?: Defence; readonly trace?: (line: string) => void }
export interface Played { readonly broken: readonly string[]; readonly knownAfter: number | null }

export interface Simulation {
  /** Null: everything held. */
  run(seed: number, options?: PlayOptions): Promise<BadSeed | null>;
  /** A story that was not drawn from a seed. */
  play(draw: Draw, options?: PlayOptions): Promise<Played>;
  /** The story killed before and after each of its calls in turn: what did not hold, in plain words, and how many calls that were. `every`: only every so many-th call. */
  killAtEach(story: Draw, every?: number): Promise<{ readonly calls: number; readonly broken: readonly string[] }>;
  /** In how many of the seeds each happened. */
  readonly tally: ReadonlyMap<Happening, number>;
  /** Calls through ports so far. */
  readonly calls: () => number;
}

export async function openSimulation(): Promise<Simulation> {
  const shop = await openWorkshop();
  const endings = new Map<string, Promise<Ending>>();
  const tally = new Map<Happening, number>(happenings.map((each) => [each, 0]));
  let calls = 0;
  function endingOf(plot: Plot): Promise<Ending> {
    const known = endings.get(plot.name) ?? inPeace(shop, plot);
    endings.set(plot.name, known);
    return known;
  }

  async function play(draw: Draw, { without: defence, trace }: PlayOptions = {}): Promise<Played & Ran> {
    const expected = await endingOf(draw.plot);
    const ran = await simulate(draw, shop, { ...(defence === undefined ? {} : { defences: without[defence] }), ...(trace === undefined ? {} : { trace }) });
    calls += ran.calls;
    const { broken } = await judge(ran, shop, endsOtherwise(ran) ? null : expected);
    return { ...ran, broken };
  }

  async function killAtEach(story: Draw, every = 1): Promise<{ readonly calls: number; readonly broken: readonly string[] }> {
    const { calls: most, broken: first } = await play(story);
    const broken = [...first];
    for (let call = 1; call <= most; call += every) {
      for (const when of ["before", "after"] as const) {
        const acts = new Map<number, readonly Act[]>([[call, [{ kind: "kill", when, restartSeconds: 5 }]]]);
        broken.push(...(await play({ ...story, acts })).broken.map((line) => `killed ${when} call ${call}: ${line}`));
      }
    }
    return { calls: Math.ceil(most / every), broken };
  }

  return {
    tally, play, killAtEach, calls: () => calls,
    async run(seed, options = {}) {
      const { without: defence } = options;
      const draw = drawOf(seed);
      const { broken, happened } = await play(draw, options);
      for (const each of happened) tally.set(each, (tally.get(each) ?? 0) + 1);
      if (broken.length === 0) return null;
      return { seed, plot: draw.plot.name, broken, replay: `npm run simulate -- --seed ${seed} --trace${defence === undefined ? "" : ` --without ${defence}`}` };
    },
  };
}

/** These are asked for again when GitHub refuses them; where GitHub refuses anything else for good, a person is told instead. All but the ending must hold all the same. */
const ASKED_AGAIN: ReadonlySet<string> = new Set(["check-runs", "git/blobs", "git/trees", "git/commits"].map((what) => `POST /repos/{owner}/{repo}/${what}`));

/** A guard looks again, whatever was refused. */
function endsOtherwise({ refused, draw }: Ran): boolean {
  return draw.plot.guarded === null && refused.some((operation) => !ASKED_AGAIN.has(operation));
}

/** How a story ends when nothing goes wrong; that it ends well is asserted here, for all else is compared with it. */
async function inPeace(shop: Workshop, plot: Plot): Promise<Ending> {
  const { name } = plot;
  const { ending, broken } = await judge(await simulate(undisturbed(plot), shop), shop, null);
  if (broken.length > 0) throw new Error(`the undisturbed story "${name}" does not hold: ${broken.join("; ")}`);
  const ends = ending.repairs.map((line) => line.split(" ", 1)[0]);
  if (JSON.stringify(ends) !== JSON.stringify(plot.ends)) throw new Error(`the undisturbed story "${name}" ends ${ends.join()} instead of ${plot.ends.join()}`);
  return ending;
}
