/** What is found in real projects: each layout says in its file where it is from. */
import { describe, expect, test } from "@jest/globals";
import { detectLayout } from "../../../src/core/onboarding/detect/detect-layout.ts";
import type { Layout, Sign } from "../../../src/core/onboarding/detect/layout.ts";
import { wantedFiles } from "../../../src/core/onboarding/detect/wanted-files.ts";
import { layoutNames, readLayout } from "./read-layout.ts";

const names = (signs: readonly Sign[]): string => signs.map(({ name }) => name).join(", ");

interface Expected {
  readonly languages: string; readonly packages: string; readonly workspaces: string; readonly tests: string; readonly linters: string; readonly formatters: string;
  readonly coverage: string; readonly ci: string; readonly ready: string; readonly optIn: string;
}

const expected: Readonly<Record<string, Expected>> = {
  "npm": { languages: "JavaScript, TypeScript", packages: "npm", workspaces: "", tests: "Jest", linters: "ESLint, TypeScript", formatters: "Prettier", coverage: "", ci: "GitHub Actions", ready: "eslint-fix, unused-imports-tsc, ts-import-fix, prettier-write", optIn: "lockfile-sync-npm" },
  "pnpm-turbo": { languages: "TypeScript, CSS", packages: "pnpm", workspaces: "pnpm workspace [apps/* libs/*], Turborepo []", tests: "Vitest", linters: "TypeScript", formatters: "Prettier", coverage: "Vitest coverage", ci: "", ready: "unused-imports-tsc, ts-import-fix, prettier-write", optIn: "lockfile-sync-pnpm" },
  "yarn-workspaces": { languages: "JavaScript", packages: "Yarn", workspaces: "Yarn workspaces [packages/*]", tests: "Vitest", linters: "ESLint", formatters: "Prettier", coverage: "", ci: "", ready: "eslint-fix, prettier-write", optIn: "lockfile-sync-yarn" },
  "nx": { languages: "", packages: "npm", workspaces: "npm workspaces [packages/*], Nx []", tests: "", linters: "TypeScript", formatters: "Prettier", coverage: "", ci: "", ready: "unused-imports-tsc, ts-import-fix, prettier-write", optIn: "lockfile-sync-npm" },
  "poetry": { languages: "Python", packages: "Poetry", workspaces: "", tests: "pytest", linters: "mypy", formatters: "Black, isort", coverage: "coverage.py", ci: "", ready: "black-format, isort-imports", optIn: "lockfile-sync-poetry" },
  "uv": { languages: "Python", packages: "uv", workspaces: "", tests: "pytest", linters: "Ruff, mypy", formatters: "", coverage: "coverage.py", ci: "", ready: "ruff-fix, ruff-format", optIn: "lockfile-sync-uv" },
  "uv-library": { languages: "Python", packages: "uv", workspaces: "", tests: "pytest", linters: "Ruff, mypy", formatters: "", coverage: "coverage.py", ci: "GitHub Actions", ready: "ruff-fix, ruff-format", optIn: "lockfile-sync-uv" },
  "tox": { languages: "Python, Shell", packages: "uv", workspaces: "", tests: "pytest, tox", linters: "Ruff, mypy, autoflake, pyupgrade", formatters: "trailing whitespace", coverage: "coverage.py, Codecov", ci: "GitHub Actions, pre-commit", ready: "ruff-fix, ruff-format, autoflake, whitespace-eol", optIn: "lockfile-sync-uv, pyupgrade" },
  "go-module": { languages: "Go", packages: "Go modules", workspaces: "", tests: "go test", linters: "golangci-lint", formatters: "gofmt", coverage: "", ci: "GitHub Actions", ready: "gofmt, golangci-fix, goimports", optIn: "go-mod-tidy" },
  "cargo-workspace": { languages: "Rust, Python", packages: "uv, Cargo", workspaces: "Cargo workspace [crates/*]", tests: "cargo test, insta", linters: "Ruff", formatters: "Black, rustfmt", coverage: "", ci: "", ready: "ruff-fix, ruff-format, black-format, rustfmt", optIn: "lockfile-sync-uv, cargo-lock, lockfile-sync-cargo, snapshot-update-insta" },
  "maven-modules": { languages: "Java", packages: "Maven", workspaces: "Maven modules [httpclient httpmime fluent-hc httpclient-cache httpclient-win httpclient-osgi]", tests: "JUnit", linters: "Checkstyle", formatters: "", coverage: "", ci: "Travis CI", ready: "", optIn: "" },
  "gradle-groovy": { languages: "Java", packages: "Gradle", workspaces: "Gradle projects [deprecatedPluginsTest inline extTest kotlinTest kotlinReleaseCoroutinesTest android junit-jupiter junitJupiterExtensionTest]", tests: "JUnit", linters: "Checkstyle", formatters: "", coverage: "", ci: "Travis CI", ready: "", optIn: "" },
  "gradle-kotlin": {
    languages: "Java, Kotlin", packages: "Gradle", workspaces: "Gradle projects [documentation junit-jupiter junit-jupiter-api junit-jupiter-engine junit-jupiter-migrationsupport junit-jupiter-params junit-platform-commons junit-platform-console junit-platform-console-standalone junit-platform-engine junit-platform-jfr junit-platform-launcher junit-platform-reporting junit-platform-runner junit-platform-suite junit-platform-suite-api junit-platform-suite-commons junit-platform-suite-engine junit-platform-testkit junit-vintage-engine platform-tests platform-tooling-support-tests junit-bom]",
    tests: "JUnit", linters: "", formatters: "Spotless", coverage: "JaCoCo, Codecov", ci: "GitHub Actions", ready: "spotless-gradle", optIn: "",
  },
  "bun": { languages: "TypeScript", packages: "Bun", workspaces: "", tests: "", linters: "ESLint, TypeScript", formatters: "Prettier", coverage: "", ci: "", ready: "eslint-fix, unused-imports-tsc, ts-import-fix, prettier-write", optIn: "" },
  "ruby": { languages: "Ruby", packages: "Bundler", workspaces: "", tests: "RSpec", linters: "RuboCop", formatters: "", coverage: "SimpleCov", ci: "GitHub Actions, CircleCI", ready: "rubocop-autocorrect", optIn: "lockfile-sync-bundler" },
  "dotnet": { languages: "C#, Python", packages: "pip, NuGet", workspaces: ".NET solution [src/runtime src/embed_tests src/testing src/perf_tests tests/domain_tests src/python_tests_runner]", tests: "pytest", linters: "", formatters: "", coverage: "", ci: "", ready: "dotnet-format", optIn: "" },
  "mixed-go-npm": { languages: "Go, TypeScript, CSS, JavaScript", packages: "npm, Go modules", workspaces: "npm workspaces [web/ui/mantine-ui web/ui/module/*]", tests: "Jest, Vitest, go test", linters: "ESLint, TypeScript, golangci-lint", formatters: "Prettier, gofmt, Buf", coverage: "", ci: "GitHub Actions, CircleCI", ready: "gofmt, eslint-fix, unused-imports-tsc, ts-import-fix, golangci-fix, goimports, prettier-write, buf-format", optIn: "lockfile-sync-npm, go-mod-tidy" },
  "mixed-python-rust": { languages: "Python, Rust", packages: "pip, Cargo", workspaces: "Cargo workspace [src/rust src/rust/cryptography-cffi src/rust/cryptography-crypto src/rust/cryptography-keepalive src/rust/cryptography-key-parsing src/rust/cryptography-openssl src/rust/cryptography-x509 src/rust/cryptography-x509-verification]", tests: "pytest, nox, cargo test", linters: "Ruff, mypy", formatters: "rustfmt", coverage: "coverage.py", ci: "", ready: "ruff-fix, ruff-format, rustfmt", optIn: "cargo-lock, lockfile-sync-cargo" },
};

function shown(layout: Layout): Expected {
  return {
    languages: names(layout.languages), packages: names(layout.packageManagers), workspaces: layout.workspaces.map(({ name, members }) => `${name} [${members.join(" ")}]`).join(", "),
    tests: names(layout.testRunners), linters: names(layout.linters), formatters: names(layout.formatters), coverage: names(layout.coverage), ci: names(layout.ci), ready: names(layout.skills.ready), optIn: names(layout.skills.optIn),
  };
}

test("every recorded layout is expected here", () => {
  expect(Object.keys(expected).toSorted()).toEqual(layoutNames);
});

test.each(Object.entries(expected))("%s: what it is made of", (name, wanted) => {
  expect(shown(detectLayout(readLayout(name)))).toEqual(wanted);
});

test.each(layoutNames)("%s: every finding but a language and a folder names a file that is there", (name) => {
  const files = readLayout(name);
  const { languages: _, vendored: __, skills: ___, ...layout } = detectLayout(files);
  const missing = Object.values(layout).flat().filter(({ because }) => !files.paths.includes(because));
  expect(missing).toEqual([]);
});

describe("what the files say", () => {
  const layoutOf = (contents: Readonly<Record<string, string>>, more: readonly string[] = []): Layout => detectLayout({ paths: [...Object.keys(contents), ...more], contents: new Map(Object.entries(contents)) });

  test("a branch that a workflow builds is found, with the workflow that builds it", () => {
    const workflow = "on:\n  push:\n    branches: [main, 'release/*', '!wip/**', '**']\n";
    expect(layoutOf({ ".github/workflows/ci.yml": workflow }).branches).toEqual([{ name: "main", because: ".github/workflows/ci.yml" }, { name: "release/*", because: ".github/workflows/ci.yml" }]);
  });

  test("the workflows that check a push or a pull request are found by their names", () => {
    const workflows = layoutOf({ ".github/workflows/a.yml": "name: CI\non: [push, pull_request]\n", ".github/workflows/b.yml": "on: {pull_request: {}}\n", ".github/workflows/c.yml": "name: Nightly\non: {schedule: [{cron: '0 0 * * *'}]}\n" }).workflows;
    expect(workflows.map(({ name }) => name)).toEqual(["CI", ".github/workflows/b.yml"]);
  });

  test("vendored folders are named and counted for nothing else", () => {
    const layout = layoutOf({}, ["vendor/a/package-lock.json", "vendor/a/x.js", "main.go", "go.mod"]);
    expect(layout.vendored).toEqual([{ name: "vendor/**", because: "2 files in vendor/" }]);
    expect([names(layout.languages), names(layout.packageManagers)]).toEqual(["Go", "Go modules"]);
  });

  test("what stands among examples and fixtures is not the project's", () => {
    expect(names(layoutOf({}, ["examples/web/package-lock.json", "src/a.py", "pyproject.toml"]).packageManagers)).toBe("pip");
  });

  test("a .NET solution's projects are the folders of their project files, in both of its forms", () => {
    const old = layoutOf({ "Shop.sln": 'Project("{FAE04EC0}") = "Shop", "src\\Shop\\Shop.csproj", "{1}"\r\nEndProject\r\nProject("{2150E333}") = "docs", "docs", "{2}"\r\n' });
    const now = layoutOf({ "Shop.slnx": '<Solution>\n  <Folder Name="/src/">\n    <Project Path="src/Shop/Shop.csproj" />\n  </Folder>\n</Solution>\n' });
    expect([old.workspaces, now.workspaces].map(([one]) => [one?.name, one?.members])).toEqual([[".NET solution", ["src/Shop"]], [".NET solution", ["src/Shop"]]]);
  });

  test.each([['<PackageReference Include="xunit" Version="2.9.0" />', "xUnit"], ['<PackageReference Include="NUnit" Version="4.0" />', "NUnit"], ['<Project Sdk="MSTest.Sdk/3.6.4">', "MSTest"]])("%s is known as %s", (line, name) => {
    expect(names(layoutOf({ "test/Shop.Tests.csproj": line }).testRunners)).toBe(name);
  });

  test("packages that Bun keeps together are Bun's", () => {
    expect(layoutOf({ "package.json": '{"workspaces":["packages/*"],"scripts":{"test":"bun test"}}', "bun.lock": "{}" })).toMatchObject({ workspaces: [{ name: "Bun workspaces" }], testRunners: [{ name: "bun test" }] });
  });

  test("node's own test runner is known by the script that starts it", () => {
    expect(names(layoutOf({ "package.json": '{"scripts":{"test":"node --enable-source-maps --test"}}' }).testRunners)).toBe("node:test");
  });

  test.each([
    ["a manifest that is no JSON", { "package.json": "{" }],
    ["a manifest of another shape", { "package.json": '{"dependencies":[1,null],"workspaces":{"packages":7}}' }],
    ["a table that is a list", { "pyproject.toml": "tool = [1]\n" }],
    ["keys of an object's own", { "package.json": '{"__proto__":{"dependencies":{"jest":"1"}},"constructor":1}' }],
    ["a workflow with aliases without end", { ".github/workflows/ci.yml": `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefgh"].map((key, index) => `${key}: &${key} [${`*${"abcdefg"[index] ?? ""},`.repeat(9)}]`).join("\n")}\non: *h\n` }],
  ])("%s says nothing and hurts nobody", (_, contents) => {
    expect(names(layoutOf(contents as Record<string, string>).testRunners)).toBe("");
  });

  test("a manifest that is made to be slow is read in no time", () => {
    const started = process.cpuUsage();
    layoutOf({ "package.json": `{"packageManager":${" ".repeat(100_000)}`, "settings.gradle": `include ${"'a', ".repeat(30_000)}`, "pom.xml": "<module>".repeat(30_000), "go.work": "use ./a".repeat(30_000) }, ["main.go"]);
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });
});

test("of thousands of manifests those nearest to the root are read", () => {
  const paths = Array.from({ length: 5_000 }, (_, index) => `packages/p${index}/package.json`);
  const wanted = wantedFiles([...paths, "package.json", ".github/workflows/ci.yml", "node_modules/x/package.json"]);
  expect([wanted.length, wanted[0], wanted[1]]).toEqual([60, ".github/workflows/ci.yml", "package.json"]);
});
