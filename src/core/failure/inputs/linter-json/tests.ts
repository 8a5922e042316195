/**
 * Test runners by their own JSON reporter: Jest and Vitest (which took Jest's shape over), Mocha, RSpec, pytest-json-report.
 * Sources: jest's packages/jest-test-result/src/formatTestResults.ts, vitest's packages/vitest/src/node/reporters/json.ts, mocha's lib/reporters/json.js, RSpec's json_formatter.rb, pytest-json-report's serialize.py.
 */
import { z } from "zod";
import { readFailureBody } from "../failure-body.ts";
import { jsonShape, type JsonShape, type Told } from "./told.ts";

const Assertion = z.looseObject({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() });
const Suite = z.looseObject({ name: z.string(), status: z.string(), message: z.string().nullish(), assertionResults: z.array(Assertion) });

/** Only Jest counts handles that were left open. */
const jest = jsonShape({
  input: "jest-json", keys: ["numFailedTests", "testResults"],
  schema: () => z.looseObject({ testResults: z.array(Suite), openHandles: z.unknown().optional() }),
  tell: ({ testResults, openHandles }) => testResults.flatMap((suite) => suiteOf(suite, openHandles === undefined ? "vitest" : "jest")),
});

function suiteOf({ name: file, status, message, assertionResults }: z.infer<typeof Suite>, tool: "jest" | "vitest"): readonly Told[] {
  const separator = tool === "jest" ? " › " : " > ";
  const failed = assertionResults.filter((assertion) => assertion.status === "failed").map((assertion) => failedTest({ tool, file, test: [...assertion.ancestorTitles, assertion.title].join(separator), text: assertion.failureMessages?.[0] ?? "" }));
  return failed.length === 0 && status === "failed" ? [brokenSuite({ tool, file, text: message ?? "" })] : failed.map((test) => ofSnapshots(test, failed));
}

/** Where nothing but snapshots differs, that is what is wrong; as with the runner's own log. */
function ofSnapshots(test: Told, all: readonly Told[]): Told {
  return all.every(({ body = "" }) => /toMatch(?:Inline|File)?Snapshot\(|Snapshot `.{1,200}` mismatched/.test(body)) ? { ...test, class: "snapshot-mismatch", pattern_name: "snapshot_mismatch" } : test;
}

function failedTest({ tool, file, test, text }: { readonly tool: string; readonly file: string | undefined; readonly test: string; readonly text: string }): Told {
  const { place, kind } = readFailureBody(text, null);
  return { tool, tests: [test], message: text.split("\n")[0] ?? "", body: text, file: place?.file ?? file, line: numbered(place?.line), column: numbered(place?.column), rule: kind };
}

/** The file could not be run at all. */
function brokenSuite({ tool, file, text }: { readonly tool: string; readonly file: string; readonly text: string }): Told {
  const missing = /Cannot find (?:module|package)|Failed to resolve import/.test(text);
  return { tool, file, message: text.split("\n").find((line) => line.trim() !== "") ?? "", body: text, ...(missing ? { class: "module-not-found", pattern_name: "module_not_found" } : {}) };
}

function numbered(printed: string | number | null | undefined): number | null {
  return printed == null ? null : Number(printed);
}

const mocha = jsonShape({
  input: "mocha-json", keys: ["stats", "failures"],
  schema: () => z.looseObject({ failures: z.array(z.looseObject({ fullTitle: z.string(), file: z.string().nullish(), err: z.looseObject({ message: z.string().optional(), stack: z.string().optional() }) })) }),
  tell: ({ failures }) => failures.map(({ fullTitle: test, file, err }) => failedTest({ tool: "mocha", file: file ?? undefined, test, text: err.stack ?? err.message ?? "" })),
});

const FRAME = /^(?<file>\.\/[^\s:]+\.rb):(?<line>\d+)/;
const rspec = jsonShape({
  input: "rspec-json", keys: ["summary_line", "examples"],
  schema: () => z.looseObject({
    examples: z.array(z.looseObject({
      full_description: z.string(), status: z.string(), file_path: z.string(), line_number: z.int(),
      exception: z.looseObject({ class: z.string(), message: z.string().nullable(), backtrace: z.array(z.string()).nullish() }).optional(),
    })),
  }),
  tell: ({ examples }) => examples.filter(({ status }) => status === "failed").map(({ full_description: test, file_path, line_number, exception }) => {
    const frame = exception?.backtrace?.map((text) => FRAME.exec(text)?.groups).find((groups) => groups !== undefined);
    return { tool: "rspec", tests: [test], message: exception?.message?.trim() ?? "", file: frame?.["file"] ?? file_path, line: Number(frame?.["line"] ?? line_number), rule: exception?.class };
  }),
});

const Stage = z.looseObject({ outcome: z.string(), crash: z.looseObject({ path: z.string(), lineno: z.int(), message: z.string() }).optional(), longrepr: z.string().optional() }).optional();
const pytest = jsonShape({
  input: "pytest-json", keys: ["exitcode", "summary", "root"],
  schema: () => z.looseObject({
    collectors: z.array(z.looseObject({ nodeid: z.string(), outcome: z.string(), longrepr: z.string().optional() })).optional(),
    tests: z.array(z.looseObject({ nodeid: z.string(), outcome: z.string(), setup: Stage, call: Stage, teardown: Stage })).optional(),
  }),
  tell: ({ collectors = [], tests = [] }) => [
    ...collectors.filter(({ outcome }) => outcome === "failed").map(({ nodeid, longrepr = "" }) => uncollected(nodeid, longrepr)),
    ...tests.filter(({ outcome }) => outcome === "failed" || outcome === "error").map(({ nodeid, setup, call, teardown }): Told => {
      const { crash, longrepr = "" } = [call, setup, teardown].find((stage) => stage?.outcome === "failed") ?? {};
      const { place } = readFailureBody(longrepr, null);
      return { tool: "pytest", tests: [nodeid], message: crash?.message ?? "", body: longrepr, file: place?.file ?? crash?.path, line: numbered(place?.line ?? crash?.lineno), rule: /^(?<kind>\w+(?:Error|Exception))\b/.exec(crash?.message ?? "")?.groups?.["kind"] };
    }),
  ],
});

function uncollected(nodeid: string, longrepr: string): Told {
  const message = longrepr.split("\n").findLast((line) => /^E\s+\S/.test(line))?.replace(/^E\s+/, "") ?? "";
  const { place } = readFailureBody(longrepr, null);
  const missing = /^(?:ModuleNotFoundError|ImportError)\b/.test(message) ? { class: "module-not-found" as const, pattern_name: "module_not_found" } : {};
  const syntax = /^(?:SyntaxError|IndentationError|TabError)\b/.test(message) ? { class: "syntax-error" as const, pattern_name: "python_syntax_error" } : {};
  return { tool: "pytest", tests: [nodeid], message, body: longrepr, file: place?.file ?? nodeid, line: numbered(place?.line), rule: /^\w+/.exec(message)?.[0], ...missing, ...syntax };
}

export const testShapes: readonly JsonShape[] = [jest, mocha, rspec, pytest];
