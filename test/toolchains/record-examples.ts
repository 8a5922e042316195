/**
 * Writes each example's `failure.log` anew: runs the case's command with the real tool on `before/`, and puts its output into the form of
 * a raw GitHub Actions job log. Run by hand when a tool is updated: node test/toolchains/record-examples.ts [skill …]
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { commitAll } from "./commit-all.ts";
import { findGo } from "./tools/go.ts";
import { buildSlowTools } from "./tools/slow.ts";
import { installTools } from "./install-tools.ts";
import { asJobLog, workspace } from "./job-log.ts";
import { findRegistries } from "./registries.ts";
import { linkModules } from "./link-modules.ts";
import { nativeEnvironment, nativeVersions } from "./tools/native.ts";

const project = join(import.meta.dirname, "../..");
const versions: Readonly<Record<string, string>> = { "check-merge-conflict": "pip show pre-commit-hooks", changie: "changie --version", changesets: "grep -m1 changesets/cli test/toolchains/tools/node-imports/package.json", eslint: "eslint --version", prettier: "prettier --version", flake8: "flake8 --version", python: "python3 --version", black: "black --version", isort: "isort --version", gofmt: "go version", "clang-format": "clang-format --version", pyupgrade: "pip show pyupgrade", markdownlint: "markdownlint-cli2 --help", typos: "typos --version", ...nativeVersions };

await buildSlowTools(await findGo());
const { path } = await installTools();
const known = await findRegistries();
const authorities = { NODE_EXTRA_CA_CERTS: process.env["NODE_EXTRA_CA_CERTS"] ?? "", SSL_CERT_FILE: process.env["SSL_CERT_FILE"] ?? "/etc/ssl/certs/ca-certificates.crt" };
const environment = { PATH: [...path, process.env["PATH"] ?? ""].join(delimiter), HOME: tmpdir(), LANG: "C.UTF-8", CI: "true", npm_config_update_notifier: "false", npm_config_logs_max: "0", PYTHONDONTWRITEBYTECODE: "1", ...authorities, ...nativeEnvironment };
const wanted = process.argv.slice(2);

for (const skill of readdirSync(join(project, "skills"))) {
  if (wanted.length > 0 && !wanted.includes(skill)) continue;
  const examples = join(project, "skills", skill, "examples");
  if (!existsSync(examples)) continue;
  for (const name of readdirSync(examples)) record({ skill, name, folder: join(examples, name) });
}

interface Recorded { readonly skill: string; readonly name: string; readonly folder: string }

function record(recorded: Recorded): void {
  const { folder } = recorded;
  const file = join(folder, "case.json");
  const example = JSON.parse(readFileSync(file, "utf8")) as { command: string; tool: string; tool_version?: string };
  const { output, status } = runIn(recorded, example.command);
  if (status === 0) throw new Error(`${folder}: the command does not fail`);
  writeFileSync(join(folder, "failure.log"), asJobLog(example.command, output, status));
  writeFileSync(file, `${JSON.stringify({ ...example, tool_version: versionOf(example.tool) }, null, 2)}\n`);
  process.stdout.write(`${folder.slice(project.length + 1)}: exit ${status}\n`);
}

function runIn(recorded: Recorded, command: string): { output: Buffer; status: number } {
  const checkout = realpathSync(mkdtempSync(join(tmpdir(), "regreen-record-")));
  cpSync(join(recorded.folder, "before"), checkout, { recursive: true });
  toMachine(checkout);
  commitAll(checkout, join(recorded.folder, "parent"));
  linkModules(checkout, recorded);
  const { stdout, status } = spawnSync("bash", ["-c", `${command} 2>&1`], { cwd: checkout, env: environment });
  rmSync(checkout, { recursive: true });
  return { output: Buffer.from(known.toRecord(stdout.toString("latin1").replaceAll(checkout, workspace)), "latin1"), status: status ?? 1 };
}

/** Stand-ins of registries become those that this machine reaches. */
function toMachine(checkout: string): void {
  for (const entry of readdirSync(checkout, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, "latin1");
    if (known.toMachine(text) !== text) writeFileSync(file, known.toMachine(text), "latin1");
  }
}

function versionOf(tool: string): string {
  const { stdout } = spawnSync("bash", ["-c", versions[tool] ?? `${tool} --version`], { env: environment });
  return /\d+\.\d+(\.\d+)?/.exec(stdout.toString())?.[0] ?? "unknown";
}
