/** What a change's lines say: how many, of which kinds of files, and whether they turn a check green by asking it less (attack D18). */
import { findSecrets } from "../../evidence/mask-secrets.ts";
import { loweredThresholds, weighNeutering } from "../../fix/find-neutering.ts";
import { hiddenGained } from "../../fix/hidden-characters.ts";
import type { FactPlaces, Facts } from "../facts.ts";
import { allLines, type ChangedFile, type ChangedLines } from "./changed-file.ts";
import { kindOf, type FileKind } from "./kinds.ts";
import { scriptsChanged, type BothSides } from "./script-sections.ts";

/** Whole texts on both sides, of the files that need them; a file that is not in the map was not read. */
export type Contents = ReadonlyMap<string, BothSides>;

export function fileFacts(files: readonly ChangedFile[]): NonNullable<Facts["files"]> {
  const of = (kind: FileKind): readonly string[] => files.filter(({ path }) => kindOf(path) === kind).map(({ path }) => path);
  return { source: of("source"), tests: of("test"), documentation: of("documentation"), configuration: of("configuration"), workflows: of("workflow") };
}

type Shown = ChangedFile & { readonly lines: ChangedLines };

/** Null where the lines of a file are not shown. Counts are over the whole change, so that what moves to another file is not lost. */
export function diffFacts(files: readonly ChangedFile[], contents: Contents): Facts["diff"] {
  const shown = allLines(files);
  if (shown === null) return null;
  const judged = shown.filter(({ path }) => kindOf(path) !== "documentation").map((file) => sidesOf(file, contents));
  const weighed = judged.map(({ before, after }) => weighNeutering(before, after));
  const gained = (what: string): number => Math.max(0, weighed.reduce((sum, one) => sum + (one.get(what) ?? 0), 0));
  const lost = (what: string): number => Math.max(0, -weighed.reduce((sum, one) => sum + (one.get(what) ?? 0), 0));
  const sum = (of: (file: Shown) => number): number => shown.reduce((total, file) => total + of(file), 0);
  return {
    added: sum(({ lines }) => lines.added.length),
    removed: sum(({ lines }) => lines.removed.length),
    tests_removed: lost("a test is gone"),
    assertions_removed: lost("an assertion is gone"),
    skips_added: gained("a test is skipped"),
    suppressions_added: gained("a finding is silenced") + gained("code is taken out of the coverage"),
    failures_swallowed: gained("a failure is swallowed"),
    thresholds_lowered: judged.reduce((total, { before, after }) => total + loweredThresholds(before, after), 0),
    hidden_characters: sum(({ lines }) => hiddenGained(lines.before, lines.after)),
  };
}

function sidesOf({ path, lines }: Shown, contents: Contents): { readonly before: string; readonly after: string } {
  const whole = contents.get(path);
  return whole === undefined ? { before: lines.before, after: lines.after } : { before: whole.before ?? "", after: whole.after ?? "" };
}

export function secretFacts(files: readonly ChangedFile[]): Facts["secrets"] {
  const shown = allLines(files);
  return shown === null ? null : { found: shown.filter(({ lines }) => freshSecrets(lines).length > 0).length };
}

/** Shapes of secrets that stand in the added lines and did not stand there before. */
function freshSecrets({ before, added }: ChangedLines): readonly string[] {
  const known = findSecrets(before);
  return findSecrets(added.map(({ text }) => text).join("\n")).filter((name) => !known.includes(name));
}

export function scriptFacts(files: readonly ChangedFile[], contents: Contents): Facts["scripts"] {
  const judged = files.map(({ path }) => ({ path, changed: scriptsChanged(path, contents.get(path) ?? null) }));
  return judged.some(({ changed }) => changed === null) ? null : { changed: judged.filter(({ changed }) => changed === true).map(({ path }) => path) };
}

const MOST_PLACES = 20;

/** The lines that a reader should look at, for the facts that count lines. */
export function diffPlaces(files: readonly ChangedFile[]): FactPlaces {
  const shown = files.flatMap((file) => (file.lines === null ? [] : [{ ...file, lines: file.lines }]));
  const places = (telling: (text: string) => boolean): NonNullable<FactPlaces["diff"]> => shown.flatMap(({ path, lines }) =>
    lines.added.filter(({ text }) => telling(text)).map(({ line }) => ({ file: path, line }))).slice(0, MOST_PLACES);
  const cheats = places((text) => hiddenGained("", text) > 0 || [...weighNeutering("", text)].some(([what]) => what !== "a test is gone" && what !== "an assertion is gone"));
  const gone = shown.filter(({ lines }) => [...weighNeutering(lines.before, lines.after)].some(([what, weight]) => weight < 0 && (what === "a test is gone" || what === "an assertion is gone")));
  return { diff: [...cheats, ...gone.map(({ path, lines }) => ({ file: path, line: lines.removed[0]?.line ?? null }))].slice(0, MOST_PLACES), secrets: secretPlaces(shown) };
}

type ShownFiles = readonly { readonly path: string; readonly lines: ChangedLines }[];

/** One that spreads over lines, as a private key does, is shown where it begins. */
function secretPlaces(shown: ShownFiles): NonNullable<FactPlaces["secrets"]> {
  const lineOf = ({ added }: ChangedLines): readonly (number | null)[] => {
    const telling = added.filter(({ text }) => findSecrets(text).length > 0).map(({ line }) => line);
    return telling.length > 0 ? telling : [(added.find(({ text }) => text.includes("-----BEGIN ")) ?? added[0])?.line ?? null];
  };
  return shown.filter(({ lines }) => freshSecrets(lines).length > 0).flatMap(({ path, lines }) => lineOf(lines).map((line) => ({ file: path, line }))).slice(0, MOST_PLACES);
}
