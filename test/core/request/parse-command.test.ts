import { describe, expect, test } from "@jest/globals";
import { parseCommand } from "../../../src/core/request/parse-command.ts";
import { verbs } from "../../../src/core/request/verbs.ts";

const read = (line: string) => parseCommand(line, "/autofix");
const all = { wants: null, file: null, folder: null, tool: null };
const execution = "exec_20261120_213004_k3f9";
const fix = "fix_20261120_213000_k3f9";

describe("a command", () => {
  test.each<readonly [string, object]>([
    ["/autofix", { verb: "fix", wanted: all, scan: false }],
    ["/AutoFix UTF8", { verb: "fix", wanted: { ...all, wants: "utf8" }, scan: false }],
    ["/autofix eslint-fix --file src/a.js", { verb: "fix", wanted: { ...all, wants: "eslint-fix", file: "src/a.js" }, scan: false }],
    ["/autofix lint --module=packages/web --tool ESLint --scan", { verb: "fix", wanted: { ...all, wants: "lint", folder: "packages/web", tool: "eslint" }, scan: true }],
    ["/autofix —file “src/a b.js”", { verb: "fix", wanted: { ...all, file: "src/a b.js" }, scan: false }],
    [`/autofix apply ${execution} --dry-run`, { verb: "apply", execution, dry_run: true }],
    [`/autofix apply ${execution}`, { verb: "apply", execution, dry_run: false }],
    ["/autofix status", { verb: "status", fix: null }],
    [`/autofix status ${fix}`, { verb: "status", fix }],
    ["/autofix list --priority p0 --skill ruff-fix", { verb: "list", priority: "P0", skill: "ruff-fix" }],
    ["/autofix explain", { verb: "explain", fix: null }],
    ["/autofix rerun", { verb: "rerun" }],
    ["/autofix approve", { verb: "steer", how: "approve", fix: null, reason: null }],
    ["/autofix pause until the release is out", { verb: "steer", how: "pause", fix: null, reason: "until the release is out" }],
    [`/autofix reject ${fix} --reason "not here"`, { verb: "steer", how: "reject", fix, reason: "not here" }],
    ["/autofix abort it's wrong", { verb: "steer", how: "abort", fix: null, reason: "it's wrong" }],
    [`/autofix revert ${execution}`, { verb: "revert", execution }],
    ["/autofix waive default/diff-size --reason \"a generated file\" --until 2026-12-01", { verb: "waive", rule: "diff-size", reason: "a generated file", until: "2026-12-01" }],
    ["/autofix report", { verb: "report" }],
    ["/autofix mode Code", { verb: "mode", mode: "code" }],
    ["/autofix mode ops --reason \"the cluster burns\"", { verb: "mode", mode: "ops", reason: "the cluster burns" }],
    ["/autofix request-changes keep the old name too", { verb: "steer", how: "request-changes", fix: null, reason: "keep the old name too" }],
    ["/autofix approve req_20261120_213000_k3f9a2b1", { verb: "decide", how: "approve", request: "req_20261120_213000_k3f9a2b1", reason: null }],
    ["/autofix approve request req_20261120_213000_k3f9a2b1 looked at", { verb: "decide", how: "approve", request: "req_20261120_213000_k3f9a2b1", reason: "looked at" }],
    ["/autofix reject req_20261120_213000_k3f9a2b1 --reason \"not today\"", { verb: "decide", how: "refuse", request: "req_20261120_213000_k3f9a2b1", reason: "not today" }],
    ["/autofix approve", { verb: "steer", how: "approve", fix: null, reason: null }],
    ["/autofix help", { verb: "help" }],
  ])("%s", (line, command) => {
    expect(read(line)).toEqual({ kind: "read", line, command });
  });

  test.each<readonly [string, string | null, RegExp]>([
    ["/autofix make it green", null, /no command “make it green”/],
    ["/autofix ../../etc", null, /no command/],
    ["/autofix lint --force", "fix", /no option --force \(it has --file, --module, --tool, --scan\)/],
    ["/autofix --file", "fix", /--file needs a value/],
    ["/autofix apply the-patch", "apply", /needs an execution/],
    ["/autofix status 42", "status", /“42” is no repair/],
    ["/autofix list --priority urgent", "list", /priority is not as it should be/],
    ["/autofix waive diff-size --until 2026-12-01", "waive", /reason of at least ten characters/],
    ["/autofix waive diff-size --reason \"a generated file\"", "waive", /--until 2026-12-01/],
    ["/autofix waive diff-size --reason \"a generated file\" --until 2026-13-01", "waive", /until is not as it should be/],
    ["/autofix request-changes", "request-changes", /needs the reason: what is to be changed/],
    ["/autofix approve request 7", "approve", /“7” is no request/],
    ["/autofix mode fast", "mode", /modes are normal, research, code, ops/],
    ["/autofix status \"fix", null, /quotation mark is not closed/],
    ["/autofix rerun everything", "rerun", /does not know what to do with/],
  ])("%s is told what would be right", (line, verb, reason) => {
    expect(read(line)).toMatchObject({ kind: "mistaken", verb, reason: expect.stringMatching(reason) });
  });

  test.each(["/cc octo", "/autofixes lint", "/auto fix", "autofix"])("%s is somebody else's", (line) => {
    expect(read(line)).toEqual({ kind: "other" });
  });

  test("the prefix is the repository's", () => {
    expect(parseCommand("/mend lint", "/mend")).toMatchObject({ kind: "read", command: { verb: "fix" } });
    expect(parseCommand("/autofix lint", "/mend")).toEqual({ kind: "other" });
  });

  test("names of what every object has are no verbs", () => {
    for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty"]) expect(["mistaken", "read"]).toContain(read(`/autofix ${word}`).kind);
    expect(read("/autofix __proto__")).toMatchObject({ kind: "mistaken", verb: null });
    expect(Object.keys(verbs)).toHaveLength(19);
  });
});
