/** What a person wants to see of the log first: the lines around the proof, paths as the repository knows them, nothing that the runner says of itself. */
import { maskSecrets } from "../evidence/mask-secrets.ts";
import type { Excerpt } from "./excerpt.ts";
import { relativePath } from "./line/place.ts";
import type { Sighting } from "./sighting.ts";

const MOST_LINES = 30;
const LONGEST_LINE = 400;
/** Lines after the last sighting that are worth showing where its rule asks for no more. */
const USUAL_AFTER = 3;

/** What the runner of GitHub says at the end of every failed job: https://github.com/actions/runner, `JobExtension.cs` and `ProcessHandler.cs`. */
const OF_THE_RUNNER = /^(?:Process completed with exit code -?\d+\.|Cleaning up orphan processes|Post job cleanup\.|Complete job name: .*)$/;
const ABSOLUTE_PATH = /(?<![\w.:/-])(?:file:\/\/)?(?:[A-Za-z]:)?\/[^\s:"'()<>]+/g;

export interface SnippetInput {
  /** Of one report. */
  readonly sightings: readonly Sighting[];
  /** The line of the first proof. */
  readonly first: number;
  readonly excerpt: Excerpt;
  /** Absolute path of the checkout that wrote the log, or null. */
  readonly workspace: string | null;
}

/** From a little before the first proof, as far as the excerpt and thirty lines reach; lines that were not kept are left out. */
export function snippetOf({ sightings, first, excerpt, workspace }: SnippetInput): string {
  const last = Math.max(...sightings.map(({ line, rule }) => line + Math.max(USUAL_AFTER, rule.after ?? 0)));
  const from = Math.max(0, excerpt.lines.findIndex(({ number }) => number >= first - 2));
  const picked = excerpt.lines.slice(from, from + MOST_LINES).filter(({ number, text }) => number <= last && !OF_THE_RUNNER.test(text.trim()));
  return maskSecrets(picked.map(({ text }) => relative(shownLine(text), workspace)).join("\n")).replace(/\n{3,}/g, "\n\n").replace(/^(?:[ \t]*\n)+/, "").trimEnd();
}

/** A line of the log, secrets masked, not longer than a reader bears. */
export function shownLine(text: string): string {
  return maskSecrets(text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text);
}

function relative(line: string, workspace: string | null): string {
  return line.replace(ABSOLUTE_PATH, (path) => relativePath(path, workspace));
}
