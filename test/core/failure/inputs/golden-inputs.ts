/** Documents that real tools wrote, each with what Regreen reads from it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const folder = join(import.meta.dirname, "../../../golden/inputs");

const Expectation = z.strictObject({
  tool: z.string(),
  /** Of the tool that wrote the document, and of its formatter. */
  version: z.string().min(1),
  command: z.string().min(1),
  made: z.string().min(1),
  reports: z.array(z.strictObject({
    failure_class: z.string(), tool: z.string().nullable(), pattern_name: z.string(), rule: z.string(), locations: z.array(z.array(z.union([z.string(), z.number(), z.null()]))), failing_tests: z.array(z.string()),
  })),
});

export interface GoldenInput {
  readonly name: string;
  readonly bytes: Buffer;
  readonly expected: z.infer<typeof Expectation>["reports"];
}

export const goldenInputs: readonly GoldenInput[] = readdirSync(folder).flatMap((kind) =>
  readdirSync(join(folder, kind)).map((tool) => ({
    name: `${kind}/${tool}`,
    bytes: readFileSync(join(folder, kind, tool, "input")),
    expected: Expectation.parse(JSON.parse(readFileSync(join(folder, kind, tool, "expect.json"), "utf8"))).reports,
  })));
