/** The evidence of IMPLEMENT and VERIFY: what was changed, and what was checked, each from our own reading of the patch. */
import { buildAttachment, buildEvidenceFile } from "../evidence/evidence-file.ts";
import { PATCH_FILE } from "../evidence/evidence-place.ts";
import { maskSecrets } from "../evidence/mask-secrets.ts";
import { digestOf } from "../identity/digest.ts";
import type { ExecutionId } from "../identity/identifier.ts";
import type { FixPlan } from "../fix/plan.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import { compareDependencies } from "../policy/dependencies/compare.ts";
import { buildSbom } from "../policy/dependencies/sbom.ts";
import { changeOfProof } from "./change-of-proof.ts";
import type { EvidenceFile } from "./decision.ts";
import type { Proof } from "./proof.ts";
import type { Repair } from "./repair.ts";

export const RESULT_FILE = "result.json";
export const SBOM_FILE = "sbom.cdx.json";

export interface Execution { readonly execution: ExecutionId; readonly plan: FixPlan; readonly proof: Proof }

/** The change, the patch itself, and the job's own account. A patch that would hold a secret is kept by its digest only. */
export function changeFiles({ id }: Repair, { execution, plan, proof }: Execution): readonly EvidenceFile[] {
  const { check, patch, result } = proof;
  const document = buildEvidenceFile("IMPLEMENT", {
    repair: id, execution, plan_id: plan.plan_id, base_sha: plan.base_sha, outcome: result.outcome, patch_sha256: digestOf(patch), bytes: patch.length,
    added_lines: check.added, removed_lines: check.removed,
    files: check.files.map(({ path, mode, before_sha, after_sha }) => ({ path, mode, before_sha256: before_sha, after_sha256: after_sha })),
  });
  const account = buildAttachment("IMPLEMENT", RESULT_FILE, new TextEncoder().encode(`${maskSecrets(JSON.stringify(result, null, 2))}\n`));
  const secret = check.violations.some(({ rule }) => rule === "secret");
  return secret ? [document, account] : [document, buildAttachment("IMPLEMENT", PATCH_FILE, patch), account];
}

export function checksFile({ id }: Repair, { proof }: Execution): EvidenceFile {
  const { check, patch, result } = proof;
  return buildEvidenceFile("VERIFY", {
    repair: id, patch_sha256: digestOf(patch), post_checks: result.checks, claimed_by: "fix job",
    contract_violations: check.violations.map(({ path, rule, message }) => ({ path, rule, message })),
    ...(result.repeated === undefined ? {} : { repeated: result.repeated }),
    // No post-check measures it; the merge gate does, over the pull request's own CI (DECISIONS 95).
    changed_lines_coverage: null, sandbox: result.environment.sandbox,
  });
}

/** What the patch brings in, as CycloneDX; none where it brings nothing in, or that cannot be read. */
export function sbomFiles({ subject }: Repair, { plan, proof }: Execution, at: Timestamp): readonly EvidenceFile[] {
  const { files, contents } = changeOfProof(proof.patch, proof.check, proof.advisories);
  const change = compareDependencies(files, contents);
  if (change === null || change.added.length + change.updated.length === 0) return [];
  const sbom = buildSbom(change, { name: subject.repository.name, version: plan.base_sha, at });
  return [buildAttachment("VERIFY", SBOM_FILE, new TextEncoder().encode(`${JSON.stringify(sbom, null, 2)}\n`))];
}
