/** Some failures do not say whose they are: memory ran out, a disk filled, a name did not resolve. The tool is then told by the command. */
import type { Excerpt } from "./excerpt.ts";
import { firstLine, type Group } from "./group.ts";

type Name = readonly [RegExp, string];

/** Words of commands, and the tool that they mean; a tool is named before the runtime or package manager that runs it. */
const TOOLS: readonly Name[] = [
  [/\btsc\b/, "tsc"], [/\bjest\b/, "jest"], [/\bvitest\b/, "vitest"], [/\bmocha\b/, "mocha"], [/\bwebpack\b/, "webpack"], [/\beslint\b/, "eslint"],
  [/\bprettier\b/, "prettier"], [/\bpytest\b|\bpy\.test\b/, "pytest"], [/\bmypy\b/, "mypy"], [/\bruff\b/, "ruff"], [/\bpyupgrade\b/, "pyupgrade"], [/\badd-trailing-comma\b/, "add-trailing-comma"], [/\byesqa\b/, "yesqa"], [/\btar\b/, "tar"], [/\bunzip\b/, "unzip"],
  [/\b(?:gcc|g\+\+|cc1plus|cc1)(?=[\s:]|$)/, "gcc"], [/\bclang(?:\+\+)?(?=[\s:]|$)/, "clang"], [/\b(?:mvnw?)\b|\bmaven\b/i, "maven"], [/\bgradlew?\b/, "gradle"], [/\bcargo\b/, "cargo"],
  [/\bsemantic-release\b/, "semantic-release"], [/\bdocker\b/, "docker"], [/\bcurl\b/, "curl"], [/\bwget\b/, "wget"], [/\bterraform\b/, "terraform"], [/\baws\b/, "aws"], [/\bgh (?:api|pr|run|release)\b/, "gh"],
];
const CARRIERS: readonly Name[] = [
  [/\buv (?:pip|sync|run)\b/, "uv"], [/\bpoetry\b/, "poetry"], [/\bpip3?\b/, "pip"], [/\bcomposer\b/, "composer"], [/\bbundle\b/, "bundler"], [/\bgem install\b/, "gem"], [/\bapt(?:-get)?\b/, "apt"], [/\bpnpm\b/, "pnpm"],
  [/\byarn\b/, "yarn"], [/\bnpm\b/, "npm"], [/\bgit\b/, "git"], [/\bgo (?:build|test|mod|get|install)\b/, "go"], [/\bmake\b/, "make"], [/\bjava\b/, "java"], [/\bpython[\d.]*\b/, "python"], [/\bnode\b/, "node"],
];

const LINES_ABOVE = 25;
const HEAD = 12;

/** The tool's name, or null when nothing in the log tells it. */
export function attributeTool(group: Group, excerpt: Excerpt): string | null {
  const first = firstLine(group);
  const at = excerpt.indexOf(first);
  const above = excerpt.lines.slice(Math.max(0, at - LINES_ABOVE), Math.max(0, at)).map(({ text }) => text).reverse();
  const head = excerpt.lines.slice(0, HEAD).map(({ text }) => text);
  const own = group.sightings.slice(0, 5).map(({ text }) => text);
  for (const names of [TOOLS, CARRIERS]) {
    for (const text of [...own, group.step?.command ?? "", ...above.filter(isCommand), ...above.slice(0, 8), ...head]) {
      const found = names.find(([word]) => word.test(text));
      if (found !== undefined) return found[1];
    }
  }
  return null;
}

/** A line that echoes a command: `$ npm test`, `+ npm test`, `> shop@1.0.0 test`. */
function isCommand(text: string): boolean {
  return /^(?:\$|\+|>|Run) \S/.test(text);
}
