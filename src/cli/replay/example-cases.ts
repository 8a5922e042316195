/** The examples of a skill as cases: its maintainers recorded them with the real tool. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Configuration } from "../../core/configuration/configuration.ts";
import { openLogReading } from "../../core/failure/read-log.ts";
import { digestOf } from "../../core/identity/digest.ts";
import type { ChangedTree } from "../../core/replay/ending.ts";
import { ExampleCase } from "../../core/skill/example.ts";
import { commitTree } from "./lay-out.ts";
import type { ReplayCase } from "./replay-case.ts";

/** GitHub's runner checks out here; recorded logs say so. */
const WORKSPACE = "/home/runner/work/hello/hello";

/** `folders`: of skills, that of the present version first; an example of the same name is taken from the first that has it. `checkout`: whose installed packages are used. */
export function exampleCases(folders: readonly string[], checkout: string | null): readonly ReplayCase[] {
  const found = new Map<string, ReplayCase>();
  for (const folder of folders.map((skill) => join(skill, "examples")).filter((examples) => existsSync(examples))) {
    for (const name of readdirSync(folder).toSorted()) if (!found.has(name) && existsSync(join(folder, name, "case.json"))) found.set(name, caseOf(join(folder, name), name, checkout));
  }
  return [...found.values()];
}

function caseOf(folder: string, name: string, checkout: string | null): ReplayCase {
  const example = ExampleCase.parse(JSON.parse(readFileSync(join(folder, "case.json"), "utf8")));
  const reading = openLogReading({ job: "check", workspace: WORKSPACE });
  reading.push(readFileSync(join(folder, "failure.log")));
  return {
    name, source: "example", reports: reading.finish().reports, configuration: Configuration.parse({ version: 1, ...example.configuration }),
    truth: example.kind === "repair" ? { kind: "tree", files: changeBetween(join(folder, "before"), join(folder, "after")) } : { kind: "refusal" },
    before: example.kind === "repair" ? { kind: "fixed", reason: "", seconds: 0 } : { kind: "refused", reason: example.reason, seconds: 0 },
    others: { steps: [], at: 0 },
    layOut: (place) => commitTree(join(folder, "before"), place, checkout),
  };
}

function changeBetween(before: string, after: string): ChangedTree {
  const [old, fresh] = [readTree(before), readTree(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].filter((path) => old.get(path) !== fresh.get(path));
  return Object.fromEntries(paths.map((path) => [path, fresh.get(path) ?? null]));
}

function readTree(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [file.slice(folder.length + 1), digestOf(readFileSync(file))]));
}
