/**
 * Popular packages from the registries, broken with seeded faults of the kinds that skills cover and of kinds that none covers. Covered: Regreen
 * must leave the very bytes that the tool itself, run directly, leaves. Not covered: nothing may change, and the reason is said.
 */
import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { seededRandom } from "../core/failure/seeded-random.ts";
import { installTools } from "../toolchains/install-tools.ts";
import { atLeast, atMost, notMeasured, type Bench, type Row } from "./bench.ts";
import { makeProject, type Project } from "./repair/project.ts";
import { trades } from "./repair/trade.ts";
import { playTrial, type Trial } from "./repair/trial.ts";
import { inScratch } from "./scratch.ts";
import { amount, isSmoke } from "./smoke.ts";
import { median } from "./statistics.ts";

/** The whole takes an hour: `REGREEN_TRADES=stylelint-fix,pyupgrade` plays those alone. */
const asked = process.env["REGREEN_TRADES"]?.split(",");
/** A smoke run sees one trade of each kind: a formatter, one that sorts, a transform of our own. */
const played = isSmoke ? trades.filter((_, index) => index % 6 === 0) : trades.filter(({ skill }) => asked?.includes(skill) ?? true);

/** For each trade; together at least 300 and 100. */
const COVERED = amount(Math.ceil(320 / trades.length), 1);
const UNCOVERED = amount(Math.ceil(110 / trades.filter(({ uncovered }) => uncovered.length > 0).length), 1);
const DRAWS_FOR_EACH = 12;

/** The whole takes long: each trial is told on standard error as it ends. */
function tell(line: string): void {
  if (!isSmoke) process.stderr.write(`${line}\n`);
}

interface Wanted { readonly count: number; readonly kind: "covered" | "uncovered"; readonly seed: number }

async function playTrials(project: Project, { count, kind, seed }: Wanted, { folder, path }: { readonly folder: string; readonly path: readonly string[] }): Promise<readonly Trial[]> {
  const random = seededRandom(seed);
  const trials: Trial[] = [];
  for (let draw = 0; trials.length < count && draw < count * DRAWS_FOR_EACH; draw += 1) {
    const trial = await playTrial(project, project.trade[kind], { random, folder: join(folder, `${kind}-${draw}`), path });
    if (trial === null) continue;
    trials.push(trial);
    tell(`${kind} ${trials.length}/${count} ${trial.skill}: ${trial.fault} in ${trial.file}: ${trial.outcome.kind} (${trial.outcome.seconds.toFixed(1)} s) ${trial.outcome.reason.slice(0, 200)}`);
  }
  return trials;
}

async function playAll(path: readonly string[]): Promise<{ readonly covered: readonly Trial[]; readonly uncovered: readonly Trial[] }> {
  return inScratch(async (scratch) => {
    const covered: Trial[] = [];
    const uncovered: Trial[] = [];
    // All projects first: one that cannot be made is said before the long part begins.
    const projects: Project[] = [];
    for (const [index, trade] of played.entries()) {
      mkdirSync(join(scratch, `${index}`));
      projects.push(await makeProject(trade, join(scratch, `${index}`, "sound")));
    }
    for (const [index, project] of projects.entries()) {
      const folder = join(scratch, `${index}`);
      covered.push(...await playTrials(project, { count: COVERED, kind: "covered", seed: index + 1 }, { folder, path }));
      if (project.trade.uncovered.length > 0) uncovered.push(...await playTrials(project, { count: UNCOVERED, kind: "uncovered", seed: index + 1001 }, { folder, path }));
    }
    return { covered, uncovered };
  });
}

function skillRows(trials: readonly Trial[]): readonly Row[] {
  return [...new Set(trials.map(({ skill }) => skill))].map((skill) => {
    const own = trials.filter((trial) => trial.skill === skill);
    const seconds = median(own.filter(({ outcome }) => outcome.kind === "repaired").map(({ outcome }) => outcome.seconds));
    const refused = own.filter(({ outcome }) => outcome.kind === "refused");
    return { what: `… ${skill}`, value: (own.length - refused.length) / own.length * 100, unit: "%", note: `${own.length} faults, ${seconds.toFixed(1)} s each${refused[0] === undefined ? "" : `; refused: ${[...new Set(refused.map(({ fault, outcome }) => `${fault}: ${outcome.reason.slice(0, 90)}`))].slice(0, 2).join("; ")}`}` };
  });
}

async function run(): Promise<readonly Row[]> {
  const tools = await installTools().catch((error: unknown) => String(error));
  if (typeof tools === "string") return [notMeasured("faults that skills cover, repaired", "%", tools)];
  process.env["PATH"] = [...tools.path, process.env["PATH"] ?? ""].join(delimiter);
  const { covered, uncovered } = await playAll(tools.path);
  const of = (kind: string, trials: readonly Trial[]): readonly Trial[] => trials.filter(({ outcome }) => outcome.kind === kind);
  const wrong = [...of("false-repair", covered), ...of("false-repair", uncovered)];
  const unreasoned = of("refused", [...covered, ...uncovered]).filter(({ outcome }) => outcome.reason === "");
  return [
    atLeast("faults that skills cover, repaired", of("repaired", covered).length / covered.length * 100, { least: 97, unit: "%", note: `${covered.length} seeded faults in popular packages` }),
    { what: "… refused, with a reason", value: of("refused", covered).length / covered.length * 100, unit: "%" },
    ...skillRows(covered),
    atMost("false repairs", wrong.length, { most: 0, unit: "", note: wrong.length === 0 ? `of ${covered.length + uncovered.length} faults; held against what the tool itself leaves` : wrong.slice(0, 3).map(({ skill, fault, file }) => `${skill}: ${fault} in ${file}`).join("; ") }),
    atLeast("faults that no skill covers, refused", of("refused", uncovered).length / uncovered.length * 100, { least: 100, unit: "%", note: `${uncovered.length} seeded faults` }),
    atMost("refusals without a reason", unreasoned.length, { most: 0, unit: "" }),
  ];
}

export const bench: Bench = { name: "repair", run };
