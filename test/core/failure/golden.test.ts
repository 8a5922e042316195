/** Every format that is registered reads at least one log that its tool printed, and reads it exactly. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { formats } from "../../../src/core/failure/formats/registry.ts";
import { openLogReading } from "../../../src/core/failure/read-log.ts";

const folder = join(import.meta.dirname, "../../golden/logs");

const Expectation = z.strictObject({
  tool: z.string(),
  /** Of the tool that printed the log. */
  version: z.string().min(1),
  command: z.string().min(1),
  /** How the log came to be. */
  made: z.string().min(1),
  reports: z.array(z.looseObject({ failure_class: z.string(), rule: z.string(), locations: z.array(z.array(z.union([z.string(), z.number(), z.null()]))) })),
});

const cases = readdirSync(folder).flatMap((tool) => readdirSync(join(folder, tool)).map((name) => `${tool}/${name}`));

function expectationOf(name: string): z.infer<typeof Expectation> {
  return Expectation.parse(JSON.parse(readFileSync(join(folder, name, "expect.json"), "utf8")));
}

describe("a log as its tool printed it", () => {
  test.each(cases)("%s is read exactly", (name) => {
    const reading = openLogReading({ job: null, workspace: null });
    reading.push(readFileSync(join(folder, name, "log.txt")));
    const found = reading.finish().reports.map((report) => ({
      failure_class: report.failure_class,
      tool: report.tool,
      pattern_name: report.pattern_name,
      rule: report.rule,
      transient: report.transient,
      locations: report.locations.map(({ file, line, column, rule }) => [file, line, column, rule]),
      file_paths: report.file_paths,
      failing_tests: report.failing_tests,
    }));
    expect(found).toEqual(expectationOf(name).reports);
  });
});

test("each registered format decides at least one golden log", () => {
  const deciding = new Set(cases.flatMap((name) => expectationOf(name).reports.map(({ rule }) => rule.slice(0, rule.lastIndexOf("/")))));
  expect(formats.map(({ tool }) => tool).filter((tool) => !deciding.has(tool))).toEqual([]);
});
