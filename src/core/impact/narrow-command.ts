/** From a command that runs all tests to one that runs those which a change can reach, in the runner's own words. */
import { folderOf } from "../skill/edit/repository.ts";
import type { Impact } from "./affected-tests.ts";
import type { BuildTool } from "./modules/select-modules.ts";
import { simpleCommand, spell } from "./simple-command.ts";

export interface Narrowing {
  /** The command as given: `npm test`, `pytest -q`. */
  readonly command: string;
  /** `scripts` of the package.json beside it. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Files and folders of the repository: words that name one are replaced. */
  readonly isPath: (word: string) => boolean;
  readonly impact: Impact;
  /** Sources that changed: what Jest and Vitest are asked about themselves. */
  readonly changed: readonly string[];
}

export type Narrowed =
  | { readonly kind: "narrowed"; readonly command: string; readonly runner: Runner | BuildTool; /** Files, or names of modules. */ readonly tests: readonly string[] }
  | { readonly kind: "none"; readonly because: string };

export type Runner = "jest" | "vitest" | "mocha" | "ava" | "node" | "pytest" | "go";

/** A narrowed command that names more is no shorter than the whole, and may be too long for the system. */
const MOST_WORDS = 400;

export function narrowCommand({ command, scripts, isPath, impact, changed }: Narrowing): Narrowed {
  const script = scriptOf(command, scripts);
  const simple = simpleCommand(script ?? command);
  const found = simple === null ? null : findRunner(simple.words);
  if (simple === null || found === null) return { kind: "none", because: "it is not one call of a test runner whose choice of tests is known" };
  if (impact.kind === "all") return { kind: "none", because: impact.because };
  if (impact.tests.length === 0) return { kind: "none", because: "no test reaches what changed" };
  const { runner, at } = found;
  const { words, assignments } = simple;
  const before = words.slice(0, at + 1);
  const options = words.slice(at + 1).filter((word) => !isPath(word) && !(runner === "go" && /^\.{1,3}(?:\/|$)/.test(word)) && !(runner === "vitest" && /^(?:run|watch|dev)$/.test(word)));
  const chosen = choiceOf(runner, { tests: impact.tests, changed });
  // Vitest would take a word that follows `--coverage` for its value.
  const rest = runner === "vitest" ? [...chosen, ...options] : [...options, ...chosen];
  const all = [...(script === null || at > 0 ? [] : ["npx", "--no-install"]), ...before, ...rest];
  if (all.length > MOST_WORDS) return { kind: "none", because: "most tests reach what changed" };
  return { kind: "narrowed", command: `${assignments}${spell(all)}`, runner, tests: impact.tests };
}

function choiceOf(runner: Runner, { tests, changed }: { readonly tests: readonly string[]; readonly changed: readonly string[] }): readonly string[] {
  switch (runner) {
    case "jest": return ["--findRelatedTests", ...changed];
    case "vitest": return ["related", "--run", ...changed];
    case "go": return [...new Set(tests.map((path) => (folderOf(path) === "" ? "." : `./${folderOf(path)}`)))];
    case "mocha": case "ava": case "node": case "pytest": return tests;
    default: return runner satisfies never;
  }
}

/** What `npm test`, `pnpm run test`, `yarn test` run; null where the command is no such call. */
function scriptOf(command: string, scripts: Readonly<Record<string, string>>): string | null {
  const called = /^\s*(?:npm|pnpm|yarn|bun)\s+(?:(?:run|run-script)\s+)?([\w:.-]+)\s*$/.exec(command)?.[1];
  return called === undefined ? null : (scripts[called === "t" ? "test" : called] ?? null);
}

const launchers: ReadonlySet<string> = new Set(["npx", "--no-install", "pnpm", "exec", "yarn", "uv", "run", "poetry", "pipenv", "hatch", "python", "python3", "-m", "node", "--experimental-vm-modules"]);

/** The runner and where its name ends among the words. */
function findRunner(words: readonly string[]): { readonly runner: Runner; readonly at: number } | null {
  if (words[0] === "go" && words[1] === "test") return { runner: "go", at: 1 };
  if (words[0] === "node" && words[1] === "--test") return { runner: "node", at: 1 };
  const at = words.findIndex((word) => !launchers.has(word));
  const name = (words[at] ?? "").replace(/^(?:\.\/)?node_modules\/(?:\.bin\/|jest\/bin\/|vitest\/)/, "").replace(/\.m?js$/, "");
  switch (name) {
    case "jest": case "mocha": case "ava": case "pytest": return { runner: name, at };
    case "vitest": return { runner: name, at };
    default: return null;
  }
}
