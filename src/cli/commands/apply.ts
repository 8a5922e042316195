/** `regreen apply`: applies a patch that was made, checked and kept, after it was checked once more. */
import { existsSync, lstatSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { fileOf, findCheckout } from "../../adapters/git/checkout.ts";
import { localMachine } from "../../adapters/machine/local-machine.ts";
import { findSandbox } from "../../adapters/sandbox/find-sandbox.ts";
import { builtInSkillsFolder } from "../../adapters/skills/read-skills.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { Fault } from "../../core/fault/fault.ts";
import { checkPatch, type PatchCheck } from "../../core/fix/check-patch.ts";
import { parsePatch } from "../../core/fix/parse-patch.ts";
import type { PatchMode } from "../../core/fix/patch.ts";
import { pathProblem } from "../../core/fix/path-rules.ts";
import type { CheckComparison } from "../../core/fix/result.ts";
import { ExecutionId } from "../../core/identity/identifier.ts";
import { checkContents } from "../../execution/check-contents.ts";
import { Refusal } from "../../execution/refusal.ts";
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { keep } from "../fix/keep.ts";
import { readProject, type Project } from "../fix/read-project.ts";
import { recover } from "../fix/recover.ts";
import { findPatch } from "../patches/find-patch.ts";
import type { PatchInHand } from "../patches/store-patch.ts";
import { forgetPatch } from "../patches/stored-patch.ts";
import { plainText } from "../plain-text.ts";
import { stateFolder } from "../state-folder.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen apply <execution> [--dry-run] [--json] [--database <file | url>]

Applies a patch that was made and checked, and then kept instead of applied: by
a candidate, on an unsure diagnosis, by \`regreen fix --suggest\`, or by the App.
It must fit the files as they stand and keep its contract; the post-checks are
run on a copy in a sandbox, and nothing is written unless they pass.

  --dry-run               check all of it, show the patch, write nothing
  --json                  one JSON object on standard output
  --unsafe-no-sandbox     run the post-checks without a sandbox
  --database <file | url> where the App keeps its repairs; by default DATABASE_URL,
                          or regreen.db in the state folder

Example:
  regreen apply exec_20261120_213004_k3f9 --dry-run

Exit codes: 0 applied · 1 it does not fit, or a post-check does not pass · 2 usage
            3 refused by the contract · 5 missing tool or no sandbox
`;

const options = { "dry-run": { type: "boolean" }, json: { type: "boolean" }, "unsafe-no-sandbox": { type: "boolean" }, database: { type: "string" } } as const;

export const apply: Command = {
  name: "apply",
  summary: "apply a patch that was made, checked and kept",
  usage,
  async run(argv, io) {
    const { values, positionals } = readArguments(argv, { command: "apply", options, positionals: { least: 1, most: 1 } });
    const execution = ExecutionId.safeParse(positionals[0]);
    if (!execution.success) throw new UsageError(`"${positionals[0] ?? ""}" is no execution`, "It looks like exec_20261120_213004_k3f9; regreen fix --suggest and the escalation issues name it.");
    const checkout = realpathSync(await findCheckout(io.directory));
    const state = stateFolder(io.environment);
    const recovery = recover(state, checkout);
    if (recovery.kind === "rolled-back") io.stderr.write(`regreen: an earlier run was killed in the middle; put back as it was: ${plainText(recovery.files.join(", ")) || "nothing"}\n`);
    if (recovery.kind === "busy") throw new UsageError("Another regreen is writing to this checkout", "Wait until it has ended.");
    const found = await findPatch(execution.data, { state, database: values.database, io });
    if (found === null) throw new UsageError(`No patch is kept under ${execution.data}`, "It may have been applied already, or another database keeps it: name it with --database.");
    const project = await readProject(checkout);
    const outcome = await tryPatch(found, project, { io, noSandbox: values["unsafe-no-sandbox"] === true });
    const applied = outcome.kind === "good" && values["dry-run"] !== true;
    const modLog = applied ? await write(found, outcome, { project, state }) : null;
    io.stdout.write(values.json === true ? asJson(found, outcome, { applied, modLog }) : asText(found, outcome, { applied, modLog }));
    return codes[outcome.kind];
  },
};

type Outcome =
  | { readonly kind: "good"; readonly check: PatchCheck; readonly base: ReadonlyMap<string, Uint8Array | null>; readonly checks: readonly CheckComparison[] }
  | { readonly kind: "misfit" | "failed" | "refused" | "tool"; readonly reason: string; readonly checks: readonly CheckComparison[] };

const codes: Readonly<Record<Outcome["kind"], ExitCode>> = { good: exitCode.done, misfit: exitCode.notFixed, failed: exitCode.notFixed, refused: exitCode.refused, tool: exitCode.environment };

async function tryPatch({ stored, patch }: PatchInHand, project: Project, how: { readonly io: Io; readonly noSandbox: boolean }): Promise<Outcome> {
  const { plan } = stored;
  if (plan.repo.toLowerCase() !== project.repo.toLowerCase()) return { kind: "misfit", reason: `it was made for ${plan.repo}, and this checkout is ${project.repo}`, checks: [] };
  const fitting = await fit({ stored, patch }, project);
  if (!("check" in fitting)) return fitting;
  const { check, base } = fitting;
  if (check.violations.length > 0) return { kind: "refused", reason: check.violations.map(({ message }) => message).join("; "), checks: [] };
  try {
    const checks = await runPostChecks(stored, check, { project, ...how });
    const failed = checks.find(({ after }) => after.exit !== 0);
    return failed === undefined ? { kind: "good", check, base, checks } : { kind: "failed", reason: `${failed.name} does not pass with it: ${failed.after.summary}`, checks };
  } catch (error) {
    if (error instanceof Refusal) return { kind: error.toolMissing ? "tool" : "refused", reason: error.message, checks: [] };
    throw error;
  }
}

type Fitting = { readonly check: PatchCheck; readonly base: ReadonlyMap<string, Uint8Array | null> } | Extract<Outcome, { readonly kind: "misfit" | "failed" | "refused" | "tool" }>;

/** Against the files as they stand in the working tree, uncommitted edits among them. */
async function fit({ stored, patch }: PatchInHand, { checkout, configuration }: Project): Promise<Fitting> {
  try {
    const parsed = parsePatch(patch);
    const found = parsed.files.map(({ path }) => ({ path, ...readPlain(checkout, path) }));
    const base = new Map(found.map(({ path, content }) => [path, content]));
    const baseModes = new Map(found.flatMap(({ path, mode }) => (mode === null ? [] : [[path, mode] as const])));
    const { treeSitterSyntax } = await import("../../adapters/syntax/read-syntax.ts");
    return { check: await checkPatch({ plan: stored.plan, patch: parsed, base, baseModes, syntax: treeSitterSyntax, alsoProtected: configuration.fix.protected, readEarlier: (path, commit) => fileOf(checkout, path, commit) }), base };
  } catch (error) {
    if (error instanceof Fault && error.code === "patch-invalid") return { kind: "misfit", reason: `the files have changed since it was made: ${error.detail ?? error.message}`, checks: [] };
    throw error;
  }
}

function readPlain(checkout: string, path: string): { readonly content: Uint8Array | null; readonly mode: PatchMode | null } {
  if (pathProblem(path) !== null) throw new Fault("patch-invalid", { detail: `${path}: ${pathProblem(path) ?? ""}` });
  const file = join(checkout, path);
  if (!existsSync(file)) return { content: null, mode: null };
  const status = lstatSync(file);
  if (!status.isFile()) throw new Fault("patch-invalid", { detail: `${path}: it is no regular file` });
  return { content: readFileSync(file), mode: (status.mode & 0o100) === 0 ? "100644" : "100755" };
}

async function runPostChecks({ plan }: PatchInHand["stored"], check: PatchCheck, { project, io, noSandbox }: { readonly project: Project; readonly io: Io; readonly noSandbox: boolean }): Promise<readonly CheckComparison[]> {
  const scratchRoot = mkdtempSync(join(tmpdir(), "regreen-apply-"));
  try {
    const sandbox = await findSandbox({ allowNone: noSandbox });
    return await checkContents({
      plan, checkout: project.checkout, content: "working-tree", sandbox, scratchRoot, clock: systemClock, machine: localMachine(builtInSkillsFolder()),
      path: io.environment["PATH"] ?? "/usr/bin:/bin", syntax: null,
    }, check.contents);
  } finally {
    rmSync(scratchRoot, { recursive: true, force: true });
  }
}

/** All or nothing, with its ModLog entry; sworn to, and not offered again. Gives the path of the ModLog. */
async function write({ stored, patch }: PatchInHand, { check, base, checks }: Extract<Outcome, { readonly kind: "good" }>, { project, state }: { readonly project: Project; readonly state: string }): Promise<string | null> {
  const { execution, plan, failures, fix_id } = stored;
  const result = { ...stored.result, checks: [...checks] };
  const ran = { result, toolMissing: false, patch, partial: null, contents: check.contents, base, check, transcript: "" };
  const at = systemClock.now();
  const { modLog } = keep({ project, state, attempt: { plan, execution: ran, executionId: execution }, at, failures });
  const store = await openStore({ path: join(state, "regreen.db"), clock: systemClock });
  try {
    const payload = { surface: "cli", what: "a kept patch was applied", execution, plan_id: plan.plan_id, patch_sha256: result.patch_sha256 };
    await store.ledger.append([{ at, repo: project.repo, repair: fix_id, kind: "human_decision", phase: null, prompt_sha256: null, payload, evidence: [] }]);
  } finally {
    await store.close();
  }
  forgetPatch(state, execution);
  return modLog;
}

interface Written { readonly applied: boolean; readonly modLog: string | null }

function asJson({ stored, patch }: PatchInHand, outcome: Outcome, { applied, modLog }: Written): string {
  return `${JSON.stringify({
    version: 1, execution: stored.execution, applied, outcome: outcome.kind === "good" ? "good" : outcome.kind, reason: outcome.kind === "good" ? null : outcome.reason,
    skills: stored.plan.steps.map(({ skill }) => skill), kept_because: stored.why, checks: outcome.checks, patch: Buffer.from(patch).toString("utf8"), modlog: modLog,
  }, null, 2)}\n`;
}

function asText({ stored, patch }: PatchInHand, outcome: Outcome, { applied, modLog }: Written): string {
  const skills = stored.plan.steps.map(({ skill }) => `${skill.name} v${skill.version}`).join(", ");
  const lines = [
    `${stored.execution}: ${skills}`,
    ...outcome.checks.map(({ name, before, after }) => `  ${name}: ${before.summary} → ${after.summary}`),
    ...(outcome.kind === "good" ? outcome.check.files.map(({ path }) => `  ${path}`) : [`Not applied: ${outcome.reason}.`]),
    ...(outcome.kind === "good" && !applied ? ["", Buffer.from(patch).toString("utf8"), "Dry run: nothing was written."] : []),
    ...(applied ? ["Applied.", ...(modLog === null ? [] : [`${modLog} has the entry.`])] : []),
  ];
  return `${plainText(lines.join("\n")).trimEnd()}\n`;
}
