/** Which packs fit a repository, from the files that it has: a suggestion with its reasons, never applied by itself. */
import { kindOf } from "../../policy/change/kinds.ts";
import { namesDependencies } from "../../policy/dependencies/read-dependencies.ts";
import { codeownersPaths } from "../../policy/owners/codeowners.ts";

export interface Suggestion {
  readonly policies: readonly string[];
  readonly reasons: readonly string[];
  /** A piece of `.github/regreen.yml`. */
  readonly configuration: string;
}

/** `paths`: of all files that git knows. */
export function suggestPolicy(paths: readonly string[]): Suggestion {
  const counts = (of: (path: string) => boolean): number => paths.filter(of).length;
  const [tests, migrations, packages] = [counts((path) => kindOf(path) === "test"), counts((path) => kindOf(path) === "migration"), counts(namesDependencies)];
  const owners = codeownersPaths.some((path) => paths.includes(path));
  const strict = tests > 0 && owners;
  const found = [
    { pack: "default", fits: true, why: "what every repair must satisfy" },
    { pack: "strict", fits: strict, why: `${tests} files of tests, and CODEOWNERS says who approves` },
    { pack: "supply-chain", fits: packages > 0, why: `${packages} manifests and lockfiles bring packages in` },
    { pack: "migrations", fits: migrations > 0, why: `${migrations} files of database migrations` },
  ].filter(({ fits }) => fits);
  const policies = found.map(({ pack }) => pack);
  return {
    policies, reasons: found.map(({ pack, why }) => `${pack}: ${why}`),
    configuration: `version: 1\npolicies: [${policies.join(", ")}]\ngate: {govern: all, mode: observe}\n`,
  };
}
