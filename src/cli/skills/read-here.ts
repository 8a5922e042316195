/** The skills as they stand where the command is run: those of the program with what they earned in this checkout's repository. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { shippedDigests } from "../../adapters/skills/read-shipped.ts";
import { builtInSkillsFolder, loadSkills } from "../../adapters/skills/read-skills.ts";
import { RepositoryName } from "../../core/identity/identifier.ts";
import { defaultBounds } from "../../core/skill/standing/bounds.ts";
import type { SkillsHere } from "../../core/skill/standing/listed-skill.ts";
import { standingIn } from "../../core/skill/standing/skill-history.ts";
import type { Io } from "../command.ts";
import { stateFolderPath } from "../state-folder.ts";
import { UsageError } from "../usage-error.ts";
import { readEarned, readEarnedFrom } from "./read-earned.ts";

/** Whose standing is meant, where it is not that of this checkout by the command line's own store. */
export interface Elsewhere {
  /** A repository's name; not given: this checkout's. */
  readonly repo?: string | undefined;
  /** A SQLite file or a PostgreSQL URL; not given: DATABASE_URL, or regreen.db in the state folder. */
  readonly database?: string | undefined;
}

/** Outside of the repository's checkout only what was shipped counts. Faults `skill-invalid`, `configuration-invalid`, and those of the store. UsageError: no such store, no such name. */
export async function readSkillsHere(io: Pick<Io, "environment" | "directory">, elsewhere: Elsewhere = {}): Promise<SkillsHere> {
  const folder = builtInSkillsFolder();
  const [shipped, { repo, bounds, skills }] = await Promise.all([shippedDigests(folder), readPlace(io.directory, folder, namedRepository(elsewhere.repo))]);
  const database = elsewhere.database ?? io.environment["DATABASE_URL"];
  const place = { repo, window: bounds.window };
  const { history, totals } = await (database === undefined ? readEarned({ ...place, state: stateFolderPath(io.environment) }) : readEarnedFrom(database, { ...place, io }));
  return { repo, skills, totals, executions: history.executions, bounds, standingOf: standingIn({ history, bounds, shipped }) };
}

function namedRepository(named: string | undefined): RepositoryName | null {
  if (named === undefined) return null;
  const { data } = RepositoryName.safeParse(named);
  if (data === undefined) throw new UsageError(`"${named}" is no name of a repository`, "Name it as owner/name: --repo octo/hello");
  return data;
}

type Place = Pick<SkillsHere, "bounds" | "skills"> & { readonly repo: RepositoryName };

async function readPlace(directory: string, folder: string, named: RepositoryName | null): Promise<Place> {
  const here = isInCheckout(directory) ? await readCheckout(directory) : null;
  if (here !== null && (named === null || here.repo === named)) return here;
  return { repo: named ?? RepositoryName.parse("local/here"), bounds: defaultBounds, skills: await loadSkills(folder) };
}

async function readCheckout(directory: string): Promise<Place> {
  // Loaded only here: git is asked, and the configuration is read.
  const [{ findCheckout }, { readProject }, { readSkillsOf }] = await Promise.all([import("../../adapters/git/checkout.ts"), import("../fix/read-project.ts"), import("./read-skills-of.ts")]);
  const checkout = await findCheckout(directory);
  const [{ repo, configuration }, skills] = await Promise.all([readProject(checkout), readSkillsOf(checkout)]);
  return { repo, skills, bounds: configuration.skills.standing };
}

function isInCheckout(directory: string): boolean {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return true;
    if (folder === dirname(folder)) return false;
  }
}
