/**
 * Reading what both know, against the Java analysis-model: the same files, its virtual machine warm, each of its parsers given its own format
 * while ours finds out. Times are processor time: of ours the whole process's, of theirs the reading thread's alone.
 */
import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openInputReading } from "../../src/core/failure/inputs/open-input.ts";
import { openRival, VERSION, type Reading, type Rival } from "./analysis-model/rival.ts";
import { repeatFailures } from "./analysis-model/repeated-failures.ts";
import { sharedFormats, type SharedFormat } from "./analysis-model/shared-formats.ts";
import { atLeast, notMeasured, type Bench, type Row } from "./bench.ts";
import { inScratch } from "./scratch.ts";
import { amount, rounds } from "./smoke.ts";
import { interleaved, median } from "./statistics.ts";

const ROUNDS = rounds(3);
/** 20 MB. */
const NOISE = amount(360_000, 2000);
const REPETITIONS = amount(150, 5);
const WARM_SECONDS = amount(2, 0);
const CHUNK = 1 << 18;

interface Outcome { readonly format: SharedFormat; readonly megabytes: number; readonly seconds: Record<"ours" | "theirs", number>; readonly recall: Record<"ours" | "theirs", number> }

export const bench: Bench = {
  name: "Against the analysis-model",
  async run() {
    const rival = tryRival();
    if (typeof rival === "string") return [notMeasured("reading formats that both know, against the analysis-model", "×", rival)];
    try {
      return await inScratch(async (folder) => {
        const outcomes: Outcome[] = [];
        for (const format of sharedFormats()) outcomes.push(await compare(rival, await withTheirPlaces(rival, format, folder), folder));
        return rows(outcomes);
      });
    } finally {
      rival.close();
    }
  },
};

function tryRival(): Rival | string {
  try {
    return openRival();
  } catch (error) {
    return `the analysis-model ${VERSION} cannot be had here: ${(error instanceof Error ? error.message : String(error)).split("\n")[0] ?? ""}`;
  }
}

/** What is to be found is what the golden log is known to name, and whatever the rival finds there besides in the same files. */
async function withTheirPlaces(rival: Rival, format: SharedFormat, folder: string): Promise<SharedFormat> {
  const file = join(folder, "golden");
  writeFileSync(file, format.text);
  const files = new Set(format.places.map(([name]) => name));
  const theirs = (await rival.read(format.parser, file)).places.map((place): [string, number] => { const [, name = "", line] = /^(.*):(\d+)$/.exec(relative(place)) ?? []; return [name, Number(line)]; });
  return { ...format, places: [...format.places, ...theirs.filter(([name, line]) => files.has(name) && line > 0)] };
}

async function compare(rival: Rival, format: SharedFormat, folder: string): Promise<Outcome> {
  const mixture = repeatFailures(format, { noise: NOISE, most: REPETITIONS });
  const file = join(folder, "input");
  writeFileSync(file, mixture.text);
  const contestants = { ours: () => Promise.resolve(readOurs(file)), theirs: () => rival.read(format.parser, file) };
  const first = { ours: await warm(contestants.ours), theirs: await warm(contestants.theirs) };
  const readings = await interleaved(ROUNDS, contestants);
  const recall = ({ places }: Reading): number => new Set(places.map(relative).filter((place) => mixture.places.has(place))).size / mixture.places.size;
  const seconds = (of: readonly Reading[]): number => median(of.map((reading) => reading.seconds));
  return { format, megabytes: Buffer.byteLength(mixture.text) / 1e6, seconds: { ours: seconds(readings.ours), theirs: seconds(readings.theirs) }, recall: { ours: recall(first.ours), theirs: recall(first.theirs) } };
}

/** Reads until two seconds have been spent on it: by then both machines have compiled what there is to compile. */
async function warm(read: () => Promise<Reading>): Promise<Reading> {
  let reading = await read();
  for (let spent = reading.seconds; spent < WARM_SECONDS; spent += reading.seconds) reading = await read();
  return reading;
}

function readOurs(path: string): Reading {
  const before = process.cpuUsage();
  const reading = openInputReading({ job: null, workspace: null });
  const file = openSync(path, "r");
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) reading.push(buffer.subarray(0, length));
  closeSync(file);
  const { reports } = reading.finish();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, places: reports.flatMap(({ locations }) => locations.map(({ file: name, line }) => `${name}:${String(line)}`)) };
}

/** Runners check out to `/home/runner/work/<name>/<name>`, which the golden logs keep. */
function relative(place: string): string {
  return place.replace(/^(?:file:\/\/)?\/home\/runner\/work\/[^/]+\/[^/]+\//, "").replace(/^\.\//, "");
}

function rows(outcomes: readonly Outcome[]): readonly Row[] {
  return [
    ...speedRows(outcomes.filter(({ format }) => format.kind === "log"), "logs of formats that both know"),
    ...speedRows(outcomes.filter(({ format }) => format.kind === "document"), "documents (Checkstyle XML, SARIF)"),
    ...outcomes.map((outcome): Row => ({
      what: `… ${outcome.format.name}: recall of places`, value: outcome.recall.ours, unit: "", target: `≥ ${outcome.recall.theirs.toFixed(3)}`, met: outcome.recall.ours >= outcome.recall.theirs,
      note: `its parser ${outcome.format.parser}; ${ratio(outcome).toFixed(1)} × its speed`,
    })),
  ];
}

function ratio({ seconds }: Outcome): number {
  return seconds.theirs / seconds.ours;
}

function speedRows(outcomes: readonly Outcome[], what: string): readonly Row[] {
  const total = (of: (outcome: Outcome) => number): number => outcomes.reduce((sum, outcome) => sum + of(outcome), 0);
  const megabytes = total((outcome) => outcome.megabytes);
  const [ours, theirs] = [total(({ seconds }) => seconds.ours), total(({ seconds }) => seconds.theirs)];
  const least = Math.min(...outcomes.map(ratio));
  return [
    { what: `${outcomes.length} ${what}, ${megabytes.toFixed(1)} MB`, value: megabytes / ours, unit: "MB/s", note: "of processor time; all our patterns at once" },
    { what: `analysis-model ${VERSION} over the same, each by its own parser`, value: megabytes / theirs, unit: "MB/s", note: "of its reading thread's time alone" },
    atLeast(`${what}, against the analysis-model`, theirs / ours, { least: 3, unit: "×", note: `${least.toFixed(1)} × at least` }),
  ];
}
