/** Reads what the fix job left, against the plan that was given to it. Everything is untrusted: another plan's result, a replay, a patch that is not the one named (attacks D20, D21). */
import { maskAll } from "../../evidence/mask-secrets.ts";
import { digestOf } from "../../identity/digest.ts";
import type { FixPlan } from "../../fix/plan.ts";
import { FixResult } from "../../fix/result.ts";
import type { FixJob } from "./fix-job.ts";

const RESULT = "result.json";
const PATCH = "change.patch";
const PARTIAL = "partial.patch";

/** Name of the artifact that carries a plan's result. */
export function artifactName(plan: FixPlan): string {
  return `regreen-result-${plan.plan_id}`;
}

/** In: the files of the artifact by name. Out: the result with its patch, or why it is not this plan's. */
export function readArtifact(files: ReadonlyMap<string, Uint8Array>, plan: FixPlan): FixJob {
  const result = parseResult(files.get(RESULT));
  if (result === null) return invalid(`${RESULT} is missing, or is no result`);
  if (result.plan_id !== plan.plan_id) return invalid(`${RESULT} is about another plan`);
  if (result.nonce !== plan.nonce) return invalid(`${RESULT} does not carry this plan's nonce`);
  if (result.outcome !== "changed") return { kind: "ended", left: { result, patch: null, partial: partialOf(files, result) } };
  const patch = files.get(PATCH);
  if (patch === undefined) return invalid(`${PATCH} is missing`);
  if (digestOf(patch) !== result.patch_sha256) return invalid(`${PATCH} is not the patch that ${RESULT} names`);
  return { kind: "ended", left: { result, patch } };
}

/** Null where it is not the one that the result names: then nothing rests on it. */
function partialOf(files: ReadonlyMap<string, Uint8Array>, { outcome, partial_sha256 }: FixResult): Uint8Array | null {
  const partial = files.get(PARTIAL);
  return outcome === "failed" && partial !== undefined && digestOf(partial) === partial_sha256 ? partial : null;
}

function parseResult(bytes: Uint8Array | undefined): FixResult | null {
  if (bytes === undefined) return null;
  try {
    const parsed = FixResult.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
    return parsed.success ? maskAll(parsed.data) : null;
  } catch {
    return null;
  }
}

function invalid(reason: string): FixJob {
  return { kind: "invalid", reason };
}
