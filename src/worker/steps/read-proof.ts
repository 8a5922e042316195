/** Reads a patch ourselves: against the commit that it was made on, and against the head where it would land (row E2). */
import { checkPatch, type PatchCheck } from "../../core/fix/check-patch.ts";
import type { Configuration } from "../../core/configuration/configuration.ts";
import { Fault } from "../../core/fault/fault.ts";
import { parsePatch } from "../../core/fix/parse-patch.ts";
import type { Patch } from "../../core/fix/patch.ts";
import type { FixPlan } from "../../core/fix/plan.ts";
import type { FixResult } from "../../core/fix/result.ts";
import type { GitSha } from "../../core/identity/identifier.ts";
import type { Reading } from "../../core/repair/collect/snapshot.ts";
import { compareDependencies } from "../../core/policy/dependencies/compare.ts";
import type { AdvisoryAnswer } from "../../core/policy/dependencies/vulnerabilities.ts";
import { changeOfProof } from "../../core/repair/change-of-proof.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { StepContext } from "./context.ts";
import { readHead } from "./read-head.ts";

export interface ProofInput {
  readonly repair: Repair;
  readonly plan: FixPlan;
  readonly configuration: Configuration;
  readonly result: FixResult;
  readonly patch: Uint8Array;
}

/** Gives `unreadable` for a patch that is none, or that does not fit its own base; what GitHub cannot tell is thrown. */
export async function readProof(input: ProofInput, context: StepContext): Promise<Reading> {
  const { repair, plan, configuration, result, patch } = input;
  const head = await readHead(repair.subject, context);
  if (head === null) return { kind: "branch_deleted" };
  try {
    const parsed = parsePatch(patch);
    const check = await checkAt(plan.base_sha, parsed, { input, context });
    const fitted = head === plan.base_sha ? check : await fittedAt(head, parsed, { input, context });
    const modlog = await readModLog(head, { repair, configuration }, context);
    const advisories = await readAdvisories(patch, fitted ?? check, context);
    return { kind: "read", proof: { result, patch, check, head, fitted, modlog, advisories } };
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === "patch-invalid") return { kind: "unreadable", reason: thrown.message };
    throw thrown;
  }
}

/** Of the packages that the patch brings in; null: it brings none whose names are known, or there is nobody to ask. */
async function readAdvisories(patch: Uint8Array, check: PatchCheck, { advisories }: StepContext): Promise<AdvisoryAnswer | null> {
  if (advisories === undefined) return null;
  const { files, contents } = changeOfProof(patch, check, null);
  const change = compareDependencies(files, contents);
  return change === null ? null : advisories.about([...change.added, ...change.updated]);
}

interface Checking { readonly input: ProofInput; readonly context: StepContext }

async function checkAt(commit: GitSha, patch: Patch, { input, context }: Checking): Promise<PatchCheck> {
  const { repository } = input.repair.subject;
  const found = await Promise.all(patch.files.map(async ({ path }) => [path, await context.reader.regularFile(repository, path, commit)] as const));
  const base = new Map(found.map(([path, file]) => [path, file?.content ?? null]));
  const baseModes = new Map(found.flatMap(([path, file]) => (file === null ? [] : [[path, file.mode] as const])));
  return checkPatch({
    plan: input.plan, patch, base, baseModes, syntax: context.syntax, alsoProtected: input.configuration.fix.protected,
    readEarlier: (path, earlier) => context.reader.regularFile(repository, path, earlier),
    readBase: async (path) => (await context.reader.regularFile(repository, path, commit))?.content ?? null,
  });
}

/** Null: the patch does not fit there. */
async function fittedAt(head: GitSha, patch: Patch, checking: Checking): Promise<PatchCheck | null> {
  try {
    return await checkAt(head, patch, checking);
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === "patch-invalid") return null;
    throw thrown;
  }
}

async function readModLog(head: GitSha, { repair, configuration }: Pick<ProofInput, "repair" | "configuration">, { reader }: StepContext): Promise<string | null> {
  if (configuration.modlog.style !== "file") return null;
  const bytes = await reader.file(repair.subject.repository, configuration.modlog.path, head);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
