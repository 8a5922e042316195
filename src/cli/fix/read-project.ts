import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { headOf, originOf } from "../../adapters/git/checkout.ts";
import type { Configuration } from "../../core/configuration/configuration.ts";
import { configurationPath } from "../../core/configuration/configuration-path.ts";
import { defaultConfiguration } from "../../core/configuration/default-configuration.ts";
import type { GitSha, RepositoryName } from "../../core/identity/identifier.ts";
import { repositoryOf } from "../../core/identity/repository-of.ts";

/** The checkout that is to be mended. */
export interface Project {
  readonly checkout: string;
  readonly head: GitSha;
  /** From the address of `origin`; `local/<folder>` where there is none. */
  readonly repo: RepositoryName;
  /** The repository's own, as it stands in the working tree; the defaults where it has none: asking for a fix by hand needs no file. */
  readonly configuration: Configuration;
}

/** Faults `checkout-unreadable`, `configuration-invalid`. */
export async function readProject(checkout: string): Promise<Project> {
  const [head, origin] = await Promise.all([headOf(checkout), originOf(checkout)]);
  return projectOf({ checkout, head, origin });
}

/** `origin`: its address; null where there is none. Fault `configuration-invalid`. */
export async function projectOf({ checkout, head, origin }: { readonly checkout: string; readonly head: GitSha; readonly origin: string | null }): Promise<Project> {
  return { checkout, head, repo: repositoryOf(origin, basename(checkout)), configuration: await readConfiguration(join(checkout, configurationPath)) };
}

/** What reads YAML is loaded only where there is some. */
async function readConfiguration(file: string): Promise<Configuration> {
  if (!existsSync(file)) return defaultConfiguration;
  const { parseConfiguration } = await import("../../core/configuration/parse-configuration.ts");
  return parseConfiguration(readFileSync(file));
}
