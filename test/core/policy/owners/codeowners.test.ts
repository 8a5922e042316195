import { describe, expect, test } from "@jest/globals";
import { matches, ownersOf, readCodeowners } from "../../../../src/core/policy/owners/codeowners.ts";

/** Patterns and what they match, from GitHub's documentation "About code owners". */
describe("a pattern", () => {
  test.each<readonly [string, string, boolean]>([
    ["*", "a/b/c.js", true],
    ["*.js", "src/app.js", true],
    ["*.js", "src/app.ts", false],
    ["/build/logs/", "build/logs/a/b.log", true],
    ["/build/logs/", "src/build/logs/b.log", false],
    ["docs/*", "docs/getting-started.md", true],
    ["docs/*", "docs/build-app/troubleshooting.md", false],
    ["apps/", "src/apps/a.js", true],
    ["apps/", "apps.js", false],
    ["/docs/", "docs/a/b.md", true],
    ["/docs/", "src/docs/a.md", false],
    ["/scripts/", "scripts/run.sh", true],
    ["**/logs", "deeply/nested/logs/a.log", true],
    ["**/logs", "logs/a.log", true],
    ["/apps/github", "apps/github/a.js", true],
    ["/apps/github", "apps/github.js", false],
    ["src/**/test.js", "src/a/b/test.js", true],
    ["src/**/test.js", "src/test.js", true],
    ["src/**", "src/a/b.js", true],
    ["a?c.js", "abc.js", true],
    ["a?c.js", "a/c.js", false],
    ["README.md", "docs/README.md", true],
    ["/README.md", "docs/README.md", false],
    ["readme.md", "README.md", false],
    ["a+b.js", "aab.js", false],
  ])("%s on %s: %s", (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });
});

const file = `# everything
*       @octo/everybody

*.js    @ada @grace # with a remark
/apps/  @octo/apps
/apps/github
[bad].js @ada
!no.js  @ada
/x.js   not-an-owner
`;

test.each<readonly [string, readonly string[]]>([
  ["README.md", ["@octo/everybody"]],
  ["src/a.js", ["@ada", "@grace"]],
  ["apps/a.js", ["@octo/apps"]],
  ["apps/github/a.js", []],
  ["no.js", ["@ada", "@grace"]],
  ["x.js", ["@ada", "@grace"]],
])("the last pattern that matches %s decides", (path, owners) => {
  expect(ownersOf(path, readCodeowners(file))).toEqual(owners);
});
