import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { headOf, originOf } from "../../adapters/git/checkout.ts";
import { Configuration } from "../../core/configuration/configuration.ts";
import { configurationPath, parseConfiguration } from "../../core/configuration/parse-configuration.ts";
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
  const file = join(checkout, configurationPath);
  const configuration = existsSync(file) ? parseConfiguration(readFileSync(file)) : Configuration.parse({ version: 1 });
  return { checkout, head, repo: repositoryOf(origin, basename(checkout)), configuration };
}
