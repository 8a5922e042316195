/**
 * The statement says of one patch how it came about, in the form of the in-toto attestation framework (Statement v1, https://in-toto.io/Statement/v1),
 * so that tools for that form can read it: `<repair>/statement.json`. What its predicate means is written in SECURITY.md, "Evidence".
 */
import { z } from "zod";
import { digestOf } from "../identity/digest.ts";
import { Digest } from "../identity/digest-schema.ts";
import { PATCH_FILE } from "./evidence-place.ts";
import { ExecutionId, FixId, GitSha, PlanId, RepositoryName } from "../identity/identifier.ts";
import type { Repair } from "../repair/repair.ts";
import { SkillName } from "../skill/skill.ts";

export const STATEMENT_FILE = "statement.json";
export const PREDICATE_TYPE = "https://github.com/regreen/regreen/attestation/repair/v1";


export const Statement = z.strictObject({
  _type: z.literal("https://in-toto.io/Statement/v1"),
  subject: z.tuple([z.strictObject({ name: z.literal(PATCH_FILE), digest: z.strictObject({ sha256: Digest }) })]),
  predicateType: z.literal(PREDICATE_TYPE),
  predicate: z.strictObject({
    repair: FixId,
    repository: z.strictObject({ id: z.int().positive(), name: RepositoryName }),
    /** The commit that was red, and the one that the patch was made on. */
    head: z.strictObject({ digest: z.strictObject({ gitCommit: GitSha }) }),
    base: z.strictObject({ digest: z.strictObject({ gitCommit: GitSha }) }),
    execution: ExecutionId,
    plan_id: PlanId,
    skills: z.array(z.strictObject({ name: SkillName, version: z.string(), digest: z.strictObject({ sha256: Digest }) })).min(1),
    /** All evidence, by the digest of its manifest. */
    evidence: z.strictObject({ name: z.string(), digest: z.strictObject({ sha256: Digest }) }),
  }),
});
export type Statement = z.infer<typeof Statement>;

/** As text; null while there is no patch to state anything about. `manifest`: the text of the manifest beside it. */
export function buildStatement({ id, subject, plan, execution, evidence }: Repair, manifest: string): string | null {
  const patch = evidence.find(({ phase, file }) => phase === "IMPLEMENT" && file === PATCH_FILE);
  if (patch === undefined || plan === null || execution === null) return null;
  const statement: Statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: PATCH_FILE, digest: { sha256: patch.sha256 } }],
    predicateType: PREDICATE_TYPE,
    predicate: {
      repair: id,
      repository: { id: subject.repository.id, name: subject.repository.name },
      head: { digest: { gitCommit: subject.head_sha } },
      base: { digest: { gitCommit: plan.base_sha } },
      execution,
      plan_id: plan.plan_id,
      skills: plan.steps.map(({ skill: { name, version, digest } }) => ({ name, version, digest: { sha256: digest } })),
      evidence: { name: "manifest.json", digest: { sha256: digestOf(manifest) } },
    },
  };
  return `${JSON.stringify(statement, null, 2)}\n`;
}
