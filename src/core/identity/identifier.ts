/** Identifiers are branded: a repair's id never stands where an execution's is meant. */
import { z } from "zod";
import { digestOfJson, type Digest } from "./digest.ts";
import { compactTime, type Timestamp } from "./timestamp.ts";

const SUFFIX = "[0-9]{8}_[0-9]{6}_[0-9a-z]{4,16}";

/** Names one repair, and the pending fix that leads it: `fix_20261120_081500_k3f9`. */
export const FixId = z.string().regex(new RegExp(`^fix_${SUFFIX}$`)).brand<"FixId">();
export type FixId = z.infer<typeof FixId>;

/** Names one run of a plan: `exec_20261120_081504_k3f9`. */
export const ExecutionId = z.string().regex(new RegExp(`^exec_${SUFFIX}$`)).brand<"ExecutionId">();
export type ExecutionId = z.infer<typeof ExecutionId>;

/** Names what somebody asked for in words: `req_20261120_081500_k3f9`. */
export const RequestId = z.string().regex(new RegExp(`^req_${SUFFIX}$`)).brand<"RequestId">();
export type RequestId = z.infer<typeof RequestId>;

/** Names a plan by the digest of all the rest of it: `plan_<64 hex>`. */
export const PlanId = z.string().regex(/^plan_[0-9a-f]{64}$/).brand<"PlanId">();
export type PlanId = z.infer<typeof PlanId>;

/** A commit, tree or blob as git names it: 40 hexadecimal characters (SHA-1 repositories) or 64 (SHA-256 ones). */
export const GitSha = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/).brand<"GitSha">();
export type GitSha = z.infer<typeof GitSha>;

/** A repository as GitHub writes it: `owner/name`. */
export const RepositoryName = z.string().regex(/^[A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}$/).brand<"RepositoryName">();
export type RepositoryName = z.infer<typeof RepositoryName>;

/** `seed` is 4 to 16 of a-z and 0-9, from the caller's source of randomness: core has none. */
export function fixId(at: Timestamp, seed: string): FixId {
  return FixId.parse(`fix_${compactTime(at)}_${seed}`);
}

export function executionId(at: Timestamp, seed: string): ExecutionId {
  return ExecutionId.parse(`exec_${compactTime(at)}_${seed}`);
}

export function requestId(at: Timestamp, seed: string): RequestId {
  return RequestId.parse(`req_${compactTime(at)}_${seed}`);
}

export function planId(rest: object): PlanId {
  const digest: Digest = digestOfJson(rest);
  return `plan_${digest}` as PlanId;
}
