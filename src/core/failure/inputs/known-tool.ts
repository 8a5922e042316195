/** Tools by the names that documents give them; class and pattern are those of the tool's own log format, so that skills and fingerprints agree. */
import { formats } from "../formats/registry.ts";
import type { Subject } from "./document.ts";

/** As drivers, suites and formatters call themselves, in lower case, where that is not the format's name. */
const ALIASES: Readonly<Record<string, string>> = {
  "jest tests": "jest", "vitest tests": "vitest", "mocha tests": "mocha", "pytest tests": "pytest", "microsoft.typescript": "tsc", typescript: "tsc",
  "golangci-lint": "golangci-lint", "cucumber": "cucumber", nodejs: "node:test", "node": "node:test", "gcc": "gcc", "gnu c": "gcc", "shell check": "shellcheck",
  "playwright tests": "playwright", phpcs: "phpcs", "php_codesniffer": "phpcs",
};

let known: ReadonlyMap<string, Subject> | null = null;

/** By the tool's name; of formats with one name, the first. */
function subjects(): ReadonlyMap<string, Subject> {
  known ??= new Map(formats.filter(({ nameless }) => nameless !== true).toReversed().map((format) => [format.tool, { tool: format.tool, class: format.class, pattern_name: format.pattern_name }]));
  return known;
}

/** Null when no format has this name. */
export function knownTool(name: string): Subject | null {
  const lower = name.trim().toLowerCase();
  const tool = ALIASES[lower] ?? lower;
  return subjects().get(tool) ?? null;
}

/** The tool's own class where it is known; else `otherwise`, with the tool named in lower case as it calls itself. */
export function subjectOf(name: string | null, otherwise: Omit<Subject, "tool">): Subject {
  if (name === null || name.trim() === "") return { tool: null, ...otherwise };
  return knownTool(name) ?? { tool: name.trim().toLowerCase().slice(0, 60), ...otherwise };
}
