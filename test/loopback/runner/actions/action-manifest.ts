/** An action's `action.yml`, as far as this runner runs it: JavaScript actions. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { Text } from "../workflow/workflow.ts";

const ActionManifest = z.object({
  name: Text,
  inputs: z.record(z.string(), z.object({ default: Text.optional(), required: z.boolean().optional() })).nullish().transform((inputs) => inputs ?? {}),
  runs: z.object({
    using: z.enum(["node20", "node24"], { error: (issue) => `\`using: ${String(issue.input)}\` is not supported by this runner: only node20 and node24 are` }),
    main: z.string(),
    pre: z.undefined({ error: "is not supported by this runner" }).optional(),
    post: z.string().optional(),
    "post-if": Text.default("always()"),
  }),
});
export type ActionManifest = z.infer<typeof ActionManifest>;

/** @param uses as the workflow names it, for errors. Throws when there is no manifest, or one that cannot be run. */
export function readActionManifest(folder: string, uses: string): ActionManifest {
  const path = ["action.yml", "action.yaml"].map((name) => join(folder, name)).find((one) => existsSync(one));
  if (path === undefined) throw new Error(`Can't find 'action.yml', 'action.yaml' or 'Dockerfile' for action '${uses}'.`);
  const parsed = ActionManifest.safeParse(parse(readFileSync(path, "utf8")));
  if (parsed.success) return parsed.data;
  throw new Error(`${uses}: ${parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`);
}
