/** Runs seeds against how their stories end undisturbed, and tells which do not hold. */
import type { Act } from "./act.ts";
import { drawOf, undisturbed, type Draw } from "./draw.ts";
import { happenings, type Happening } from "./happening.ts";
import { without, type Defence } from "./defences.ts";
import { judge, type Ending } from "./judge.ts";
import { plots, type Plot } from "./plot.ts";
import { openWorkshop, simulate, type Ran, type Workshop } from "./simulate.ts";

export interface BadSeed { readonly seed: number; readonly plot: string; readonly broken: readonly string[]; readonly replay: string }

export interface PlayOptions { readonly without?: Defence; readonly trace?: (line: string) => void }
export interface Played { readonly broken: readonly string[]; readonly knownAfter: number | null }

export interface Simulation {
  /** Null: everything held. */
  run(seed: number, options?: PlayOptions): Promise<BadSeed | null>;
  /** A story that was not drawn from a seed. */
  play(draw: Draw, options?: PlayOptions): Promise<Played>;
  /** One worker, killed before and after each call of the story in turn: what did not hold, in plain words, and how many calls that were. */
  killAtEach(plot: Plot): Promise<{ readonly calls: number; readonly broken: readonly string[] }>;
  /** In how many of the seeds each happened. */
  readonly tally: ReadonlyMap<Happening, number>;
  /** Calls through ports so far. */
  readonly calls: () => number;
}

export async function openSimulation(): Promise<Simulation> {
  const shop = await openWorkshop();
  const endings = new Map<string, Peace>();
  const tally = new Map<Happening, number>(happenings.map((each) => [each, 0]));
  let calls = 0;
  for (const plot of plots) endings.set(plot.name, await inPeace(shop, plot));

  async function play(draw: Draw, { without: defence, trace }: PlayOptions = {}): Promise<Played & Ran> {
    const ran = await simulate(draw, shop, { ...(defence === undefined ? {} : { defences: without[defence] }), ...(trace === undefined ? {} : { trace }) });
    calls += ran.calls;
    const { broken } = await judge(ran, shop, endsOtherwise(ran) ? null : endings.get(draw.plot.name)?.ending ?? null);
    return { ...ran, broken };
  }

  async function killAtEach(plot: Plot): Promise<{ readonly calls: number; readonly broken: readonly string[] }> {
    const most = endings.get(plot.name)?.calls ?? 0;
    const broken: string[] = [];
    for (let call = 1; call <= most; call += 1) {
      for (const when of ["before", "after"] as const) {
        const acts = new Map<number, readonly Act[]>([[call, [{ kind: "kill", when, restartSeconds: 5 }]]]);
        broken.push(...(await play({ ...undisturbed(plot), acts })).broken.map((line) => `killed ${when} call ${call}: ${line}`));
      }
    }
    return { calls: most, broken };
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

interface Peace { readonly ending: Ending; readonly calls: number }

/** How a story ends when nothing goes wrong; that it ends well is asserted here, for all else is compared with it. */
async function inPeace(shop: Workshop, plot: Plot): Promise<Peace> {
  const { name } = plot;
  const ran = await simulate(undisturbed(plot), shop);
  const { ending, broken } = await judge(ran, shop, null);
  if (broken.length > 0) throw new Error(`the undisturbed story "${name}" does not hold: ${broken.join("; ")}`);
  const ends = ending.repairs.map((line) => line.split(" ", 1)[0]);
  if (JSON.stringify(ends) !== JSON.stringify(plot.ends)) throw new Error(`the undisturbed story "${name}" ends ${ends.join()} instead of ${plot.ends.join()}`);
  return { ending, calls: ran.calls };
}
