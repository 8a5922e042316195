import { expect, test } from "@jest/globals";
import { isLockfile, isManifest, isSnapshot, isWorkflow, protectedBecause } from "../../../src/core/fix/protected-paths.ts";

test.each([
  ".github/workflows/ci.yml", ".github", "packages/a/.GitHub/x", ".yarn/releases/yarn.cjs", "a/gradle/wrapper/gradle-wrapper.jar", "LICENSE", "license.md", "docs/Licence/LICENSE.txt", "a/.NPMRC", "AGENTS.md", "yarn.lock",
])("%s is protected", (path) => {
  expect(protectedBecause(path, [], [])).not.toBeNull();
});

test.each(["github/workflows/ci.yml", "my.github/x", "src/.github.ts", "gradle/wrappers/x", "LICENSES/x", "src/license.ts.md/x", "src/app.py", "yarn.lock.md"])("%s is not", (path) => {
  expect(protectedBecause(path, [], [])).toBeNull();
});

test("a manifest is known by its last part, whatever the case of its letters", () => {
  expect(["package.json", "a/Package.JSON", "requirements.txt", "b/requirements-dev.txt", "x.csproj", "a.gemspec"].map(isManifest)).toEqual([true, true, true, true, true, true]);
  expect(["package.json.md", "package-json", "requirements/dev.txt", "csproj", "my-package.json"].map(isManifest)).toEqual([false, false, false, false, false]);
});

test("lockfiles, workflows and snapshots are known by where they lie", () => {
  expect(["Cargo.lock", "a/package-lock.json", "Cargo.lock.bak"].map(isLockfile)).toEqual([true, true, false]);
  expect([".github/workflows/ci.yml", ".GITHUB/Actions/x/action.yml", "a/.github/workflows/ci.yml", ".github/workflows.md"].map(isWorkflow)).toEqual([true, true, false, false]);
  expect(["a/__snapshots__/b.js", "b.snap", "a/.snap", "snapshots/x", "a/snapshots.md", "a/x.Snap"].map(isSnapshot)).toEqual([true, true, true, true, false, false]);
});
