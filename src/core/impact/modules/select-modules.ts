/** From a command that tests every module of a build to one that tests those which a change can reach, in the build tool's own words (E10). */
import type { Narrowed } from "../narrow-command.ts";
import { simpleCommand, spell } from "../simple-command.ts";
import { affectedModules } from "./affected-modules.ts";
import type { BuildModule } from "./build-module.ts";

export type BuildTool = "cargo" | "maven" | "gradle";

export interface BuildCall { readonly tool: BuildTool; readonly assignments: string; readonly words: readonly string[] }

/** Null: no call of a build tool that tests, or one that chooses its modules itself. */
export function buildCallOf(command: string): BuildCall | null {
  const simple = simpleCommand(command);
  if (simple === null) return null;
  const { words, assignments } = simple;
  const program = (words[0] ?? "").replace(/^\.\//, "");
  const tool = program === "cargo" ? "cargo" : /^(?:mvn|mvnw|mvnd)$/.test(program) ? "maven" : /^gradlew?$/.test(program) ? "gradle" : null;
  return tool !== null && tests[tool](words.slice(1)) ? { tool, assignments, words } : null;
}

const isOption = (word: string): boolean => word.startsWith("-");

const tests: Readonly<Record<BuildTool, (words: readonly string[]) => boolean>> = {
  cargo: (words) => {
    const own = words.slice(0, endOfOptions(words)).filter((word) => !word.startsWith("+"));
    const isTest = own[0] === "test" || own[0] === "t" || (own[0] === "nextest" && own[1] === "run");
    return isTest && !own.some((word) => /^(?:-p|--package|--manifest-path|--exclude)(?:=|$)/.test(word) || /^-p./.test(word));
  },
  maven: (words) => words.some((word) => /^(?:test|verify|integration-test|package|install)$/.test(word)) && !words.some((word) => /^(?:-pl|--projects|-f|--file|-rf|--resume-from)(?:=|$)/.test(word)),
  gradle: (words) => {
    const tasks = words.filter((word, index) => !isOption(word) && !/^(?:-x|--exclude-task|--tests|--console|--max-workers)$/.test(words[index - 1] ?? ""));
    return tasks.length > 0 && tasks.every((word) => word === "test" || word === "check") && !words.some((word) => /^(?:-p|--project-dir|-b|-c|--include-build|--tests)(?:=|$)/.test(word));
  },
};

function endOfOptions(words: readonly string[]): number {
  const at = words.indexOf("--");
  return at === -1 ? words.length : at;
}

export interface Selection {
  readonly call: BuildCall;
  readonly modules: readonly BuildModule[];
  /** Of Cargo: the packages that the command takes when it names none and does not say `--workspace`; null: all. */
  readonly byDefault: readonly string[] | null;
  /** Relative to where the command is run. */
  readonly changed: readonly string[];
}

export function selectModules({ call, modules, byDefault, changed }: Selection): Narrowed {
  const impact = affectedModules(modules, changed);
  if (impact.kind === "all") return { kind: "none", because: impact.because };
  const whole = byDefault === null || call.words.some((word) => word === "--workspace" || word === "--all");
  const candidates = modules.filter(({ name, hasTests }) => hasTests && (whole || byDefault.includes(name))).map(({ name }) => name);
  const names = impact.names.filter((name) => candidates.includes(name));
  if (names.length === 0) return { kind: "none", because: "no module with tests reaches what changed" };
  if (names.length === candidates.length) return { kind: "none", because: "every module reaches what changed" };
  return { kind: "narrowed", command: `${call.assignments}${spell(choose(call, names))}`, runner: call.tool, tests: names };
}

/** Maven builds what the chosen ones need as well (`--also-make`): nothing of it need be installed. */
function choose({ tool, words }: BuildCall, names: readonly string[]): readonly string[] {
  switch (tool) {
    case "cargo": {
      const end = endOfOptions(words);
      const own = words.slice(0, end).filter((word) => word !== "--workspace" && word !== "--all");
      return [...own, ...names.flatMap((name) => ["-p", name]), ...words.slice(end)];
    }
    case "maven": return [...words, "-pl", names.join(","), "-am"];
    case "gradle": return words.flatMap((word) => (word === "test" || word === "check" ? names.map((name) => `${name === ":" ? "" : name}:${word}`) : [word]));
    default: return tool satisfies never;
  }
}
