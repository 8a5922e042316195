/** Settings under which autoflake writes nothing (tried with 2.4.0: it ends with 1 and leaves the file as it is). */
import { afterEach, expect, test } from "@jest/globals";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { PlanStep } from "../../src/core/fix/plan.ts";
import { refuseIfItOnlyChecks } from "../../src/execution/only-checks.ts";

let folder = "";
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

function reasonFor(written: Readonly<Record<string, string>>, files: readonly string[], argv: string[] = ["autoflake", "--in-place", "--", "{files}"]): string | null {
  folder = mkdtempSync(join(tmpdir(), "regreen-only-checks-"));
  for (const [path, content] of Object.entries(written)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  try {
    refuseIfItOnlyChecks(folder, { skill: { name: "autoflake" }, files } as unknown as PlanStep, argv);
    return null;
  } catch (thrown) {
    return (thrown as Error).message;
  }
}

const toml = "[tool.black]\ncheck = true\n\n[tool.autoflake]\nremove-all-unused-imports = true\ncheck = true\n\n[tool.isort]\nprofile = 'black'\n";

test("check = true in pyproject.toml is refused by the file's and the option's name, with what to do", () => {
  expect(reasonFor({ "pyproject.toml": toml }, ["src/a.py"])).toBe("autoflake can change nothing here: pyproject.toml sets check for autoflake, and that counts before --in-place. Take it out there, and give --check on CI's command line instead");
});

test.each<[string, Readonly<Record<string, string>>, string | null]>([
  ["setup.cfg", { "setup.cfg": "[autoflake]\ncheck-diff = yes\n" }, "setup.cfg sets check-diff"],
  ["the nearest folder's file", { "pyproject.toml": "[tool.autoflake]\nquiet = true\n", "api/pyproject.toml": toml }, "api/pyproject.toml sets check"],
  ["only the nearest one that speaks of autoflake", { "pyproject.toml": toml, "api/pyproject.toml": "[tool.autoflake]\ncheck = false\n" }, null],
  ["another tool's section", { "pyproject.toml": "[tool.black]\ncheck = true\n" }, null],
  ["no settings", {}, null],
])("%s", (...[, written, said]) => {
  const reason = reasonFor(written, ["api/src/a.py", "api/b.py"]);
  if (said === null) expect(reason).toBeNull();
  else expect(reason).toContain(said);
});

test("other programs are not asked", () => {
  expect(reasonFor({ "pyproject.toml": toml }, ["a.py"], ["isort", "{files}"])).toBeNull();
});
