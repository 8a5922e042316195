/**
 * A workflow file as GitHub reads it (docs.github.com, "Workflow syntax for GitHub Actions"), as far as this runner runs it.
 * Expressions stay text until their contexts are known. A key that is not here is refused by name, never skipped.
 */
import { z } from "zod";
import { Permissions } from "./permissions.ts";
import { Triggers } from "./triggers.ts";

/** YAML gives numbers and booleans where GitHub sees text. */
export const Text = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform((value) => (value === null ? "" : String(value)));
export const TextMap = z.record(z.string(), Text);

const Identifier = z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]*$/, "must start with a letter or _ and hold letters, digits, - and _ only");
/** A number, or an expression that gives one. */
const Amount = z.union([z.number().positive(), z.string().regex(/^\$\{\{.*\}\}$/)]);
const Flag = z.union([z.boolean(), z.string().regex(/^\$\{\{.*\}\}$/)]);

const Defaults = z.strictObject({ run: z.strictObject({ shell: z.string().optional(), "working-directory": z.string().optional() }) });
const Concurrency = z.union([
  z.string().transform((group) => ({ group, "cancel-in-progress": false })),
  z.strictObject({ group: z.string(), "cancel-in-progress": z.boolean().default(false) }),
]);

const step = {
  id: Identifier.optional(),
  name: Text.optional(),
  if: Text.optional(),
  env: TextMap.default({}),
  "continue-on-error": Flag.default(false),
  "timeout-minutes": Amount.optional(),
};
export const RunStep = z.strictObject({ ...step, run: z.string(), shell: z.string().optional(), "working-directory": z.string().optional() });
export type RunStep = z.infer<typeof RunStep>;
export const UsesStep = z.strictObject({ ...step, uses: z.string(), with: TextMap.default({}) });
export type UsesStep = z.infer<typeof UsesStep>;
export type Step = RunStep | UsesStep;

/** Which of the two a step is, is told by its key: so a mistake is reported for the kind that was meant. */
const Step = z.unknown().transform((value, context): Step => {
  const uses = typeof value === "object" && value !== null && "uses" in value;
  const parsed = uses ? UsesStep.safeParse(value) : RunStep.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.addIssue({ ...issue, path: [...issue.path] });
  return z.NEVER;
});

const MatrixValue = z.union([z.string(), z.number(), z.boolean()]);
export type MatrixValue = z.infer<typeof MatrixValue>;
const Strategy = z.strictObject({
  matrix: z.record(Identifier, z.array(MatrixValue).min(1)),
  "fail-fast": z.boolean().default(true),
  "max-parallel": z.number().int().positive().optional(),
});

export const JobDefinition = z.strictObject({
  name: Text.optional(),
  needs: z.union([Identifier.transform((one) => [one]), z.array(Identifier)]).default([]),
  if: Text.optional(),
  "runs-on": z.union([z.string().transform((one) => [one]), z.array(z.string()).min(1)]),
  permissions: Permissions.optional(),
  env: TextMap.default({}),
  defaults: Defaults.optional(),
  "timeout-minutes": Amount.default(360),
  "continue-on-error": Flag.default(false),
  outputs: TextMap.default({}),
  strategy: Strategy.optional(),
  steps: z.array(Step).min(1),
});
export type JobDefinition = z.infer<typeof JobDefinition>;

export const Workflow = z.strictObject({
  name: z.string().optional(),
  "run-name": z.string().optional(),
  on: Triggers,
  permissions: Permissions.optional(),
  env: TextMap.default({}),
  defaults: Defaults.optional(),
  concurrency: Concurrency.optional(),
  jobs: z.record(Identifier, JobDefinition).refine((jobs) => Object.keys(jobs).length > 0, "at least one job is needed"),
});
export type Workflow = z.infer<typeof Workflow>;
