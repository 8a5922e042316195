/** An example shows a skill at work on a real failure: `examples/<case>/` with `case.json`, `before/`, `failure.log` made by the real tool, and `after/` where it repairs. */
import { z } from "zod";

const shared = {
  /** One line for people. */
  title: z.string().min(1),
  /** The shell line of the CI step that fails on `before/`. */
  command: z.string().min(1),
  tool: z.string().min(1),
  /** The version that wrote `failure.log`. */
  tool_version: z.string().min(1),
  /** The pull request whose check fails, where the skill takes its title. */
  pull: z.strictObject({ number: z.int().positive(), title: z.string() }).optional(),
  /** Settings of the repository's `.github/regreen.yml` that the example needs beside `version: 1`, such as `skills.opt_in`. */
  configuration: z.record(z.string(), z.unknown()).default({}),
};

export const ExampleCase = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("repair"), ...shared }),
  z.strictObject({
    kind: z.literal("refuse"),
    ...shared,
    /** `choice`: no skill is chosen for it. `execution`: it is chosen and run, and nothing of it is kept. */
    refused_by: z.enum(["choice", "execution"]),
    /** A part of the reason given. */
    reason: z.string().min(1),
  }),
]);
export type ExampleCase = z.infer<typeof ExampleCase>;
