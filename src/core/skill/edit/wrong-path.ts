/** TS2307, TS2835: a relative import that leads nowhere, where exactly one file of the repository differs from it only in ending or in large and small letters. */
import { Unclear } from "./edit.ts";
import { offsetOf, type Place } from "./place.ts";
import type { Replacement } from "./replacement.ts";
import type { Module, Repository } from "./repository.ts";
import { isRelative, sourceFor, spelledPath, stemOf, type Ending } from "./resolve-source.ts";

export function correctPaths(module: Module, places: readonly Place[], { files }: Repository): readonly Replacement[] {
  return places.map((place) => {
    const offset = offsetOf(module.text, place);
    const statement = module.facts.imports.find(({ sourceSpan, start }) => sourceSpan.start === offset && start !== offset);
    if (statement === undefined) throw new Unclear(`line ${place.line}: no import of a module stands there`);
    const { start, end } = statement.sourceSpan;
    const quote = module.text[start] ?? "";
    return { start, end, text: quote + correctedSource(module.path, statement.source, place, files) + quote };
  });
}

function correctedSource(from: string, source: string, place: Place, files: ReadonlySet<string>): string {
  const spelled = isRelative(source) ? spelledPath(from, source) : null;
  if (spelled === null) throw new Unclear(`line ${place.line}: ${source} is no file of this repository`);
  const wanted = stemOf(spelled).toLowerCase();
  const candidates = [...files].filter((path) => [stemOf(path), stemOf(path).replace(/\/index$/, "")].some((stem) => stem.toLowerCase() === wanted));
  const [only, other] = candidates;
  if (only === undefined) throw new Unclear(`line ${place.line}: no file is called like ${source}`);
  if (other !== undefined) throw new Unclear(`line ${place.line}: ${source} may be ${candidates.toSorted().slice(0, 3).join(" or ")}`);
  const corrected = sourceFor(from, only, endingFor(source, place));
  if (corrected === source) throw new Unclear(`line ${place.line}: ${source} is there`);
  return corrected;
}

/** As it was written; TS2835 asks for the ending of the compiled file. */
function endingFor(source: string, { rule }: Place): Ending {
  if (rule === "TS2835") return "compiled";
  return /\.[cm]?tsx?$/.test(source) ? "source" : /\.[cm]?jsx?$/.test(source) ? "compiled" : "none";
}
