/** A trade is one skill on one kind of project: popular packages, the tool's settings, the CI step that must pass, and faults of the kinds that happen there. */
import { missingHeader, oldEncoding, whiteSpace } from "./byte-faults.ts";
import type { Fault } from "./fault.ts";
import type { Package } from "./fetch-packages.ts";
import { dataLayout, goLayout, javaScriptLayout, pythonLayout } from "./layout-faults.ts";
import { moreTrades } from "./more-trades.ts";
import { importOrder, javaScriptLint, unusedImport } from "./lint-faults.ts";
import { pythonUnknownName, straySyntax, unknownName } from "./uncovered-faults.ts";

export interface Trade {
  readonly skill: string;
  readonly packages: readonly Package[];
  readonly files: RegExp;
  /** What the project has beside its sources. */
  readonly settings: Readonly<Record<string, string>>;
  /** Makes the files as the tool wants them; absent where the files are right as they are. */
  readonly mend?: readonly string[];
  /** The tool on some files: passes on a sound project. */
  readonly check: readonly string[];
  /** The CI step, a shell line. */
  readonly step: string;
  /** Prepares a file of the package for the project. */
  readonly prepare?: (bytes: Buffer) => Buffer;
  /** The skill runs only where the repository names it. */
  readonly optIn?: true;
  readonly covered: readonly Fault[];
  readonly uncovered: readonly Fault[];
}

const javaScript: readonly Package[] = [
  { registry: "npm", name: "express", version: "4.21.2" }, { registry: "npm", name: "semver", version: "7.7.2" }, { registry: "npm", name: "commander", version: "12.1.0" }, { registry: "npm", name: "debug", version: "4.4.1" },
];
const python: readonly Package[] = [
  { registry: "pypi", name: "requests", version: "2.32.3" }, { registry: "pypi", name: "click", version: "8.1.8" }, { registry: "pypi", name: "flask", version: "3.1.0" }, { registry: "pypi", name: "jinja2", version: "3.1.6" },
];
const go: readonly Package[] = [{ registry: "go", name: "github.com/spf13/cobra", version: "v1.9.1" }, { registry: "go", name: "github.com/gorilla/mux", version: "v1.8.1" }];
const inJavaScript = /^(?!.*(?:min|dist|test)).*\.js$/;
const inPython = /^(?!.*__init__)[^/]+\/[^/]+\.py$/;

const eslintSettings = `export default [{
  files: ["**/*.js"],
  languageOptions: { sourceType: "commonjs", globals: Object.fromEntries(["require", "module", "exports", "process", "Buffer", "console", "setTimeout", "clearTimeout", "setImmediate", "__dirname", "window", "document", "navigator", "localStorage", "URL"].map((name) => [name, "writable"])) },
  rules: { "no-var": "error", "prefer-const": "error", "dot-notation": "error", "no-extra-boolean-cast": "error", "operator-assignment": "error", "no-undef": "error" },
}];
`;

export const trades: readonly Trade[] = [
  {
    skill: "prettier-write", packages: javaScript, files: inJavaScript, settings: { "package.json": "{\n  \"name\": \"hello\",\n  \"private\": true\n}\n" },
    mend: ["prettier", "--write", "--log-level", "error"], check: ["prettier", "--check"], step: "npx --no-install prettier --check .", covered: javaScriptLayout, uncovered: [straySyntax],
  },
  {
    skill: "prettier-write", packages: javaScript, files: /package\.json$/, settings: {},
    mend: ["prettier", "--write", "--log-level", "error"], check: ["prettier", "--check"], step: "npx --no-install prettier --check .", covered: dataLayout, uncovered: [straySyntax],
  },
  {
    skill: "eslint-fix", packages: javaScript, files: inJavaScript, settings: { "package.json": "{\n  \"name\": \"hello\",\n  \"private\": true\n}\n", "eslint.config.mjs": eslintSettings },
    mend: ["eslint", "--fix"], check: ["eslint"], step: "npx --no-install eslint .", covered: javaScriptLint, uncovered: [unknownName, straySyntax],
  },
  { skill: "black-format", packages: python, files: inPython, settings: {}, mend: ["black", "--quiet"], check: ["black", "--check", "--quiet"], step: "black --check .", covered: pythonLayout, uncovered: [straySyntax] },
  { skill: "ruff-format", packages: python, files: inPython, settings: {}, mend: ["ruff", "format", "--quiet"], check: ["ruff", "format", "--check", "--quiet"], step: "ruff format --check .", covered: pythonLayout, uncovered: [straySyntax] },
  {
    skill: "ruff-fix", packages: python, files: inPython, settings: { "ruff.toml": "[lint]\nselect = [\"I\", \"F401\", \"F821\"]\n" },
    mend: ["ruff", "check", "--fix", "--quiet"], check: ["ruff", "check", "--quiet"], step: "ruff check --output-format full .", covered: [importOrder, unusedImport], uncovered: [pythonUnknownName, straySyntax],
  },
  {
    skill: "autoflake", packages: python, files: inPython, settings: { "pyproject.toml": "[tool.autoflake]\nremove-all-unused-imports = true\n" },
    mend: ["autoflake", "--in-place", "--quiet"], check: ["autoflake", "--check", "--quiet"], step: "autoflake --check --recursive src", covered: [unusedImport], uncovered: [],
  },
  {
    skill: "biome-format", packages: javaScript, files: inJavaScript, settings: { "package.json": "{\n  \"name\": \"hello\",\n  \"private\": true\n}\n", "biome.json": "{\n  \"formatter\": { \"indentStyle\": \"space\" },\n  \"linter\": { \"enabled\": false }\n}\n" },
    mend: ["npx", "--no-install", "biome", "format", "--write"], check: ["npx", "--no-install", "biome", "format"], step: "npx --no-install biome format .", covered: javaScriptLayout, uncovered: [straySyntax],
  },
  { skill: "isort-imports", packages: python, files: inPython, settings: {}, mend: ["isort", "--quiet"], check: ["isort", "--check-only"], step: "isort --check-only .", covered: [importOrder], uncovered: [] },
  { skill: "gofmt", packages: go, files: /^[^/]*(?<!_test)\.go$/, settings: {}, mend: ["gofmt", "-w"], check: ["gofmt", "-e", "-l"], step: "diff=$(gofmt -d .); echo \"$diff\"; test -z \"$diff\"", covered: goLayout, uncovered: [] },
  {
    skill: "utf8-header", packages: python, files: inPython, settings: { ".flake8": "[flake8]\nselect = C101,C102,C103\n" }, prepare: (bytes) => Buffer.concat([Buffer.from("# -*- coding: utf-8 -*-\n"), bytes]),
    check: ["flake8"], step: "flake8 src", covered: missingHeader, uncovered: [],
  },
  {
    skill: "whitespace-eol", packages: python, files: inPython, settings: { ".flake8": "[flake8]\nselect = W2,W3,F821\n", ".editorconfig": "root = true\n\n[*]\nend_of_line = lf\ninsert_final_newline = true\ntrim_trailing_whitespace = true\n" },
    check: ["flake8"], step: "flake8 src", covered: whiteSpace, uncovered: [pythonUnknownName],
  },
  { skill: "utf8-reencode", packages: python, files: inPython, settings: {}, check: ["python3", "-m", "compileall", "-q"], step: "python3 -m compileall -q src", covered: oldEncoding, uncovered: [straySyntax] },
  ...moreTrades,
];
