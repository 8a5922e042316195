/** A verdict is a tree: every rule with what it asked, what it found and why, so that a reader can follow the answer to its facts. */
import { z } from "zod";
import { Digest } from "../identity/digest-schema.ts";
import { GitSha } from "../identity/identifier.ts";
import { stages, type Stage } from "./stage.ts";

/** `wait`: a fact is not known yet; it is never taken for a pass. */
export const Answer = z.enum(["allow", "deny", "wait"]);
export type Answer = z.infer<typeof Answer>;

export const RuleVerdict = z.strictObject({
  rule: z.string(),
  pack: z.string(),
  /** `skipped`: its condition does not hold here. */
  answer: z.union([Answer, z.literal("skipped")]),
  message: z.string(),
  /** The facts it looked at, as text: `pull.changed_lines = 612`. */
  facts: z.array(z.string()),
  /** The named gate that the rule is of (stage.ts). */
  stage: z.literal(stages).default(5),
  /** Why the answer does not count: the rule is only observed here, or was waived. Null: it counts. */
  set_aside: z.string().nullable().default(null),
  places: z.array(z.strictObject({ file: z.string(), line: z.int().positive().nullable() })),
});
export type RuleVerdict = z.infer<typeof RuleVerdict>;

export const Gate = z.enum(["propose", "merge"]);
export type Gate = z.infer<typeof Gate>;

export const Verdict = z.strictObject({
  gate: Gate,
  answer: Answer,
  /** One sentence: what holds it up, or that nothing does. */
  summary: z.string(),
  rules: z.array(RuleVerdict),
  /** What the verdict was reached over; it is stale when any of these moves. */
  head_sha: GitSha.nullable(),
  base_sha: GitSha,
  policy_sha256: Digest,
});
export type Verdict = z.infer<typeof Verdict>;

/** What a named gate says: the worst answer of its rules that count; `skipped` where none of them applies. */
export function stageAnswer(rules: readonly RuleVerdict[], stage: Stage): RuleVerdict["answer"] {
  const answers = rules.filter((rule) => rule.stage === stage && rule.set_aside === null).map(({ answer }) => answer);
  return (["deny", "wait", "allow"] as const).find((answer) => answers.includes(answer)) ?? "skipped";
}
