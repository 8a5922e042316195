/** Runs seeds against how their stories end undisturbed, and tells which do not hold. */
import { drawOf, undisturbed } from "./draw.ts";
import { without, type Defence } from "./defences.ts";
import { judge, type Ending } from "./judge.ts";
import { plots } from "./plot.ts";
import { openWorkshop, simulate, type Ran, type Workshop } from "./simulate.ts";

export interface BadSeed { readonly seed: number; readonly plot: string; readonly broken: readonly string[]; readonly replay: string }

export interface Simulation {
  /** Null: everything held. */
  run(seed: number, options?: { readonly without?: Defence; readonly trace?: (line: string) => void }): Promise<BadSeed | null>;
  /** Calls through ports so far. */
  readonly calls: () => number;
}

export async function openSimulation(): Promise<Simulation> {
  const shop = await openWorkshop();
  const endings = new Map<string, Ending>();
  let calls = 0;
  for (const plot of plots) endings.set(plot.name, await inPeace(shop, plot.name));
  return {
    calls: () => calls,
    async run(seed, { without: defence, trace } = {}) {
      const draw = drawOf(seed);
      const ran = await simulate(draw, shop, { ...(defence === undefined ? {} : { defences: without[defence] }), ...(trace === undefined ? {} : { trace }) });
      calls += ran.calls;
      const { broken } = await judge(ran, shop, endsOtherwise(ran) ? null : endings.get(draw.plot.name) ?? null);
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
async function inPeace(shop: Workshop, name: string): Promise<Ending> {
  const plot = plots.find((one) => one.name === name);
  if (plot === undefined) throw new Error(`there is no story ${name}`);
  const { ending, broken } = await judge(await simulate(undisturbed(plot), shop), shop, null);
  if (broken.length > 0) throw new Error(`the undisturbed story "${name}" does not hold: ${broken.join("; ")}`);
  const ends = ending.repairs.map((line) => line.split(" ", 1)[0]);
  if (JSON.stringify(ends) !== JSON.stringify(plot.ends)) throw new Error(`the undisturbed story "${name}" ends ${ends.join()} instead of ${plot.ends.join()}`);
  return ending;
}
