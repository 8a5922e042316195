/** What a tool itself says of its options: the text of its help, and which options of a contract are in it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where `<tool> --help` is not all, or not it. Each is a command line; the texts count together. */
const helps: Readonly<Record<string, readonly string[]>> = {
  "cargo clippy": ["cargo clippy --help", "cargo check --help", "rustc --help"],
  "cargo fmt": ["cargo fmt --help", "rustfmt --help"],
  "cargo insta": ["cargo insta test --help", "cargo test --help"],
  "cargo test": ["cargo test --help", "cargo insta test --help"],
  rustfmt: ["rustfmt --help", "cargo fmt --help"],
  gofmt: ["gofmt -h"],
  goimports: ["goimports -h"],
  "go mod": ["go help mod tidy"],
  yamlfmt: ["yamlfmt -h"],
  "npm ci": ["npm ci -h", "npm config ls -l"], "npm install": ["npm install -h", "npm config ls -l"], "npm i": ["npm install -h", "npm config ls -l"], "npm clean-install": ["npm ci -h", "npm config ls -l"],
  "yarn install": ["yarn install --help"],
  "pnpm install": ["pnpm install --help", "pnpm --help --all", "pnpm help run"], "pnpm i": ["pnpm install --help"],
  "uv lock": ["uv lock --help"], "uv sync": ["uv sync --help"], "uv run": ["uv run --help"],
  "biome ci": ["biome ci --help"], "biome check": ["biome check --help"], "biome lint": ["biome lint --help"],
  tsc: ["tsc --help --all"],
  vitest: ["vitest --help --expand-help"],
  mvn: ["mvn --help"],
  "golangci-lint run": ["golangci-lint run --help"],
  "terraform fmt": ["terraform fmt -help", "terraform -help"],
  "php-cs-fixer fix": ["php-cs-fixer help fix"], "php-cs-fixer check": ["php-cs-fixer help check"],
  ktlint: ["ktlint --help", "ktlint format --help"],
  "clang-format": ["clang-format --help-list-hidden", "clang-format --help"],
  shfmt: ["shfmt --help"],
  "poetry install": ["poetry install --help"], "poetry check": ["poetry check --help"], "poetry sync": ["poetry sync --help"],
};

/** `named`: a program, or a program and its subcommand. Empty where it says nothing, or is not here. */
export function helpOf(named: string, path: string): string {
  const folder = mkdtempSync(join(tmpdir(), "regreen-help-"));
  try {
    return (helps[named] ?? [`${named} --help`]).map((command) => {
      const [program = "", ...rest] = command.split(" ");
      const { stdout, stderr } = spawnSync(program, rest, { cwd: folder, encoding: "utf8", timeout: 60_000, input: "", env: { PATH: path, HOME: process.env["HOME"], LANG: "C.UTF-8", COLUMNS: "200", NO_COLOR: "1", PAGER: "cat", JAVA_TOOL_OPTIONS: "" } });
      // Each of npm's settings is an option too: `prefer-offline = false`.
      const settings = command === "npm config ls -l" ? [...stdout.matchAll(/^(?:; )?([a-z][a-z-]+) = /gm)].map(([, key = ""]) => `--${key} --no-${key}`).join("\n") : "";
      return `${stdout}\n${stderr}\n${settings}`;
    }).join("\n").replaceAll(/\u001b\[[0-9;]*m/g, "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a help's text has the option of a rule: `--line-length=`, `-vv` (one that is repeated), `--no-cache` (also written `--[no-]cache`). */
export function isKnown(rule: string, help: string): boolean {
  const [name = ""] = rule.split("=", 1);
  const bare = name.replace(/^-+/, "");
  const repeated = /^-(\w)\1+$/.exec(name)?.[1];
  const positive = bare.startsWith("no-") ? bare.slice(3) : null;
  const forms = [name, ...(repeated === undefined ? [] : [`-${repeated}`]), `--[no-]${positive ?? bare}`, ...(positive === null ? [] : [`--${positive}/--no-${positive}`, `--(no-)${positive}`])];
  return forms.some((form) => stands(form, help));
}

function stands(form: string, help: string): boolean {
  for (let at = help.indexOf(form); at >= 0; at = help.indexOf(form, at + 1)) {
    if (!/[\w-]/.test(help[at - 1] ?? " ") && !/[\w-]/.test(help[at + form.length] ?? " ")) return true;
  }
  return false;
}
