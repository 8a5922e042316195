/** What every seed uses, made once: a database, places beside GitHub, skills, packs, grammars, a key. */
import { createNotary } from "../../src/adapters/notary/create-notary.ts";
import { generateKey } from "../../src/adapters/notary/key-file.ts";
import { readBuiltInPacks } from "../../src/adapters/policies/read-packs.ts";
import { shippedDigests } from "../../src/adapters/skills/read-shipped.ts";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import { readTemplate } from "../../src/adapters/workflows/read-templates.ts";
import { treeSitterSyntax } from "../../src/adapters/syntax/read-syntax.ts";
import type { Digest } from "../../src/core/identity/digest.ts";
import type { Pack } from "../../src/core/policy/load-pack.ts";
import type { Skill } from "../../src/core/skill/skill.ts";
import { openPlaces, type Places } from "./beside.ts";
import { openSimulatedDatabase, type SimulatedDatabase } from "./database.ts";

export interface Workshop {
  readonly database: SimulatedDatabase;
  readonly places: Places;
  readonly fixWorkflow: string;
  readonly skills: readonly Skill[];
  readonly shipped: ReadonlySet<Digest>;
  readonly packs: (names: readonly string[]) => Promise<readonly Pack[]>;
  readonly notary: ReturnType<typeof createNotary>;
  readonly syntax: typeof treeSitterSyntax;
}

export async function openWorkshop(): Promise<Workshop> {
  const packs = remembered((names: readonly string[]) => names.join(" "), readBuiltInPacks);
  const syntax = remembered(({ path, text }: { readonly path: string; readonly text: string }) => `${path} ${text}`, ({ path, text }) => treeSitterSyntax.read(path, text));
  return {
    database: await openSimulatedDatabase(), places: openPlaces(), fixWorkflow: await readTemplate("regreen-fix.yml"), skills: await loadSkills(builtInSkillsFolder()), shipped: await shippedDigests(builtInSkillsFolder()), packs,
    notary: createNotary(generateKey()), syntax: { read: (path, text) => syntax({ path, text }) },
  };
}

/** The same question has the same answer: seeds ask the same few. */
function remembered<Asked, Told>(keyOf: (asked: Asked) => string, tell: (asked: Asked) => Promise<Told>): (asked: Asked) => Promise<Told> {
  const known = new Map<string, Promise<Told>>();
  return (asked) => {
    const key = keyOf(asked);
    const told = known.get(key) ?? tell(asked);
    known.set(key, told);
    return told;
  };
}
