/** SKILL.md → Skill: Agent Skills front matter, the contract under `## Contract`, and commands shown to people that must agree with it. */
import { z } from "zod";
import { digestOf } from "../identity/digest.ts";
import { Fault } from "../fault/fault.ts";
import { checkShownCommands } from "./check-shown-commands.ts";
import { optionsPlaceholder } from "../command/with-options.ts";
import type { Action } from "./contract.ts";
import { needsModel } from "./describe-skill.ts";
import { commandsOf } from "./failing-command.ts";
import { parseYamlExcerpt } from "./parse-yaml-excerpt.ts";
import { readSkillDocument, type FencedBlock, type SkillDocument } from "./skill-document.ts";
import { SkillName, type Skill } from "./skill.ts";
import { Contract } from "./whole-contract.ts";

/**
 * Front matter of the Agent Skills open format (agentskills.io/specification): name, description, and four optional fields.
 * Lengths are in characters, as the format gives them.
 */
export const SkillFrontMatter = z.strictObject({
  name: SkillName,
  description: z.string().trim().min(1).max(1024),
  license: z.string().optional(),
  compatibility: z.string().min(1).max(500).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  "allowed-tools": z.string().optional(),
});
export type SkillFrontMatter = z.infer<typeof SkillFrontMatter>;

export interface SkillSource {
  /** The folder's name, which the skill's own name must equal. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** `built-in`, or the path in the repository. */
  readonly origin: string;
}

/** Fault `skill-invalid` whose detail is `<origin> <name>/SKILL.md:<line>:<column>: what is wrong and what would be right`. */
export function parseSkill(source: SkillSource): Skill {
  try {
    return readSkill(source);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Fault("skill-invalid", { detail: `${source.name}/SKILL.md:${error.detail ?? ""}`, cause: error });
  }
}

function readSkill({ name, bytes, origin }: SkillSource): Skill {
  const document = readSkillDocument(bytes);
  const frontMatter = parseYamlExcerpt(document.frontMatter, SkillFrontMatter);
  if (frontMatter.name !== name) {
    throw new Fault("skill-invalid", { detail: `${document.frontMatter.line}:1: the name \`${frontMatter.name}\` is not that of the folder; write \`name: ${name}\` or rename the folder` });
  }
  const contract = parseYamlExcerpt(contractBlock(document), Contract);
  checkContract(contract, document);
  checkShownCommands(document, contract);
  return { name: frontMatter.name, description: frontMatter.description, contract, digest: digestOf(bytes), origin, ...proofOf(frontMatter, document) };
}

/** The open format gives `metadata` strings only: `proven: "false"` with `unproven-because: why`; without it a skill is proven by its examples. */
function proofOf({ metadata = {} }: SkillFrontMatter, { frontMatter: { line } }: SkillDocument): Pick<Skill, "proven" | "unproven_because"> {
  const { proven = "true", "unproven-because": because } = metadata;
  const mistake = (what: string): Fault => new Fault("skill-invalid", { detail: `${line}:1: ${what}` });
  if (proven !== "true" && proven !== "false") throw mistake(`\`metadata.proven\` is \`${proven}\`; write "true" or "false"`);
  if (proven === "true" && because !== undefined) throw mistake('`metadata.unproven-because` stands only beside `proven: "false"`; take it out, or say that the skill is not proven');
  if (proven === "false" && (because === undefined || because.trim() === "")) throw mistake('a skill that is not proven says why; add `metadata.unproven-because`');
  return { proven: proven === "true", unproven_because: because?.trim() ?? null };
}

function contractBlock(document: SkillDocument): FencedBlock {
  const sections = document.sections.filter((section) => section.title === "Contract");
  const [section] = sections;
  if (section === undefined) throw new Fault("skill-invalid", { detail: "1:1: there is no section `## Contract`; add it with one fenced block marked yaml" });
  const blocks = sections.flatMap((each) => each.blocks).filter((block) => block.language === "yaml");
  const [block] = blocks;
  if (block === undefined || blocks.length > 1) {
    throw new Fault("skill-invalid", { detail: `${section.line}:1: \`## Contract\` needs exactly one fenced block marked yaml, and has ${blocks.length}` });
  }
  return block;
}

/** What decides which code runs, or what is expected: only where the repository asks. */
const askedFor: readonly Action[] = ["modify_lockfile", "modify_manifest", "modify_snapshot", "modify_workflow"];

/** What a schema cannot say: the parts of a contract must not contradict each other. */
function checkContract(contract: Contract, document: SkillDocument): void {
  const { line } = contractBlock(document);
  const both = contract.actions.allow.filter((action) => contract.actions.forbid.includes(action));
  const { network, registry } = contract.limits;
  const parts = [contract.fix, contract.post_check, contract.actions.allow].map((list) => list.length);
  if (contract.declines === undefined ? parts.includes(0) : parts.some((length) => length > 0)) {
    throw new Fault("skill-invalid", { detail: `${line}:1: \`fix\`, \`post_check\` and \`actions.allow\` hold at least one entry each; in a skill that \`declines\` they are empty` });
  }
  if ((network === "registry") !== (registry !== undefined)) throw new Fault("skill-invalid", { detail: `${line}:1: \`network: registry\` and \`registry: <ecosystem>\` belong together; give both or neither` });
  if (both.length > 0) throw new Fault("skill-invalid", { detail: `${line}:1: \`${both.join(", ")}\` is both allowed and forbidden; keep one` });
  const byModel = contract.fix.some((command) => "model" in command);
  if (byModel !== needsModel(contract)) throw new Fault("skill-invalid", { detail: `${line}:1: \`{model: …}\` under fix and \`model\` under requires belong together; give both or neither` });
  if (byModel && !contract.opt_in) throw new Fault("skill-invalid", { detail: `${line}:1: a language model works only where the repository asks for it; add \`opt_in: true\`` });
  const carries = typeof contract.options === "object" && contract.options.carried.length > 0;
  const without = commandsOf(contract).find((argv) => argv.includes(optionsPlaceholder) !== carries);
  if (without !== undefined) throw new Fault("skill-invalid", { detail: `${line}:1: \`${without.join(" ")}\` ${carries ? "leaves out the options that \`options.carried\` names: put {options} into it" : "has {options}, and \`options.carried\` names none: name them, or take it out"}` });
  const asked = contract.actions.allow.filter((action) => askedFor.includes(action));
  if (asked.length > 0 && !contract.opt_in) throw new Fault("skill-invalid", { detail: `${line}:1: \`${asked.join(", ")}\` is allowed only to a skill that the repository names; add \`opt_in: true\`` });
}
