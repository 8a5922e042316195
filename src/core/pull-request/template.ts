/** Texts that a repository words itself: `{name}` stands for what Regreen knows. An unknown name is a mistake in the configuration, not an empty place. */
import { z } from "zod";
import { shorten, titleText } from "./neutral-text.ts";

const textNames = ["title", "failures", "skills", "branch", "fix"] as const;
const branchNames = ["fix", "skill", "branch"] as const;

export type TextValues = Readonly<Record<(typeof textNames)[number], string>>;
export type BranchValues = Readonly<Record<(typeof branchNames)[number], string>>;

const LONGEST_TEMPLATE = 200;
/** GitHub shows 256 characters of a title; git's own advice for a subject is far less. */
const LONGEST_LINE = 200;
/** Names of branches are files where git keeps them loosely: 255 bytes a part. */
const LONGEST_SLUG = 60;

/** One line for titles and commits. */
export const textTemplate = z.string().min(1).max(LONGEST_TEMPLATE).regex(/^[^\r\n]*$/, "is one line").refine((text) => strangeNames(text, textNames).length === 0, {
  error: ({ input }) => `has {${strangeNames(String(input), textNames)[0] ?? ""}}; it may have ${listed(textNames)}`,
});

/** A branch of Regreen's own (https://git-scm.com/docs/git-check-ref-format); `regreen/evidence` is taken. */
export const branchTemplate = z.string().max(LONGEST_TEMPLATE)
  .regex(/^regreen\/(?!evidence(?:\/|$))(?:[A-Za-z0-9_{}-]+(?:[./][A-Za-z0-9_{}-]+)*)$/, "begins with regreen/ and goes on in letters, digits, -, _, . and /")
  .refine((text) => text.includes("{fix}"), "names {fix}, so that no two repairs share a branch")
  .refine((text) => !text.endsWith(".lock") && !text.includes(".lock/"), "ends no part with .lock: git keeps that for itself")
  .refine((text) => strangeNames(text, branchNames).length === 0, { error: ({ input }) => `has {${strangeNames(String(input), branchNames)[0] ?? ""}}; it may have ${listed(branchNames)}` });

function strangeNames(text: string, known: readonly string[]): readonly string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name).filter((name) => !known.includes(name));
}

function listed(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(", ");
}

/** One line that mentions nobody, refers to nothing and closes nothing: a squashed merge makes a commit message of it. */
export function fillText(template: string, values: TextValues): string {
  const filled = template.replace(/\{(title|failures|skills|branch|fix)\}/g, (_whole, name: keyof TextValues) => values[name]);
  return shorten(titleText(filled), LONGEST_LINE);
}

/** A branch's name; what git would not take of a value becomes a hyphen. */
export function fillBranch(template: string, values: BranchValues): string {
  return template.replace(/\{(fix|skill|branch)\}/g, (_whole, name: keyof BranchValues) => slug(values[name]));
}

function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9_]+/g, "-").replace(/^-+|-+$/g, "").slice(0, LONGEST_SLUG) || "x";
}
