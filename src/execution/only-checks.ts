/** Settings of a repository under which a tool writes nothing, whatever its command line says: it is refused by name, instead of being run for nothing. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PlanStep } from "../core/fix/plan.ts";
import type { Argv } from "../core/skill/contract.ts";
import { programOf } from "./own-programs.ts";
import { Refusal } from "./refusal.ts";
import { markOf } from "./scratch.ts";

/** autoflake 2.4.0 asks in this order, before `--in-place`: `check`, `check-diff`, `stdout`; the file's value counts where the command line does not name the option, which has no opposite. */
const holding = /^\s*["']?(check(?:[-_]diff)?|write[-_]to[-_]stdout)["']?\s*[=:]\s*["']?(?:true|1|yes|on)\b/im;
const files: readonly (readonly [string, RegExp])[] = [
  ["pyproject.toml", /^\[tool\.autoflake\]\s*$/m],
  ["setup.cfg", /^\[autoflake\]\s*$/m],
];

/** Throws Refusal. For programs other than autoflake it does nothing. `argv`: the command of a fix. */
export function refuseIfItOnlyChecks(scratch: string, { skill, files: named }: PlanStep, argv: Argv): void {
  if (programOf(argv) !== "autoflake") return;
  const found = settingsAbove(scratch, commonFolder(named));
  const option = found === null ? undefined : holding.exec(found.section)?.[1];
  if (found === null || option === undefined) return;
  throw new Refusal("refused", `${skill.name} can change nothing here: ${found.file} sets ${option} for autoflake, and that counts before --in-place. Take it out there, and give --check on CI's command line instead`);
}

interface Settings { readonly file: string; readonly section: string }

/** The nearest file that has a section of autoflake's, from the folder up to the root, as autoflake looks for it. */
function settingsAbove(scratch: string, folder: string): Settings | null {
  for (const [name, head] of files) {
    const file = folder === "." ? name : join(folder, name);
    const section = markOf(join(scratch, file))?.kind === "file" ? sectionOf(readFileSync(join(scratch, file), "utf8"), head) : null;
    if (section !== null) return { file, section };
  }
  return folder === "." ? null : settingsAbove(scratch, dirname(folder));
}

function sectionOf(text: string, head: RegExp): string | null {
  const begin = head.exec(text);
  if (begin === null) return null;
  const rest = text.slice(begin.index + begin[0].length);
  return rest.split(/^\[/m, 1)[0] ?? "";
}

/** Of one file autoflake asks for the file itself first, which holds no settings. */
function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split("/").slice(0, -1));
  const shared = first.findIndex((part, index) => !others.every((other) => other[index] === part));
  return (shared === -1 ? first : first.slice(0, shared)).join("/") || ".";
}
