/** The command lines of a step, as far as its log shows them: the script that the runner prints above its output, and what runners of tools echo. */
import { foldersOf } from "../command/find-invocations.ts";
import type { Excerpt } from "./excerpt.ts";
import type { Sighting } from "./sighting.ts";
import type { Step } from "./steps.ts";

const MOST_COMMANDS = 60;
/** GitHub's runner prints the shell below the script of a `run` step, and `with:` or `env:` below the name of an action. */
const BELOW_SCRIPT = /^(?:shell: |with:$|env:$)/;

/** `echoes`: the sightings that are command lines; those that stand in the step count. */
export function commandsOf(step: Step | null, echoes: readonly Sighting[], excerpt: Excerpt): readonly string[] {
  const own = step === null ? echoes : echoes.filter(({ line }) => line >= step.from && line <= step.to);
  return [...new Set([...scriptOf(step, excerpt), ...own.flatMap(({ message }) => message ?? [])])].slice(0, MOST_COMMANDS);
}

/** GitHub prints the first line in the step's name and the whole script once more below; other runners print each command by itself. */
function scriptOf(step: Step | null, excerpt: Excerpt): readonly string[] {
  if (step === null || step.command === null) return [];
  const lines: string[] = [];
  for (let index = excerpt.indexOf(step.from) + 1; index > 0 && index < excerpt.lines.length && lines.length < MOST_COMMANDS; index += 1) {
    const line = excerpt.lines[index];
    if (line === undefined || line.number !== step.from + 1 + lines.length || line.marker !== null) break;
    if (BELOW_SCRIPT.test(line.text)) return line.text.startsWith("shell: ") ? lines : [step.command];
    lines.push(line.text);
  }
  return [step.command];
}

/** The one folder that the commands go to; undefined where they go to none, to several, or to one that cannot be told. */
export function folderOf(commands: readonly string[]): string | undefined {
  const [folder, other] = foldersOf(commands.join("\n"));
  return folder === null || other !== undefined ? undefined : folder;
}
