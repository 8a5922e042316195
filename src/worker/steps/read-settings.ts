/** Reads what the repository asks for, from its default branch only: a pull request cannot change it for itself (attacks P10, G09). */
import { configurationPath } from "../../core/configuration/configuration-path.ts";
import { readConfiguration, type ConfigurationReading } from "../../core/configuration/parse-configuration.ts";
import type { Configuration } from "../../core/configuration/configuration.ts";
import { ORGANISATION_REPOSITORY, ratchet, readOrganisationLayer, type LayerReading } from "../../core/configuration/organisation-layer.ts";
import { Fault } from "../../core/fault/fault.ts";
import { digestOf, type Digest } from "../../core/identity/digest.ts";
import { ORGANISATION } from "../../core/policy/leniency.ts";
import { loadPack, readPack, type Pack } from "../../core/policy/load-pack.ts";
import { waiversOf, type StandingOrder } from "../../core/request/order.ts";
import type { Misconfiguration } from "../../core/repair/decide-misconfigured.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { StepContext } from "./context.ts";

type SettingsContext = Pick<StepContext, "reader" | "policyReader">;

/** The repository's configuration under its organisation's, which can only make it stricter. Null: the repository has no file, and nothing is done there. */
export async function readSettings(repository: Repository, context: SettingsContext): Promise<ConfigurationReading | null> {
  const bytes = await context.reader.file(repository, configurationPath, repository.default_branch);
  if (bytes === null) return null;
  const reading = readKnown(bytes);
  if (!reading.ok) return reading;
  const layer = await readLayer(repository, context);
  if (layer === null) return reading;
  return layer.ok ? { ok: true, configuration: ratchet(reading.configuration, layer.layer) } : { ok: false, mistakes: layer.mistakes.map((mistake) => ({ ...mistake, message: `in the organisation's .github repository: ${mistake.message}` })) };
}

/** Every step reads the file anew, and nearly always finds the bytes of the time before: so many readings are kept, under their digests. */
const MOST_KNOWN = 200;
const known = new Map<Digest, ConfigurationReading>();

function readKnown(bytes: Uint8Array): ConfigurationReading {
  const digest = digestOf(bytes);
  const reading = known.get(digest) ?? readConfiguration(bytes);
  known.delete(digest);
  known.set(digest, reading);
  for (const oldest of known.keys()) if (known.size > MOST_KNOWN) known.delete(oldest);
  return reading;
}

/** Null: the organisation says nothing, or this is its `.github` repository itself. */
async function readLayer(repository: Repository, { policyReader }: Pick<StepContext, "policyReader">): Promise<LayerReading | null> {
  if (repository.name.endsWith(ORGANISATION_REPOSITORY)) return null;
  const bytes = (await policyReader?.organisationFile(repository, configurationPath)) ?? null;
  return bytes === null ? null : readOrganisationLayer(bytes);
}

/** For steps after the first: a file that has become wrong since is as good as none. */
export async function standingSettings(repository: Repository, context: SettingsContext & Pick<StepContext, "store">): Promise<Configuration | null> {
  const reading = await readSettings(repository, context);
  return reading?.ok === true ? withOrders(reading.configuration, await context.store.orders.of(repository.id)) : null;
}

/** Waivers that people gave by a command stand beside those of the file. */
function withOrders(configuration: Configuration, orders: readonly StandingOrder[]): Configuration {
  const waivers = waiversOf(orders);
  return waivers.length === 0 ? configuration : { ...configuration, gate: { ...configuration.gate, waivers: [...configuration.gate.waivers, ...waivers] } };
}

/** The packs that the configuration names, built-in ones by name, the repository's own by path, and the organisation's after them. Fault `policy-invalid`. */
export async function readPacks(repository: Repository, configuration: Configuration, context: SettingsContext & Pick<StepContext, "packs">): Promise<readonly Pack[]> {
  const { reader, policyReader } = context;
  const own = await Promise.all(configuration.policies.map((name) => readPackNamed(name, { where: repository.default_branch, context, file: (path) => reader.file(repository, path, repository.default_branch) })));
  const layer = await readLayer(repository, context);
  const above = layer?.ok === true && layer.layer.says("policies") ? layer.layer.configuration.policies : [];
  const organisations = await Promise.all(above.map((name) => readPackNamed(name, { where: "the organisation's .github repository", context, file: async (path) => (await policyReader?.organisationFile(repository, path)) ?? null })));
  const firm = organisations.flat().map((pack) => ({ ...pack, name: `${ORGANISATION}${pack.name}` }));
  // What the organisation asks for as well is judged once, as the organisation's: a repository cannot waive it.
  return [...own.flat().filter(({ sha256 }) => !firm.some((pack) => pack.sha256 === sha256)), ...firm];
}

interface PackPlace {
  readonly where: string;
  readonly context: Pick<StepContext, "packs">;
  readonly file: (path: string) => Promise<Uint8Array | null>;
}

async function readPackNamed(name: string, { where, context, file }: PackPlace): Promise<readonly Pack[]> {
  if (!name.includes("/")) return context.packs([name]);
  const bytes = await file(name);
  if (bytes === null) throw new Fault("policy-invalid", { detail: `there is no ${name} on ${where}` });
  return [loadPack(name, new TextDecoder().decode(bytes))];
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
