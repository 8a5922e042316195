import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { PlanStep } from "../core/fix/plan.ts";
import type { CheckOutcome } from "../core/fix/result.ts";
import { maskSecrets } from "../core/evidence/mask-secrets.ts";
import type { Argv } from "../core/skill/contract.ts";
import type { RegistryUse, SandboxLimits, SandboxOutcome } from "../ports/sandbox.ts";
import type { ExecutionRequest } from "./execution.ts";
import { findTool, type Tool } from "./find-tool.ts";
import type { FolderGroup } from "./group-by-folder.ts";

/** What every command of an execution has in common. */
export interface Workplace {
  readonly request: ExecutionRequest;
  /** The scratch copy on the host; inside it stands at the checkout's own path. */
  readonly scratch: string;
  /** Absolute: set-up results and node_modules folders above. */
  readonly readable: readonly string[];
  /** Collects what the tools say. */
  readonly transcript: string[];
  /** Collects what went to registries and what was not let through, one for each command that may reach some. */
  readonly registryUse: RegistryUse[];
}

export interface CommandRun { readonly outcome: SandboxOutcome; readonly text: string }

const megabyte = 1024 * 1024;

/** Where a command runs: the step, and one of the folders that it asks for with the files of that folder. */
export interface Task { readonly step: PlanStep; readonly group: FolderGroup }

/** Runs one command of a step in the sandbox, `{files}` expanded to one argument each. */
export async function runCommand(place: Workplace, { step, group }: Task, argv: Argv): Promise<CommandRun> {
  const { request } = place;
  const tool = findTool(expandFiles(argv, group.files), { checkout: request.checkout, files: group.files.map((file) => join(group.folder, file)), path: request.path, machine: request.machine });
  const origins = step.limits.network === "registry" ? request.plan.registries ?? [] : undefined;
  const outcome = await request.sandbox.run({
    argv: tool.argv,
    scratch: place.scratch,
    at: request.checkout,
    directory: join(request.checkout, group.folder),
    readable: [...place.readable, ...tool.readable],
    environment: { ...environmentFor(tool, request), ...(origins === undefined ? {} : registryEnvironment()) },
    limits: limitsOf(step),
    ...(origins === undefined ? {} : { registries: origins }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  if (outcome.registryUse !== undefined) place.registryUse.push(outcome.registryUse);
  const text = maskSecrets(Buffer.from(outcome.output).toString("utf8"));
  place.transcript.push(`${group.folder === "" ? "" : `${group.folder} `}$ ${argv.join(" ")}\n${text}${text.endsWith("\n") || text === "" ? "" : "\n"}${outcome.truncated ? "[output cut here]\n" : ""}${refusalsOf(outcome.registryUse)}[${describe(outcome)}]\n`);
  return { outcome, text };
}

/** `{files}` becomes a word for each file, and so does a word in which it stands: `--path={files}`. A file whose name begins with a hyphen is written `./-name`, so that no tool takes it for an option (attack P07). */
export function expandFiles(argv: Argv, files: readonly string[]): readonly string[] {
  return argv.flatMap((word) => (word.includes("{files}") ? files.map((file) => word.replace("{files}", () => (file.startsWith("-") ? `./${file}` : file))) : [word]));
}

/** The whole environment of a tool. Nothing of ours: no token, no path to a home, no options for its runtime. */
function environmentFor(tool: Tool, request: ExecutionRequest): Record<string, string> {
  const program = tool.argv[0] ?? "";
  const folders = [dirname(program), ...request.path.split(delimiter).filter((folder) => folder.startsWith("/"))];
  const userBase = folders.map((folder) => folder.match(/^(.*\/\.local)\/bin$/)?.[1]).find((found) => found !== undefined);
  return {
    PATH: [...new Set(folders)].join(delimiter), HOME: "/tmp", TMPDIR: "/tmp", XDG_CACHE_HOME: "/tmp/.cache", GOCACHE: "/tmp/.gocache", GOTOOLCHAIN: "local",
    LANG: "C.UTF-8", LC_ALL: "C.UTF-8", TZ: "UTC", TERM: "dumb", NO_COLOR: "1", CI: "true", PYTHONDONTWRITEBYTECODE: "1", npm_config_offline: "true",
    ...tool.environment,
    ...(userBase === undefined ? {} : { PYTHONUSERBASE: userBase }),
  };
}

/** Tools that come with authorities of their own shall trust those of the system, as everything else on the machine does: mirrors often have one. */
function registryEnvironment(): Record<string, string> {
  const authorities = "/etc/ssl/certs/ca-certificates.crt";
  const open = { npm_config_offline: "false", CARGO_NET_OFFLINE: "false", CARGO_HOME: "/tmp/.cargo" };
  if (!existsSync(authorities)) return open;
  const names = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT", "CARGO_HTTP_CAINFO", "YARN_HTTPS_CA_FILE_PATH"];
  return { ...open, ...Object.fromEntries(names.map((name) => [name, authorities])) };
}

function refusalsOf(use: RegistryUse | undefined): string {
  return (use?.refused ?? []).map(({ target, reason }) => `[not let through: ${target}: ${reason}]\n`).join("");
}

function limitsOf(step: PlanStep): SandboxLimits {
  const { limits } = step;
  return { seconds: limits.seconds, memoryMegabytes: limits.memory_mb, processes: 512, outputBytes: limits.output_mb * megabyte, fileMegabytes: 64 };
}

/** `passed`, or the line of the output that says most, or what stopped it. */
export function outcomeOf({ outcome, text }: CommandRun): CheckOutcome {
  return { exit: outcome.exit, summary: (outcome.exit === 0 ? "passed" : `${tellingLine(text)}${outcome.exit === null ? ` (${describe(outcome)})` : ""}`).slice(0, 2000) };
}

export function describe(outcome: SandboxOutcome): string {
  const seconds = `${outcome.seconds.toFixed(1)} s`;
  if (outcome.exit !== null) return `exit ${outcome.exit}, ${seconds}`;
  const reasons = {
    time: "stopped at its time limit", memory: "stopped at its memory limit", output: "stopped for too much output", processes: "stopped for too many processes",
    disk: "stopped for writing too much", aborted: "stopped by the user", signal: "ended by a signal",
  };
  return `${reasons[outcome.stopped ?? "signal"]}, ${seconds}`;
}

/** How many, and the first of them with its place; or the first error; or what differs first; or the last words. */
function tellingLine(text: string): string {
  const lines = text.replace(/\x1b(?:\[[0-9;]*[A-Za-z]|\([A-Z])/g, "").split("\n").map((line) => line.trim()).filter((line) => /[\p{L}\p{N}]/u.test(line));
  const says = lines.filter((line) => !/\b(?:could not compile|aborting due to|A complete log of this run)\b/.test(line));
  const counted = says.findLast((line) => /\b\d+ (?:problem|error|issue|warning|file|offense|failed|failure)/i.test(line) && !/fixable/i.test(line));
  const place = says.find((line) => /^\S+:\d+(?::\d+)?:? \S/.test(line));
  if (counted !== undefined) return place === undefined || place === counted ? counted : `${counted} (the first: ${place.slice(0, 300)})`;
  return says.find((line) => /^error\b/i.test(line)) ?? says.find((line) => /^(?:Diff in |--- |diff )/.test(line)) ?? says.at(-1) ?? lines.at(-1) ?? "failed without a word";
}
