/** The command that runs only the tests which a change can reach; none where that cannot be told. */
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { affectedTests, type Impact } from "../../core/impact/affected-tests.ts";
import { buildCallOf, selectModules, type BuildCall } from "../../core/impact/modules/select-modules.ts";
import { languageOf } from "../../core/impact/references.ts";
import { narrowCommand, type Narrowed } from "../../core/impact/narrow-command.ts";
import { packageJson } from "./package-json.ts";
import { readModules } from "./read-modules.ts";
import { readSources } from "./read-sources.ts";

export interface Narrowing {
  readonly command: string;
  readonly checkout: string;
  /** Where the command is run. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Relative to the checkout. */
  readonly changed: readonly string[];
}

/** By module where a build tool runs the tests, by file elsewhere. Paths in the narrowed command are relative to the directory; tests outside it cannot be named, so then there is none. */
export async function narrow(given: Narrowing): Promise<Narrowed> {
  const call = buildCallOf(given.command);
  return call === null ? narrowByFile(given) : narrowByModule(call, given);
}

async function narrowByModule(call: BuildCall, { checkout, directory, environment, changed }: Narrowing): Promise<Narrowed> {
  const known = await readModules(call.tool, { checkout, directory, environment });
  if (known === null) return { kind: "none", because: "it cannot be told which modules the build has" };
  return selectModules({ call, ...known, changed: changed.map((path) => hereOf(directory, join(checkout, path))) });
}

async function narrowByFile({ command, checkout, directory, changed }: Narrowing): Promise<Narrowed> {
  const { sources, layout } = await readSources(checkout);
  const impact = affectedTests(sources, changed, layout);
  const here = (path: string): string => hereOf(directory, join(checkout, path));
  const seen: Impact = impact.kind === "all" ? impact : { kind: "tests", tests: impact.tests.map(here) };
  if (seen.kind === "tests" && seen.tests.some((path) => path.startsWith("../"))) return { kind: "none", because: "tests outside this folder reach what changed" };
  return narrowCommand({
    command, impact: seen, changed: changed.filter((path) => languageOf(path) !== null).map(here), scripts: scriptsIn(directory),
    isPath: (word) => word !== "" && !word.startsWith("-") && existsSync(join(directory, word)),
  });
}

function hereOf(directory: string, path: string): string {
  return relative(directory, path).replaceAll("\\", "/");
}

function scriptsIn(directory: string): Readonly<Record<string, string>> {
  const file = join(directory, "package.json");
  return existsSync(file) ? packageJson(readFileSync(file, "utf8")).scripts : {};
}
