/** The command that runs only the tests which a change can reach; none where that cannot be told. */
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { affectedTests, type Impact } from "../../core/impact/affected-tests.ts";
import { languageOf } from "../../core/impact/references.ts";
import { narrowCommand, type Narrowed } from "../../core/impact/narrow-command.ts";
import { packageJson } from "./package-json.ts";
import { readSources } from "./read-sources.ts";

export interface Narrowing {
  readonly command: string;
  readonly checkout: string;
  /** Where the command is run. */
  readonly directory: string;
  /** Relative to the checkout. */
  readonly changed: readonly string[];
}

/** Paths in the narrowed command are relative to the directory; tests outside it cannot be named, so then there is none. */
export async function narrow({ command, checkout, directory, changed }: Narrowing): Promise<{ readonly impact: Impact; readonly narrowed: Narrowed }> {
  const { sources, layout } = await readSources(checkout);
  const impact = affectedTests(sources, changed, layout);
  const here = (path: string): string => relative(directory, join(checkout, path)).replaceAll("\\", "/");
  const seen: Impact = impact.kind === "all" ? impact : { kind: "tests", tests: impact.tests.map(here) };
  if (seen.kind === "tests" && seen.tests.some((path) => path.startsWith("../"))) return { impact, narrowed: { kind: "none", because: "tests outside this folder reach what changed" } };
  const narrowed = narrowCommand({
    command, impact: seen, changed: changed.filter((path) => languageOf(path) !== null).map(here), scripts: scriptsIn(directory),
    isPath: (word) => word !== "" && !word.startsWith("-") && existsSync(join(directory, word)),
  });
  return { impact, narrowed };
}

function scriptsIn(directory: string): Readonly<Record<string, string>> {
  const file = join(directory, "package.json");
  return existsSync(file) ? packageJson(readFileSync(file, "utf8")).scripts : {};
}
