import { describe, expect, test } from "@jest/globals";
import { stripEscapes } from "../../src/core/failure/bytes/strip-escapes.ts";
import { FailureReport } from "../../src/core/failure/report.ts";
import { seededRandom } from "../core/failure/seeded-random.ts";
import { goldenInputs } from "../core/failure/inputs/golden-inputs.ts";
import { readInput } from "../core/failure/inputs/read-input.ts";

/** The document's own words: what a reader sees, and what stands behind references, JSON escapes and percent signs. */
function wordsOf(document: Buffer): string {
  const copy = Buffer.from(document);
  const text = copy.toString("utf8", 0, stripEscapes(copy, 0, copy.length)).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
  const resolved = text.replace(/&#x([0-9a-fA-F]+);/g, (_, hex: string) => String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(hex, 16)))).replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ({ lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" })[name] ?? "");
  const unescaped = text.replace(/\\(["\\/])/g, "$1");
  return [text, resolved, unescaped, text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))].join("\n").replaceAll("\\", "/").replace(/\s+/g, " ");
}

/** What is wrong with what was read: nothing, when all is well. */
function faultsOf(document: Buffer): readonly string[] {
  const { reports } = readInput(document);
  if (reports.length === 0) return [];
  const words = wordsOf(document);
  return reports.flatMap((report) => [
    ...(FailureReport.safeParse(report).success ? [] : [`invalid: ${JSON.stringify(report)}`]),
    ...report.locations.filter(({ file }) => !words.includes((file.split("/").at(-1) ?? "").replace(/\s+/g, " "))).map(({ file }) => `not in the document: ${file}`),
  ]);
}

function mutated(document: Buffer, random: () => number): Buffer {
  const bytes = Buffer.from(document);
  const changes = 1 + Math.floor(random() * 4);
  for (let change = 0; change < changes; change++) bytes[Math.floor(random() * bytes.length)] = random() < 0.8 ? 32 + Math.floor(random() * 95) : Math.floor(random() * 256);
  const from = Math.floor(random() * bytes.length);
  const to = from + Math.floor(random() * 120);
  const kind = random();
  if (kind < 0.3) return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  return kind < 0.6 ? Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]) : bytes;
}

/** In the shape that GitHub's interface describes. */
const gitHubJson = [
  [{ path: "src/app.js", start_line: 3, start_column: 7, end_line: 3, end_column: null, annotation_level: "failure", title: "semi", message: "Missing semicolon.", raw_details: null }],
  { id: 4, name: "eslint", status: "completed", conclusion: "failure", output: { title: "1 problem", summary: "src/a.ts(1,2): error TS1005: ';' expected.", text: null, annotations_count: 0 } },
  { state: "failure", statuses: [{ state: "failure", context: "codecov/patch", description: "60.00% of diff hit (target 80.00%)", target_url: null }] },
];
const documents: readonly Buffer[] = [...goldenInputs.map(({ bytes }) => bytes), ...gitHubJson.map((value) => Buffer.from(JSON.stringify(value)))];

const MUTATIONS = Number(process.env["REGREEN_MUTATIONS"] ?? 10_000);

describe("documents, damaged", () => {
  test("cut at every offset: never a throw, and always valid reports", () => {
    const small = goldenInputs.filter(({ bytes }) => bytes.length < 700);
    expect(new Set(small.map(({ name }) => name.split("/")[0]))).toEqual(new Set(["checkstyle", "json", "junit", "tap", "xml"]));
    expect(small.flatMap(({ bytes }) => Array.from(bytes, (_, length) => faultsOf(bytes.subarray(0, length)))).flat()).toEqual([]);
  });

  test("cut at every 19th offset, where they are long", () => {
    const long = goldenInputs.filter(({ bytes }) => bytes.length >= 700);
    expect(long.flatMap(({ bytes }) => Array.from({ length: Math.floor(bytes.length / 19) }, (_, step) => faultsOf(bytes.subarray(0, step * 19)))).flat()).toEqual([]);
  });

  test(`${String(MUTATIONS)} times changed, doubled and cut: never a throw, an invalid report, or a place outside the document's words`, () => {
    const random = seededRandom(Number(process.env["REGREEN_SEED"] ?? 7));
    const each = Math.ceil(MUTATIONS / documents.length);
    expect(documents.flatMap((bytes) => Array.from({ length: each }, () => faultsOf(mutated(bytes, random)))).flat()).toEqual([]);
  });

  test("random bytes behind every head that promises a document", () => {
    const random = seededRandom(8);
    const heads = ["<testsuites>", "<?xml version='1.0'?><checkstyle>", "TAP version 14\n", '{"version":"2.1.0","runs":[', '[{"', "PK\u0003\u0004", "not ok 1 "];
    const noise = (): Buffer => Buffer.from(Array.from({ length: Math.floor(random() * 6000) }, () => Math.floor(random() * 256)));
    expect(heads.flatMap((head) => Array.from({ length: 20 }, () => faultsOf(Buffer.concat([Buffer.from(head), noise()])))).flat()).toEqual([]);
  });
});

describe("a document that is made to be slow", () => {
  const SIZE = 1 << 18;
  const heads = ["<testsuites>", "<testsuites><testsuite name='a'><testcase name='b'><failure>", "TAP version 14\n", "not ok 1 - a\n", "{", "[{"];
  const units = ["<", "<a>", "<a b='c' ", "&", "&#x41;", "<testcase name='a'><failure>a.py:1: E", "<testcase name='a'><failure/></testcase>", "<![CDATA[", "<!--", "]]>", "not ok 1\n", "    # Subtest: a\n", "  ---\n", "a", " ", "error: ", "at (", '{"a":', "[", '"', "\\", "# "];

  test("a quarter of a megabyte of anything takes less than a second of the processor's time", () => {
    const slow = heads.flatMap((head) => units.flatMap((unit) => {
      const document = `${head}${unit.repeat(Math.ceil(SIZE / unit.length))}`;
      const start = process.cpuUsage();
      readInput(document);
      const seconds = process.cpuUsage(start).user / 1e6;
      return seconds < 1 ? [] : [`${head} ${unit}: ${seconds.toFixed(1)} s`];
    }));
    expect(slow).toEqual([]);
  });
});
