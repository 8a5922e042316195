/** The skills of a repository and by which bounds their standing is judged there: the built-in ones and its own, under its own configuration. */
import { shippedDigests } from "../adapters/skills/read-shipped.ts";
import { builtInSkillsFolder, loadSkills } from "../adapters/skills/read-skills.ts";
import { configurationPath } from "../core/configuration/configuration-path.ts";
import type { Configuration } from "../core/configuration/configuration.ts";
import { defaultConfiguration } from "../core/configuration/default-configuration.ts";
import type { Digest } from "../core/identity/digest.ts";
import type { Misconfiguration } from "../core/repair/decide-misconfigured.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { Skill } from "../core/skill/skill.ts";
import type { Clock } from "../ports/clock.ts";
import type { GitHubReader, PolicyReader } from "../ports/github.ts";
import type { Log } from "../ports/log.ts";
import { readAllSkills } from "../worker/steps/read-own-skills.ts";
import { readSettings } from "../worker/steps/read-settings.ts";
import { rememberInTime } from "./remember-in-time.ts";

export interface KnownSkills {
  /** In the order in which they run. */
  readonly skills: readonly Skill[];
  /** What the configuration says of skills. */
  readonly settings: Configuration["skills"];
  /** Where `settings` come from: `defaults` where the repository has no configuration, `unread` where GitHub does not say now. */
  readonly from: "configuration" | "defaults" | "unread";
  /** Why own skills or the configuration do not count; null: they do. */
  readonly mistake: Misconfiguration | null;
  /** Digests of the skills that begin as promoted. */
  readonly shipped: ReadonlySet<Digest>;
}

export type SkillsOf = (repository: Repository) => Promise<KnownSkills>;

export interface SkillsParts {
  readonly reader: GitHubReader;
  readonly policyReader: PolicyReader;
  readonly clock: Pick<Clock, "now" | "sleep">;
  readonly log: Log;
}

/** Of one repository, as GitHub tells it; `skills` null: only the built-in ones are known. */
interface ReadSkills extends Omit<KnownSkills, "shipped" | "skills"> { readonly skills: readonly Skill[] | null }

interface Brought { readonly skills: readonly Skill[]; readonly shipped: ReadonlySet<Digest> }

/** Asked of GitHub once in five minutes at most, and waited for two seconds at most. Faults `skill-invalid`, `environment-missing` where the program's own skills cannot be read. */
export function skillsOf(parts: SkillsParts): SkillsOf {
  let loaded: Promise<Brought> | null = null;
  const brought = (): Promise<Brought> => (loaded ??= bringAlong());
  const remembered = rememberInTime<ReadSkills>({ read: async (repository) => readSkills(repository, await brought(), parts), otherwise: unread, clock: parts.clock });
  return async (repository) => {
    const { skills: builtIn, shipped } = await brought();
    const { skills, ...known } = await remembered(repository);
    return { ...known, shipped, skills: skills ?? builtIn };
  };
}

async function bringAlong(): Promise<Brought> {
  const folder = builtInSkillsFolder();
  const [skills, shipped] = await Promise.all([loadSkills(folder), shippedDigests(folder)]);
  return { skills, shipped };
}

const unread: ReadSkills = { skills: null, settings: defaultConfiguration.skills, from: "unread", mistake: null };

async function readSkills(repository: Repository, { skills: builtIn }: Brought, { log, ...readers }: SkillsParts): Promise<ReadSkills | null> {
  try {
    const [reading, skills] = await Promise.all([readSettings(repository, readers), readAllSkills(repository, { reader: readers.reader, skills: builtIn })]);
    const mistake = reading?.ok === false ? { path: configurationPath, mistakes: reading.mistakes } : skills.ok ? null : skills.misconfiguration;
    const own = { skills: skills.ok ? skills.skills : null, mistake };
    return reading?.ok === true ? { ...own, settings: reading.configuration.skills, from: "configuration" } : { ...own, settings: defaultConfiguration.skills, from: "defaults" };
  } catch (error) {
    log.debug({ repo: repository.name, error }, "skills of a repository cannot be read for its page");
    return null;
  }
}
