/** Reads what the repository asks for, from its default branch only: a pull request cannot change it for itself (attacks P10, G09). */
import { configurationPath, readConfiguration, type ConfigurationReading } from "../../core/configuration/parse-configuration.ts";
import type { Configuration } from "../../core/configuration/configuration.ts";
import { Fault } from "../../core/fault/fault.ts";
import { loadPack, readPack, type Pack } from "../../core/policy/load-pack.ts";
import type { Misconfiguration } from "../../core/repair/decide-misconfigured.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { StepContext } from "./context.ts";

/** Null: there is no file. */
export async function readSettings(repository: Repository, { reader }: Pick<StepContext, "reader">): Promise<ConfigurationReading | null> {
  const bytes = await reader.file(repository, configurationPath, repository.default_branch);
  return bytes === null ? null : readConfiguration(bytes);
}

/** For steps after the first: a file that has become wrong since is as good as none. */
export async function standingSettings(repository: Repository, context: Pick<StepContext, "reader">): Promise<Configuration | null> {
  const reading = await readSettings(repository, context);
  return reading?.ok === true ? reading.configuration : null;
}

/** The packs that the configuration names: built-in ones by name, the repository's own by path. Fault `policy-invalid`. */
export async function readPacks(repository: Repository, configuration: Configuration, { reader, packs }: StepContext): Promise<readonly Pack[]> {
  return (await Promise.all(configuration.policies.map(async (name) => {
    if (!name.includes("/")) return packs([name]);
    const bytes = await reader.file(repository, name, repository.default_branch);
    if (bytes === null) throw new Fault("policy-invalid", { detail: `there is no ${name} on ${repository.default_branch}` });
    return [loadPack(name, new TextDecoder().decode(bytes))];
  }))).flat();
}

/** The mistakes of the first pack that cannot be relied on; null when all can. Asked before any work is done: at the gates it would be late. */
export async function findPackMistakes(repository: Repository, configuration: Configuration, { reader, packs }: StepContext): Promise<Misconfiguration | null> {
  const inConfiguration = (message: string): Misconfiguration => ({ path: configurationPath, mistakes: [{ line: 1, column: 1, message: `policies: ${message}` }] });
  for (const name of configuration.policies) {
    if (!name.includes("/")) {
      const problem = await packs([name]).then(() => null, policyProblem);
      if (problem !== null) return inConfiguration(problem);
      continue;
    }
    const bytes = await reader.file(repository, name, repository.default_branch);
    if (bytes === null) return inConfiguration(`there is no ${name} on ${repository.default_branch}`);
    const reading = readPack(name, new TextDecoder().decode(bytes));
    if (!reading.ok) return { path: name, mistakes: reading.mistakes };
  }
  return null;
}

function policyProblem(thrown: unknown): string {
  if (thrown instanceof Fault && thrown.code === "policy-invalid") return thrown.detail ?? thrown.message;
  throw thrown;
}
