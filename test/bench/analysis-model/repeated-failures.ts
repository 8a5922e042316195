/** A format's golden log many times over, each time about other files, among lines of a job in which nothing fails. */
import { backgroundLog } from "../background-log.ts";
import type { SharedFormat } from "./shared-formats.ts";

export interface Mixture {
  readonly text: string;
  /** `file:line` of everything that the tool names. */
  readonly places: ReadonlySet<string>;
}

/** A report names up to 2,000 places (build-report.ts): so many are to be found at most. */
const MOST_PLACES = 1500;
/** The stamp of Actions, which the analysis-model does not know: Jenkins strips its own. */
const STAMP = /^\S+ /gm;

/** `noise` lines in all among at most `most` repetitions; a document has as many as have place in a report. */
export function repeatFailures(format: SharedFormat, { noise, most }: { readonly noise: number; readonly most: number }): Mixture {
  const times = Math.min(format.kind === "log" ? most : 5 * most, Math.floor(MOST_PLACES / format.places.length));
  const units = Array.from({ length: times }, (_, index) => renamed(format, `unit${index}/`));
  const places = new Set(units.flatMap((unit) => unit.places.map(([file, line]) => `${file}:${line}`)));
  const texts = units.map(({ text }) => text);
  return { text: format.kind === "log" ? among(texts, noise) : oneDocument(texts), places };
}

function renamed(format: SharedFormat, folder: string): SharedFormat {
  const files = [...new Set(format.places.map(([file]) => file))].sort((one, other) => other.length - one.length);
  const named = new RegExp(`(?<![\\w.-])(?:${files.map((file) => file.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})(?![\\w-])`, "g");
  return { ...format, text: format.text.replace(named, (file) => folder + file), places: format.places.map(([file, line]) => [folder + file, line]) };
}

function among(units: readonly string[], noise: number): string {
  const lines = backgroundLog({ seed: 11, lines: noise }).replace(STAMP, "").split("\n");
  const share = Math.ceil(lines.length / units.length);
  return units.map((unit, index) => `${lines.slice(index * share, (index + 1) * share).join("\n")}\n${unit.trimEnd()}\n`).join("");
}

/** Checkstyle's XML has a `<file>` for each, SARIF a list of results. */
function oneDocument(units: readonly string[]): string {
  const [first = ""] = units;
  if (first.startsWith("<?xml")) {
    const files = /<file [\s\S]*<\/file>/;
    return first.replace(files, units.map((unit) => files.exec(unit)?.[0] ?? "").join("\n"));
  }
  const documents = units.map((unit) => JSON.parse(unit) as { runs: { results: unknown[] }[] });
  const [whole] = documents;
  return JSON.stringify({ ...whole, runs: [{ ...whole?.runs[0], results: documents.flatMap(({ runs }) => runs.flatMap(({ results }) => results)) }] });
}
