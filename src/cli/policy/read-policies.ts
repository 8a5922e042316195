/** Which packs a question is put to: those that are named, or those that are in force in the repository. */
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { readBuiltInPacks } from "../../adapters/policies/read-packs.ts";
import type { Configuration } from "../../core/configuration/configuration.ts";
import { defaultConfiguration } from "../../core/configuration/default-configuration.ts";
import { loadPack, type Pack } from "../../core/policy/load-pack.ts";
import { readPacks, readSettings } from "../../worker/steps/read-settings.ts";
import type { Io } from "../command.ts";
import { UsageError } from "../usage-error.ts";
import type { OpenRepository } from "./open-repository.ts";

export interface InForce {
  readonly configuration: Configuration;
  readonly packs: readonly Pack[];
}

/** `named`: built-in names or files of this machine; empty: what the repository's default branch names. Faults `policy-invalid`, `configuration-invalid`. */
export async function readInForce({ repository, context }: OpenRepository, named: readonly string[], io: Pick<Io, "directory">): Promise<InForce> {
  const reading = await readSettings(repository, context);
  if (reading?.ok === false) throw new UsageError(`The repository's configuration has a mistake: ${reading.mistakes[0]?.message ?? "unknown"}`, "Correct .github/regreen.yml on its default branch.");
  const configuration = reading?.configuration ?? defaultConfiguration;
  const packs = named.length > 0 ? (await Promise.all(named.map((name) => readNamed(name, io)))).flat() : await readPacks(repository, configuration, context);
  return { configuration, packs };
}

/** A built-in pack by its name, or a file. Fault `policy-invalid`; UsageError where there is no such file. */
export async function readNamed(name: string, { directory }: Pick<Io, "directory">): Promise<readonly Pack[]> {
  if (/^[a-z][a-z0-9-]*$/.test(name)) return readBuiltInPacks([name]);
  return [loadPack(basename(name), readText(resolve(directory, name)))];
}

export function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`${path} cannot be read`, error instanceof Error ? error.message : "See: regreen policy --help");
  }
}
