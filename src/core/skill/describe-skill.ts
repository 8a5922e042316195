/** A skill in the words that tables show: what it handles, what it needs, what it may change. */
import type { Contract, Handles } from "./whole-contract.ts";
import type { UsualTime } from "./contract.ts";
import type { Skill } from "./skill.ts";

export interface SkillDescription {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** `lint of eslint`, `lint of flake8 (C101, C102)`, `pattern eslint_problems`. */
  readonly handles: readonly string[];
  /** Programs that are run; empty: built in. */
  readonly tools: readonly string[];
  /** Globs. */
  readonly files: readonly string[];
  readonly network: "none" | "registry";
  readonly opt_in: boolean;
  /** The time that counts for its standing, where its tool takes long by its nature; null: the repository's bound. */
  readonly usual: UsualTime | null;
  /** False: the real tool could not be run where Regreen is tested; it is only suggested. */
  readonly proven: boolean;
  readonly unproven_because: string | null;
  /** It works by a language model, and is refused until one is configured. */
  readonly needs_model: boolean;
  readonly after: readonly string[];
  readonly origin: string;
  readonly digest: string;
}

export function describeSkill({ name, description, contract, origin, digest, proven, unproven_because }: Skill): SkillDescription {
  return {
    name, version: contract.version, description, handles: contract.handles.map(describeHandle), tools: toolsOf(contract), files: contract.files.allow,
    network: contract.limits.network, usual: contract.limits.usual ?? null, opt_in: contract.opt_in, needs_model: needsModel(contract), proven, unproven_because, after: contract.after, origin, digest,
  };
}

/** Whether the contract asks for a language model. */
export function needsModel({ requires }: Pick<Contract, "requires">): boolean {
  return requires.includes("model");
}

/** Why nothing of it is ever run here, in plain words; null: it is run where it may. */
export function whyNeverRun({ needs_model, proven, unproven_because }: Pick<SkillDescription, "needs_model" | "proven" | "unproven_because">): string | null {
  if (needs_model) return "Contract only: it needs a language model, which cannot be configured yet. Nothing of it is run; where a repository asks for it, the failure goes to a person.";
  return proven ? null : `Not proven here: ${unproven_because ?? "its tool was not run"}. It is only suggested, never run.`;
}

/** `npx --no-install eslint …` runs eslint. */
function toolsOf({ fix, post_check }: Contract): string[] {
  const commands = [...fix, ...post_check].flatMap((command) => (Array.isArray(command) ? [command] : "prints_nothing" in command ? [command.prints_nothing] : "configured" in command ? [["own command"]] : []));
  return [...new Set(commands.map((argv) => argv.find((word) => word !== "npx" && !word.startsWith("-")) ?? ""))];
}

function describeHandle(handle: Handles): string {
  if ("pattern" in handle) return `pattern ${handle.pattern}`;
  const tool = handle.tool === undefined ? "" : ` of ${handle.tool}`;
  const rules = handle.rules === undefined ? "" : ` (${handle.rules.join(", ")})`;
  return `${handle.class}${tool}${rules}`;
}
