/** Trades beyond the first: shell, C, Protocol Buffers, style sheets, prose, imports. */
import { goLayout, javaScriptLayout } from "./layout-faults.ts";
import { javaScriptLint } from "./lint-faults.ts";
import type { Fault } from "./fault.ts";
import type { Package } from "./fetch-packages.ts";
import { markdownLayout, misspelling, oldPython, spareGoImport, spareImports, styleLint } from "./prose-faults.ts";
import type { Trade } from "./trade.ts";
import { straySyntax } from "./uncovered-faults.ts";

const npm = (name: string, version: string): Package => ({ registry: "npm", name, version });
const modules: readonly Package[] = [npm("chalk", "5.4.1"), npm("execa", "9.5.2"), npm("globby", "14.1.0")];
const prose: readonly Package[] = [npm("execa", "9.5.2"), npm("express", "4.21.2"), npm("commander", "12.1.0"), npm("semver", "7.7.2"), npm("globby", "14.1.0")];
const inModules = /^(?!.*(?:test|vendor)).*\.js$/;
const inProse = /^(?!.*(?:licen[sc]e)).*\.md$/i;
const manifest = { "package.json": "{\n  \"name\": \"hello\",\n  \"private\": true,\n  \"type\": \"module\"\n}\n" };
const named = (name: string, faults: readonly Fault[]): readonly Fault[] => faults.filter((fault) => fault.name === name);
const biome = (rules: object): string => `${JSON.stringify({ formatter: { enabled: false }, assist: { enabled: false }, linter: { rules: { recommended: false, ...rules } } }, null, 2)}\n`;
const unusedRule = `export default [{ rules: { "no-unused-vars": ["error", { args: "none", caughtErrors: "none" }] } }];\n`;

export const moreTrades: readonly Trade[] = [
  {
    skill: "goimports", packages: [{ registry: "go", name: "github.com/spf13/cobra", version: "v1.9.1" }, { registry: "go", name: "github.com/gorilla/mux", version: "v1.8.1" }], files: /^[^/]*(?<!_test)\.go$/, settings: { "go.mod": "module hello\n\ngo 1.22\n" },
    mend: ["goimports", "-w"], check: ["goimports", "-e", "-l"], step: "found=$(goimports -d .); echo \"$found\"; test -z \"$found\"", covered: [spareGoImport, ...goLayout], uncovered: [],
  },
  { skill: "shfmt", packages: [npm("bats", "1.11.0")], files: /\.(?:bash|sh)$/, settings: {}, mend: ["shfmt", "-w"], check: ["shfmt", "-d"], step: "shfmt -d .", covered: named("indentation", javaScriptLayout), uncovered: [straySyntax] },
  // Of GLFW those that tree-sitter can read: in what it cannot read no change of layout is shown to be one, and it is refused.
  {
    skill: "clang-format", packages: [{ registry: "go", name: "github.com/go-gl/glfw/v3.3/glfw", version: "v0.0.0-20240506104042-037f3cc74f2a" }], files: /^glfw\/src\/(?:null_[a-z]+|[a-z]+_(?:time|thread|joystick))\.c$/, settings: { ".clang-format": "BasedOnStyle: LLVM\nIndentWidth: 4\n" },
    mend: ["clang-format", "-i"], check: ["clang-format", "--dry-run", "--Werror"], step: "clang-format --dry-run --Werror src/*/*", covered: [...named("spaces around =", javaScriptLayout), ...named("indentation", javaScriptLayout), ...named("no space after a comma", javaScriptLayout)], uncovered: [],
  },
  {
    skill: "buf-format", packages: [npm("protobufjs", "7.4.0")], files: /\.proto$/, settings: { ...manifest, "buf.yaml": "version: v2\n" },
    // buf takes one file at a time.
    mend: ["bash", "-c", "for file in \"$@\"; do npx --no-install buf format --write \"$file\"; done", "buf"], check: ["npx", "--no-install", "buf", "format", "--exit-code"], step: "npx --no-install buf format --diff --exit-code", covered: [...named("indentation", javaScriptLayout), ...named("spaces around =", javaScriptLayout)], uncovered: [],
  },
  {
    skill: "stylelint-fix", packages: [npm("normalize.css", "8.0.1"), npm("sanitize.css", "13.0.0"), npm("nprogress", "0.2.0"), npm("modern-normalize", "3.0.1")], files: /^(?!.*min).*\.css$/, settings: { ...manifest, ".stylelintrc.json": "{\n  \"extends\": \"stylelint-config-standard\"\n}\n" },
    mend: ["npx", "--no-install", "stylelint", "--fix"], check: ["npx", "--no-install", "stylelint"], step: "npx --no-install stylelint 'src/**/*.css'", covered: styleLint, uncovered: [],
  },
  {
    skill: "markdownlint-fix", packages: prose, files: inProse, settings: { ...manifest, ".markdownlint.json": `${JSON.stringify({ default: false, MD009: true, MD012: true, MD022: true, MD047: true }, null, 2)}\n` },
    mend: ["npx", "--no-install", "markdownlint-cli2", "--fix", "--no-globs"], check: ["npx", "--no-install", "markdownlint-cli2", "--no-globs"], step: "npx --no-install markdownlint-cli2 'src/**/*.md'", covered: markdownLayout, uncovered: [],
  },
  { skill: "codespell-fix", packages: prose, files: inProse, settings: {}, check: ["codespell"], step: "codespell", covered: [misspelling], uncovered: [] },
  { skill: "typos-fix", packages: prose, files: inProse, settings: {}, check: ["typos"], step: "typos", covered: [misspelling], uncovered: [] },
  {
    skill: "pyupgrade", packages: ["requests", "click", "flask", "jinja2"].map((name, index): Package => ({ registry: "pypi", name, version: ["2.32.3", "8.1.8", "3.1.0", "3.1.6"][index] ?? "" })), files: /^(?!.*__init__)[^/]+\/[^/]+\.py$/, settings: {},
    mend: ["pyupgrade"], check: ["pyupgrade"], step: "pyupgrade src/*/*.py", optIn: true, covered: oldPython, uncovered: [],
  },
  {
    skill: "biome-fix", packages: modules, files: inModules, settings: { ...manifest, "biome.json": biome({ style: { useConst: "error" } }) },
    mend: ["npx", "--no-install", "biome", "check", "--write"], check: ["npx", "--no-install", "biome", "check"], step: "npx --no-install biome ci .", covered: named("let for const", javaScriptLint), uncovered: [straySyntax],
  },
  {
    skill: "unused-imports", packages: modules, files: inModules, settings: { ...manifest, "eslint.config.js": unusedRule },
    check: ["npx", "--no-install", "eslint"], step: "npx --no-install eslint .", covered: spareImports, uncovered: [straySyntax],
  },
  {
    skill: "unused-imports-biome", packages: modules, files: inModules, settings: { ...manifest, "biome.json": biome({ correctness: { noUnusedImports: "error" } }) },
    check: ["npx", "--no-install", "biome", "lint"], step: "npx --no-install biome lint .", covered: spareImports, uncovered: [straySyntax],
  },
];
