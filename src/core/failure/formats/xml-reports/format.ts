/** Reports in XML that a job prints or that are read as a log: JUnit (tests) and Checkstyle (problems), one element per line. */
import type { Finding, Format, Surroundings } from "../../format.ts";

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

export const xmlReports: Format = {
  tool: "junit",
  layer: "tool",
  class: "test-failure",
  pattern_name: "junit_failures",
  rules: [
    { id: "testcase", says: "detail", literals: ["<testcase "], pattern: /<testcase (?<attributes>[^<>]*[^/<>])>/, after: 2, before: 0, read: ({ attributes = "" }) => ({ message: nameOf(attributes) }) },
    { id: "failure", says: "problem", literals: ["<failure ", "<failure>", "<error message=", "<error type="], pattern: /<(?:failure|error)(?: (?<attributes>(?:message|type)="[^>]*))?>/, confidence: 0.93, read: ({ attributes = "" }, around) => failed(attributes, around) },
    { id: "file", says: "detail", literals: ["<file name=\""], pattern: /<file name="(?<message>[^"]+)"/, class: "lint", tool: "checkstyle", after: 2, before: 0, read: ({ message = "" }) => ({ message: decoded(message) }) },
    { id: "checkstyle", says: "problem", literals: ["<error line=", "<error column="], pattern: /<error (?<attributes>(?:line|column)="[^>]*)\/?>/, class: "lint", tool: "checkstyle", pattern_name: "checkstyle_problems", confidence: 0.93, read: ({ attributes = "" }, around) => problem(attributes, around) },
  ],
};

function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? undefined : decoded(value);
}

function decoded(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function nameOf(attributes: string): string {
  return [attribute(attributes, "classname"), attribute(attributes, "name")].filter((part) => part !== undefined && part !== "" && part !== "test").join(".");
}

function failed(attributes: string, { at, latest }: Surroundings): Finding {
  const beside = /<testcase (?<attributes>[^>]*)>/.exec(at(0) ?? "")?.groups?.["attributes"];
  const test = beside === undefined ? latest("testcase")?.message : nameOf(beside);
  const kind = attribute(attributes, "type");
  const message = attribute(attributes, "message");
  return { ...(test === undefined ? {} : { tests: [test] }), ...(kind === undefined ? {} : { kind }), ...(message === undefined ? {} : { message }) };
}

/** The source names who found it: `eslint.rules.semi`, `com.puppycrawl.tools.checkstyle…`. */
function problem(attributes: string, { latest }: Surroundings): Finding | null {
  const file = latest("file")?.message;
  if (file === undefined) return null;
  const source = attribute(attributes, "source") ?? "";
  const rule = source.replace(/^.*\./, "") || undefined;
  const places = [{ file, line: attribute(attributes, "line"), column: attribute(attributes, "column"), rule, message: attribute(attributes, "message") }];
  const tool = source.startsWith("eslint") ? { tool: "eslint", pattern_name: "eslint_problems" } : {};
  return { places, ...(rule === undefined ? {} : { kind: rule }), ...(attribute(attributes, "severity") === "info" ? { says: "detail" } : {}), ...tool };
}
