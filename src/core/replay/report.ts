/** The report of one replay: kept for each candidate, accepted or not, so that its history can be listed. */
import { z } from "zod";
import { Digest } from "../identity/digest-schema.ts";
import { RepositoryName } from "../identity/identifier.ts";
import { Timestamp } from "../identity/timestamp.ts";
import { Phase } from "../repair/phase.ts";
import { SkillName } from "../skill/skill.ts";
import { Signal } from "./learning/signal.ts";

/** Names a replay: `replay_20261120_081500_k3f9`. */
export const ReplayId = z.string().regex(/^replay_[0-9]{8}_[0-9]{6}_[0-9a-z]{4,16}$/).brand<"ReplayId">();
export type ReplayId = z.infer<typeof ReplayId>;

const Version = z.strictObject({ version: z.string(), digest: Digest });
const EndingDocument = z.strictObject({ kind: z.enum(["fixed", "wrong", "refused"]), reason: z.string(), seconds: z.number().nonnegative() });
const TallyDocument = z.strictObject({ fixed: z.int().nonnegative(), wrong: z.int().nonnegative(), refused: z.int().nonnegative(), seconds: z.number().nonnegative().nullable() });

export const ReplayReport = z.strictObject({
  version: z.literal(1),
  replay: ReplayId,
  at: Timestamp,
  /** The repository whose failures were replayed, and in which the candidate may be promoted. */
  repo: RepositoryName,
  skill: SkillName,
  candidate: Version,
  /** Null: there was no version of this skill before. */
  present: Version.nullable(),
  accepted: z.boolean(),
  reasons: z.array(z.string()),
  before: TallyDocument,
  present_today: TallyDocument.nullable(),
  after: TallyDocument,
  cases: z.array(z.strictObject({
    name: z.string(), source: z.enum(["example", "recording"]), truth: z.enum(["tree", "refusal", "rejected", "open"]),
    before: EndingDocument, present: EndingDocument.nullable(), after: EndingDocument,
  })),
  /** What could not be judged, each with why: the tree cannot be rebuilt, a tool is missing, time was up. */
  set_aside: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
  /** What confined the tools, and how long all of it took, in seconds. */
  sandbox: z.string(),
  seconds: z.number().nonnegative(),
  /** From which phase on the failures were met again. */
  from: Phase.default("STRATEGIZE"),
  /** What made it begin by itself; empty: somebody asked for it. */
  because: z.array(Signal).default([]),
});
export type ReplayReport = z.infer<typeof ReplayReport>;
