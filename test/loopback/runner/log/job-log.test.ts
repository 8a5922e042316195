import { describe, expect, test } from "@jest/globals";
import { JobLog, roundTripTime } from "./job-log.ts";
import { LineSplitter } from "./line-splitter.ts";
import { StepOutput, type Annotation } from "./step-output.ts";
import { parseCommand } from "./workflow-command.ts";

function written(use: (log: JobLog) => void): string {
  const chunks: Uint8Array[] = [];
  let time = Date.UTC(2026, 10, 20, 11, 0, 0) - 0.0001;
  use(new JobLog((bytes) => chunks.push(bytes), () => (time += 0.0001)));
  return Buffer.concat(chunks).toString("utf8");
}

function output(lines: readonly string[]): { text: string; annotations: Annotation[]; refusal: string | null } {
  const annotations: Annotation[] = [];
  let refusal: string | null = null;
  const text = written((log) => {
    const step = new StepOutput(log, annotations);
    for (const line of lines) step.line(line);
    refusal = step.refusal;
  });
  return { text: text.replaceAll(/^\uFEFF?\S+Z /gm, ""), annotations, refusal };
}

describe("the raw log", () => {
  test("begins with a byte order mark, and each message has a time of seven fractional digits on its first line only", () => {
    expect(written((log) => ["one", "two\nlines"].forEach((line) => log.write(line))))
      .toBe("\uFEFF2026-11-20T11:00:00.0000000Z one\n2026-11-20T11:00:00.0000001Z two\nlines\n".replace("0000001Z", "0000000Z"));
  });
  test("times keep the order of writing within a millisecond", () => {
    expect(roundTripTime(Date.UTC(2026, 0, 2) + 7.25)).toBe("2026-01-02T00:00:00.0072500Z");
  });
  test("a secret is masked wherever it stands, each line of it too", () => {
    const text = written((log) => {
      log.mask("first\nsecond-line");
      log.write("a first b second-line");
    });
    expect(text).toContain("Z a *** b ***\n");
  });
});

test("lines end at LF, CR LF and CR, and what is left at the end is a line", () => {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  for (const part of ["10%\r20%\r", "\nü".slice(0, 1), "a", "\n", "last"]) splitter.push(Buffer.from(part));
  splitter.push(Buffer.from("ü").subarray(0, 1));
  splitter.push(Buffer.from("ü").subarray(1));
  splitter.finish();
  expect(lines).toEqual(["10%", "20%", "a", "lastü"]);
});

test("properties and message of a command are unescaped", () => {
  expect(parseCommand("::error file=a%2Cb.js,line=3,title=x%3A::one%0Atwo%25")).toEqual({ name: "error", properties: { file: "a,b.js", line: "3", title: "x:" }, message: "one\ntwo%" });
  expect(parseCommand("note: ::error::no")).toBeNull();
  expect(parseCommand("a::b")).toBeNull();
});

describe("workflow commands", () => {
  test("errors become log lines and annotations", () => {
    const { text, annotations } = output(["::error file=src/a.js,line=3,col=7::Missing semicolon.", "::warning::old"]);
    expect(text).toBe("##[error]Missing semicolon.\n##[warning]old\n");
    expect(annotations[0]).toEqual({ level: "failure", path: "src/a.js", startLine: 3, endLine: 3, startColumn: 7, endColumn: null, title: null, message: "Missing semicolon." });
    expect(annotations[1]).toMatchObject({ level: "warning", path: ".github" });
  });
  test("between stop-commands and its token nothing is obeyed", () => {
    const { text, annotations } = output(["::stop-commands::t0k", "::error::forged", "::t0k::", "::error::real"]);
    expect(annotations.map((one) => one.message)).toEqual(["real"]);
    expect(text).toContain("\n::error::forged\n");
  });
  test("add-mask hides from then on", () => {
    expect(output(["::add-mask::hunter2", "password hunter2"]).text).toBe("::add-mask::***\npassword ***\n");
  });
  test("set-output is refused by name", () => {
    const { text, refusal } = output(["::set-output name=x::1"]);
    expect(refusal).toContain("`set-output`");
    expect(text).toContain("##[error]The `set-output` command is not supported by this runner");
  });
});
