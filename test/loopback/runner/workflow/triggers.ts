/** The `on` of a workflow: which events start it. */
import { z } from "zod";

const Patterns = z.union([z.string().transform((one) => [one]), z.array(z.string()).min(1)]);
const Push = z.strictObject({ branches: Patterns.optional(), "branches-ignore": Patterns.optional(), tags: Patterns.optional() })
  .refine((push) => push.branches === undefined || push["branches-ignore"] === undefined, "branches and branches-ignore cannot stand together");
const PullRequest = z.strictObject({
  branches: Patterns.optional(),
  "branches-ignore": Patterns.optional(),
  types: z.array(z.string()).default(["opened", "synchronize", "reopened"]),
});

const described = { description: z.string().optional(), required: z.boolean().default(false) };
export const DispatchInput = z.union([
  z.strictObject({ ...described, type: z.literal("boolean"), default: z.boolean().optional() }),
  z.strictObject({ ...described, type: z.literal("number"), default: z.number().optional() }),
  z.strictObject({ ...described, type: z.literal("choice"), options: z.array(z.string()).min(1), default: z.string().optional() }),
  z.strictObject({ ...described, type: z.literal("string").default("string"), default: z.union([z.string(), z.number(), z.boolean()]).transform(String).optional() }),
]);
export type DispatchInput = z.infer<typeof DispatchInput>;
const Dispatch = z.strictObject({ inputs: z.record(z.string(), DispatchInput).default({}) });

const RunCompleted = z.strictObject({ workflows: z.array(z.string()).min(1), types: z.array(z.enum(["requested", "in_progress", "completed"])).default(["requested", "completed"]), branches: Patterns.optional() });
const IssueComment = z.strictObject({ types: z.array(z.enum(["created", "edited", "deleted"])).default(["created", "edited", "deleted"]) });
const ReviewComment = IssueComment;
const Review = z.strictObject({ types: z.array(z.enum(["submitted", "edited", "dismissed"])).default(["submitted", "edited", "dismissed"]) });
const Schedule = z.array(z.strictObject({ cron: z.string() }));

const Detailed = z.strictObject({ workflow_run: RunCompleted.optional(), schedule: Schedule.optional(), issue_comment: IssueComment.optional(), pull_request_review_comment: ReviewComment.optional(), pull_request_review: Review.optional(), push: Push.optional(), pull_request: PullRequest.optional(), workflow_dispatch: Dispatch.optional() });

/** `on: push`, `on: [push]` and `on: {push: }` all mean: this event, with nothing further said. */
export const Triggers = z.preprocess((value) => {
  if (typeof value === "string") return { [value]: {} };
  if (Array.isArray(value)) return Object.fromEntries(value.map((name: unknown) => [String(name), {}]));
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([name, said]) => [name, said ?? {}])) : value;
}, Detailed);
export type Triggers = z.infer<typeof Detailed>;

/** What happened, as far as triggers ask: branch names without `refs/heads/`. */
export type Occurrence =
  | { readonly event: "push"; readonly branch: string }
  | { readonly event: "pull_request"; readonly action: string; readonly baseBranch: string }
  | { readonly event: "workflow_dispatch" }
  | { readonly event: "workflow_run"; readonly workflow: string }
  | { readonly event: "issue_comment"; readonly action: "created" | "edited" }
  | { readonly event: "pull_request_review_comment"; readonly action: "created" | "edited" }
  | { readonly event: "pull_request_review"; readonly action: "submitted" }
  | { readonly event: "schedule" };

/** Whether this workflow is started by this event. */
export function isTriggered(on: Triggers, occurrence: Occurrence): boolean {
  switch (occurrence.event) {
    case "push":
      return on.push !== undefined && branchPasses(on.push, occurrence.branch);
    case "pull_request":
      return on.pull_request !== undefined && on.pull_request.types.includes(occurrence.action) && branchPasses(on.pull_request, occurrence.baseBranch);
    case "workflow_dispatch":
      return on.workflow_dispatch !== undefined;
    case "workflow_run":
      return on.workflow_run?.workflows.includes(occurrence.workflow) === true && on.workflow_run.types.includes("completed");
    case "issue_comment":
      return on.issue_comment?.types.includes(occurrence.action) === true;
    case "pull_request_review_comment":
      return on.pull_request_review_comment?.types.includes(occurrence.action) === true;
    case "pull_request_review":
      return on.pull_request_review?.types.includes(occurrence.action) === true;
    case "schedule":
      return on.schedule !== undefined;
    default:
      return occurrence satisfies never;
  }
}

function branchPasses(filter: { branches?: string[] | undefined; "branches-ignore"?: string[] | undefined; tags?: string[] | undefined }, branch: string): boolean {
  if (filter.branches !== undefined) return passes(filter.branches, branch);
  if (filter["branches-ignore"] !== undefined) return !passes(filter["branches-ignore"], branch);
  return filter.tags === undefined;
}

/** In order, the last pattern that matches decides; `!` takes away again. */
function passes(patterns: readonly string[], branch: string): boolean {
  let passed = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith("!");
    if (branchPattern(negated ? pattern.slice(1) : pattern).test(branch)) passed = !negated;
  }
  return passed;
}

/** GitHub's filter patterns: `*` not over `/`, `**` anything, `?` and `+` count the character before, `[]` one of (cheat sheet in the workflow syntax). */
function branchPattern(pattern: string): RegExp {
  const source = pattern.replaceAll(/\\.|\*\*|[*?+[\]]|[^\w]/g, (part) => {
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    if (part.length === 2 || "?+[]-".includes(part)) return part;
    return `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}
