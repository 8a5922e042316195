import { expect, test } from "@jest/globals";
import { placeReports } from "../../../src/core/failure/place-reports.ts";
import { openLogReading } from "../../../src/core/failure/read-log.ts";
import { FailureReport } from "../../../src/core/failure/report.ts";

const report = (file_paths: readonly string[], changes: object = {}): FailureReport => FailureReport.parse({
  failure_class: "format", tool: "prettier", pattern_name: "x", transient: false, confidence: 0.9, rule: "x/x", step: null, file_paths, failing_tests: [], evidence: [], error_snippet: "", fingerprint: "0".repeat(64),
  locations: file_paths.map((file) => ({ file, line: 1, column: null, rule: null, message: null })), ...changes,
});
const tree = new Set(["src/a.js", "packages/web/src/a.js", "packages/web/src/w.js", "packages/api/src/a.js", "packages/api/src/b.js", "deep/only.js"]);
const place = (paths: readonly string[], changes: object = {}): FailureReport => placeReports([report(paths, changes)], tree)[0] ?? report([]);

test("a file that stands where it is named stays there", () => {
  expect(place(["src/a.js"])).toEqual(report(["src/a.js"]));
});

test("the folder of the commands comes before a file of the same name elsewhere", () => {
  expect(place(["src/a.js"], { folder: "packages/web" })).toMatchObject({ file_paths: ["packages/web/src/a.js"], locations: [{ file: "packages/web/src/a.js" }] });
});

test("a file that one package alone has is found there, and so are those beside it", () => {
  expect(place(["only.js"]).file_paths).toEqual(["deep/only.js"]);
  expect(place(["src/w.js", "src/b.js"]).file_paths).toEqual(["packages/web/src/w.js", "packages/api/src/b.js"]);
});

test("of several packages it is said that the log does not tell, with their names", () => {
  const lacking = new Set([...tree].filter((path) => path !== "src/a.js"));
  expect(placeReports([report(["src/a.js"])], lacking)[0]).toMatchObject({ file_paths: ["src/a.js"], unplaced: [{ path: "src/a.js", reason: expect.stringContaining("which is a file of packages/api, packages/web") }] });
  expect(placeReports([report(["src/a.js", "src/b.js"])], lacking)[0]?.file_paths).toEqual(["packages/api/src/a.js", "packages/api/src/b.js"]);
});

test("a file that the commit does not have, and one that no repository can have, are left as they are named", () => {
  expect(place(["gone.js"]).unplaced).toEqual([{ path: "gone.js", reason: "and no file of the commit ends so" }]);
  expect(place(["../src/a.js"], { folder: "packages/web" }).file_paths).toEqual(["../src/a.js"]);
});

test.each<readonly [string, string, readonly string[], string | undefined]>([
  ["GitHub's script of several lines", "##[group]Run cd packages/a\n\u001b[36;1mcd packages/a\u001b[0m\n\u001b[36;1mnpx prettier --check .\u001b[0m\nshell: /usr/bin/bash -e {0}\n##[endgroup]\n", ["cd packages/a", "npx prettier --check ."], "packages/a"],
  ["what npm echoes", "##[group]Run npm run format\n\u001b[36;1mnpm run format\u001b[0m\nshell: bash\n##[endgroup]\n\n> hello@1.0.0 format\n> prettier --check --tab-width 4 .\n\n", ["npm run format", "prettier --check --tab-width 4 ."], undefined],
  ["what make prints", "##[group]Run make format\nmake format\nshell: bash\n##[endgroup]\nprettier --check src\n", ["make format", "prettier --check src"], undefined],
  ["an action, whose inputs are no script", "##[group]Run creyD/prettier_action@v4\nwith:\n  dry: true\n##[endgroup]\n", ["creyD/prettier_action@v4"], undefined],
])("the commands of a step are read from %s", (_name, head, commands, folder) => {
  const reading = openLogReading({ job: null, workspace: null });
  reading.push(Buffer.from(`${head}Checking formatting...\n[warn] src/a.js\n[warn] Code style issues found in the above file. Run Prettier with --write to fix.\n##[error]Process completed with exit code 1.\n`));
  const { reports: [first] } = reading.finish();
  expect([first?.commands, first?.folder]).toEqual([commands, folder]);
});
