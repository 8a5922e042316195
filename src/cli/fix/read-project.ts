import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { headOf, originOf } from "../../adapters/git/checkout.ts";
import { Configuration } from "../../core/configuration/configuration.ts";
import { configurationPath, parseConfiguration } from "../../core/configuration/parse-configuration.ts";
import { RepositoryName, type GitSha } from "../../core/identity/identifier.ts";

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
  return { checkout, head, repo: repositoryName(origin, checkout), configuration };
}

/** `git@github.com:octo/hello.git`, `https://github.com/octo/hello` → `octo/hello`. */
export function repositoryName(origin: string | null, checkout: string): RepositoryName {
  const found = /[:/]([A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}?)(?:\.git)?\/?$/.exec(origin ?? "")?.[1];
  const named = RepositoryName.safeParse(found);
  if (named.success) return named.data;
  return RepositoryName.parse(`local/${basename(checkout).replace(/[^A-Za-z0-9._-]/g, "-").slice(0, 100) || "checkout"}`);
}
