/**
 * Operations that the operator registers by name (row S7): what is to be done about a trouble that passes, outside of any repository. They stand in a
 * file of the operator's (`REGREEN_OPERATIONS`); a repository may only name one of them under skills.opt_in, and nothing of it is a command.
 */
import picomatch from "picomatch";
import { z } from "zod";
import { SkillName } from "../../skill/skill.ts";

/** Classes that pass by themselves; the same that the reading of logs calls transient. */
export const OperationClass = z.enum(["network-infra", "rate-limit", "out-of-memory", "disk-full", "timeout"]);

/** The names of the built-in ones are taken. */
export const builtInOperations = ["rerun-failed-jobs", "rerun-with-debug", "clear-cache", "cancel-stuck-run"] as const;

const Variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of an environment variable");

/** An argument list, never a shell line. `{repo}`, `{head_sha}`, `{run_id}` and `{class}` stand for what the failure says; nothing else is filled in. */
const Command = z.strictObject({
  command: z.array(z.string().min(1)).min(1).max(100),
  /** Variables of the serving process that it is given beside PATH, HOME and LANG. */
  environment: z.array(Variable).max(50).default([]),
});
/** A POST with a JSON body that says what failed, and an Idempotency-Key. */
const Hook = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).refine((url) => url.startsWith("https:") || isLoopback(new URL(url).hostname), "is https, or http on this very machine"),
  /** Headers whose values are taken from variables of the serving process. */
  headers: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/), Variable).default({}),
});

export const Operation = z.strictObject({
  name: SkillName.refine((name) => !(builtInOperations as readonly string[]).includes(name), "is the name of a built-in one"),
  /** One line for people. */
  description: z.string().min(1).max(300),
  when: z.array(OperationClass).min(1),
  /** Patterns of `owner/name`: the repositories that may ask for it. */
  repositories: z.array(z.string().min(1)).min(1),
  run: z.union([Command, Hook]),
  /** Longest time that it may take. */
  seconds: z.int().min(1).max(600).default(60),
  /** Whether the failed jobs are run again once it has succeeded. */
  rerun: z.boolean().default(true),
});
export type Operation = z.infer<typeof Operation>;

export const OperationsFile = z.strictObject({ version: z.literal(1), operations: z.array(Operation).max(50) }).refine(({ operations }) => new Set(operations.map(({ name }) => name)).size === operations.length, "two operations have the same name");

/** Whether the operator lets this repository ask for it. */
export function isFor({ repositories }: Operation, repository: string): boolean {
  return picomatch(repositories, { dot: true, nocase: true })(repository);
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
