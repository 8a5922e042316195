/** Tools by the names that documents give them; class and pattern are those of the tool's own log format, so that skills and fingerprints agree. */
import { formats } from "../formats/registry.ts";
import type { Subject } from "./document.ts";

/** As drivers, suites and formatters call themselves, in lower case, where that is not the format's name. */
const ALIASES: Readonly<Record<string, string>> = {
  "jest tests": "jest", "vitest tests": "vitest", "mocha tests": "mocha", "pytest tests": "pytest", "microsoft.typescript": "tsc", typescript: "tsc",
  "golangci-lint": "golangci-lint", "cucumber": "cucumber", nodejs: "node:test", "node": "node:test", "gcc": "gcc", "gnu c": "gcc", "shell check": "shellcheck",
  "playwright tests": "playwright", phpcs: "phpcs", "php_codesniffer": "phpcs",
};

/** Null when no format has this name. */
export function knownTool(name: string): Subject | null {
  const lower = name.trim().toLowerCase();
  const tool = ALIASES[lower] ?? lower;
  const format = formats.find((candidate) => candidate.tool === tool && candidate.nameless !== true);
  return format === undefined ? null : { tool, class: format.class, pattern_name: format.pattern_name };
}

/** The tool's own class where it is known; else `otherwise`, with the tool named in lower case as it calls itself. */
export function subjectOf(name: string | null, otherwise: Omit<Subject, "tool">): Subject {
  if (name === null || name.trim() === "") return { tool: null, ...otherwise };
  return knownTool(name) ?? { tool: name.trim().toLowerCase().slice(0, 60), ...otherwise };
}
