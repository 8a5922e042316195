/** A finding of a linter at its place, as a post-check or CI's log names it; and when two of them are of one kind. */
import { z } from "zod";

export const Finding = z.strictObject({
  /** Relative to the repository, forward slashes. */
  file: z.string().min(1).max(1000),
  /** Counts from 1; null: the tool names none. */
  line: z.int().positive().nullable(),
  rule: z.string().max(200).nullable(),
  message: z.string().max(300).nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** The same rule in the same file, or the same words where there is no rule. Lines do not count: what was mended above moves them. */
function kindOf({ file, rule, message }: Finding): string {
  return JSON.stringify([file, rule ?? message?.replaceAll(/\d+/g, "0") ?? ""]);
}

/** Whether every finding is one of the `known`, and none of a kind is there more often than it was. */
export function areAmong(findings: readonly Finding[], known: readonly Finding[]): boolean {
  const left = new Map<string, number>();
  for (const one of known) left.set(kindOf(one), (left.get(kindOf(one)) ?? 0) + 1);
  return findings.every((one) => {
    const count = left.get(kindOf(one)) ?? 0;
    left.set(kindOf(one), count - 1);
    return count > 0;
  });
}

/** `src/a.js:3 no-undef`; of many, the first and how many more. */
export function findingsText(findings: readonly Finding[], most = 5): string {
  const shown = findings.slice(0, most).map(({ file, line, rule, message }) => `${file}${line === null ? "" : `:${line}`} ${(rule ?? message ?? "").slice(0, 120)}`.trim());
  return `${shown.join(", ")}${findings.length > most ? ` and ${findings.length - most} more` : ""}`;
}
