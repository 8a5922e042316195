/** A repository on GitHub as the command line reads it: with a person's token, and never written to. */
import { basename } from "node:path";
import { artifactCaps, readZip } from "../../adapters/archive/read-zip.ts";
import { openAdvisories } from "../../adapters/advisories/read-advisories.ts";
import { originOf } from "../../adapters/git/checkout.ts";
import { createGitHub } from "../../adapters/github/create-github.ts";
import { openOpa } from "../../adapters/opa/opa-server.ts";
import { readBuiltInPacks } from "../../adapters/policies/read-packs.ts";
import { advisoriesOf, gitHubAddressOf, opaOf } from "../../settings/addresses.ts";
import { RepositoryName } from "../../core/identity/identifier.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { DecisionPoint } from "../../ports/decision-point.ts";
import type { ReadingContext } from "../../worker/steps/read-change.ts";
import type { Io } from "../command.ts";
import { repositoryOf } from "../../core/identity/repository-of.ts";
import { UsageError } from "../usage-error.ts";
import type { StepContext } from "../../worker/steps/context.ts";

export interface OpenRepository {
  readonly repository: Repository;
  readonly context: ReadingContext & Pick<StepContext, "packs"> & { readonly decisionPoint?: DecisionPoint };
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** `named`: `owner/name`; not given, that of the checkout's `origin`. The token is read from GITHUB_TOKEN or GH_TOKEN. */
export async function openRepository(named: string | undefined, { environment, directory }: Pick<Io, "environment" | "directory">): Promise<OpenRepository> {
  const token = [environment["GITHUB_TOKEN"], environment["GH_TOKEN"]].find((text) => text !== undefined && text !== "");
  if (token === undefined) throw new UsageError("There is no token to read GitHub with", "Set GITHUB_TOKEN: reading a public repository needs no permission, a private one `contents`, `pull requests`, `checks` and `actions`, all read.");
  const name = named === undefined ? repositoryOf(await originOf(directory), basename(directory)) : RepositoryName.safeParse(named).data;
  if (name === undefined || name.startsWith("local/")) throw new UsageError(named === undefined ? "This checkout has no `origin` on GitHub" : `"${named}" is not the name of a repository`, "Name it with --repo owner/name.");
  const { reader, policyReader } = createGitHub({ token, apiUrl: gitHubAddressOf(environment).apiUrl, log: quiet });
  const repository = await policyReader.repository({ name, installation_id: 1 });
  if (repository === null) throw new UsageError(`There is no repository ${name}, or this token may not see it`, "Name another with --repo owner/name, or give another token.");
  const [advisories, opa] = [advisoriesOf(environment), opaOf(environment)];
  return {
    repository,
    context: {
      reader, policyReader, packs: readBuiltInPacks, unzip: (bytes) => readZip(bytes, artifactCaps),
      ...(advisories === null ? {} : { advisories: openAdvisories({ from: advisories, log: quiet }) }),
      ...(opa === null ? {} : { decisionPoint: openOpa({ ...opa, log: quiet }) }),
    },
  };
}
