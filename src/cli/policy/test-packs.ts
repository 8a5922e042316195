/** `regreen policy test [pack]`: runs the cases beside a pack, and says which rule no case decides. */
import { existsSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { builtInPolicies } from "../../adapters/policies/read-packs.ts";
import { describeMistakes, readYaml } from "../../core/configuration/read-yaml.ts";
import { Fault } from "../../core/fault/fault.ts";
import { loadPack } from "../../core/policy/load-pack.ts";
import { CasesText, runCases, type CaseOutcome } from "../../core/policy/run-cases.ts";
import type { Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { plainText } from "../plain-text.ts";
import { UsageError } from "../usage-error.ts";
import { readText } from "./read-policies.ts";

interface TestedPack {
  readonly pack: string;
  readonly rules: number;
  readonly cases: readonly CaseOutcome[];
  /** Rules whose deny or wait no case shows. */
  readonly untested: readonly string[];
}

/** Exit code 0 where every case holds and every rule has one, 3 otherwise. */
export function testPacks(word: string | undefined, { json }: { readonly json: boolean }, io: Io): ExitCode {
  const tested = filesOf(word, io).map(testPack);
  const good = tested.every(({ cases, untested }) => untested.length === 0 && cases.every(({ passed }) => passed));
  io.stdout.write(json ? `${JSON.stringify({ version: 1, passed: good, packs: tested }, null, 2)}\n` : plainText(tested.map(textOf).join("")));
  return good ? exitCode.done : exitCode.refused;
}

/** All built-in packs, one of them by name, or a file. */
function filesOf(word: string | undefined, { directory }: Pick<Io, "directory">): readonly string[] {
  const folder = builtInPolicies();
  if (word === undefined) return readdirSync(folder).filter((file) => file.endsWith(".yml") && !file.endsWith(".cases.yml")).map((file) => join(folder, file));
  const file = /^[a-z][a-z0-9-]*$/.test(word) ? join(folder, `${word}.yml`) : resolve(directory, word);
  if (!existsSync(file)) throw new UsageError(`There is no pack ${word}`, `Built-in packs: ${readdirSync(folder).filter((name) => name.endsWith(".cases.yml")).map((name) => name.slice(0, -".cases.yml".length)).join(", ")}; or name a file.`);
  return [file];
}

function testPack(path: string): TestedPack {
  const pack = loadPack(basename(path, ".yml"), readText(path));
  const cases = casesOf(path.replace(/\.ya?ml$/, ".cases.yml"));
  const decided = new Set(cases.cases.flatMap(({ by }) => by));
  return { pack: pack.name, rules: pack.rules.length, cases: runCases(pack, cases), untested: pack.rules.map(({ id }) => id).filter((id) => !decided.has(id)) };
}

function casesOf(path: string): CasesText {
  if (!existsSync(path)) throw new UsageError(`There are no cases beside the pack: ${path} does not exist`, "Write one case for each rule; those of the built-in packs are examples.");
  const reading = readYaml(readText(path), CasesText);
  if (!reading.ok) throw new Fault("policy-invalid", { detail: describeMistakes(basename(path), reading.mistakes) });
  return reading.value;
}

function textOf({ pack, rules, cases, untested }: TestedPack): string {
  const failed = cases.filter(({ passed }) => !passed);
  const head = `${pack}: ${rules} rules, ${cases.length} cases, ${failed.length === 0 ? "all hold" : `${failed.length} do not hold`}\n`;
  return `${head}${failed.map(({ name, found }) => `  ${name}: the gate says ${found ?? "something else"}\n`).join("")}${untested.map((rule) => `  no case decides ${rule}\n`).join("")}`;
}
