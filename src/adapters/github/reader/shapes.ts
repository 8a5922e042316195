/** The shapes that several answers share, read narrowly: what else GitHub sends is left aside. */
import { z } from "zod";
import { GitSha } from "../../../core/identity/identifier.ts";
import { timestamp } from "../../../core/identity/timestamp.ts";
import type { Conclusion } from "../../../ports/github.ts";

/** GitHub's times carry no milliseconds, and some an offset: they become ours. */
export const Moment = z.iso.datetime({ offset: true }).transform((text) => timestamp(Date.parse(text)));

export const ConclusionText = z.enum([
  "success", "failure", "neutral", "cancelled", "skipped", "timed_out", "action_required", "stale", "startup_failure",
]) satisfies z.ZodType<Conclusion>;

/** Missing and null are the same here. */
export const OptionalConclusion = ConclusionText.nullish().transform((conclusion) => conclusion ?? null);

export const OptionalText = z.string().nullish().transform((text) => text ?? null);

/** Who wrote something; a deleted account is null. */
export const Account = z.object({ login: z.string(), type: z.string().optional() }).nullish();

/** Which App made a request on somebody's or its own behalf. */
export const ViaApp = z.object({ id: z.int() }).nullish();

export const RepositoryReference = z.object({ id: z.int().positive() }).nullish();

export const OptionalSha = GitSha.nullish().transform((sha) => sha ?? null);
