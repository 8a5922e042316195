/** `octo/hello`, red: what its CI says, and a fix job that does what the plan's skill would do. */
import { ZipFile } from "yazl";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import { FixPlan } from "../../src/core/fix/plan.ts";
import type { FixResult } from "../../src/core/fix/result.ts";
import { digestOf } from "../../src/core/identity/digest.ts";
import type { GitSha } from "../../src/core/identity/identifier.ts";
import { aJob, aRun, commitOn, type Cell } from "./scripted-github.ts";

export const red = "var answer = 42;\nexport { answer };\n";
export const green = "const answer = 42;\nexport { answer };\n";

export const lintLog = [
  "##[group]Run npx eslint .", "\u001b[36;1mnpx eslint .\u001b[0m", "shell: /usr/bin/bash -e {0}", "##[endgroup]",
  "", "/home/runner/work/hello/hello/src/app.js", "  1:1  error  Unexpected var, use let or const instead  no-var", "",
  "✖ 1 problem (1 error, 0 warnings)", "  1 error and 0 warnings potentially fixable with the `--fix` option.", "", "##[error]Process completed with exit code 1.", "",
].map((line) => `2026-11-20T08:15:10.1000000Z ${line}`).join("\n");

export const typeLog = [
  "##[group]Run npx tsc", "\u001b[36;1mnpx tsc\u001b[0m", "shell: /usr/bin/bash -e {0}", "##[endgroup]",
  "src/sum.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.", "##[error]Process completed with exit code 2.", "",
].map((line) => `2026-11-20T08:15:10.1000000Z ${line}`).join("\n");

export const configuration = "version: 1\nreact: {branches: [\"**\"]}\n";

/** Pushes a red commit to main (or another branch) and lets its CI fail in the jobs given, each with its log. */
export function failOn(cell: Cell, { branch = "main", runId = 900, logs = { lint: lintLog } as Record<string, string>, files = {} as Record<string, string> } = {}): GitSha {
  const sha = commitOn(cell, branch, { "src/app.js": red, ".github/regreen.yml": configuration, "ModLog.md": "# ModLog\n", ...files });
  cell.change((state) => {
    state.runs.push(aRun({ id: runId, headSha: sha, headBranch: branch }));
    state.jobs[runId] = Object.keys(logs).map((name, index) => aJob(runId * 10 + index, name, "failure"));
    for (const [index, log] of Object.values(logs).entries()) state.logs[runId * 10 + index] = log;
  });
  return sha;
}

/** The body of the delivery that tells a run's end. */
export function runCompleted(cell: Cell, runId: number): object {
  const run = cell.read().runs.find(({ id }) => id === runId);
  if (run === undefined) throw new Error(`no run ${runId}`);
  return {
    action: "completed",
    repository: { id: 7, full_name: "octo/hello", default_branch: "main" },
    installation: { id: 42 },
    workflow_run: {
      id: run.id, run_attempt: run.attempt, path: run.path, event: run.event, display_title: run.title, conclusion: run.conclusion,
      head_sha: run.headSha, head_branch: run.headBranch, head_repository: { id: 7 }, pull_requests: [],
    },
  };
}

/** Zips an artifact as the fix job would upload it. */
export async function zipOf(files: Record<string, string | Uint8Array>): Promise<string> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("base64");
}

/** What the job may tell otherwise than the truth. */
export interface Lie { readonly result?: Partial<FixResult>; readonly patch?: Uint8Array; readonly conclusion?: "failure" | "cancelled"; readonly artifact?: "none"; readonly partial?: Uint8Array }

/** Ends the fix job that waits, and gives its run id. */
export async function endFixJob(cell: Cell, lie: Lie = {}): Promise<number> {
  const run = cell.read().runs.findLast(({ event, status }) => event === "workflow_dispatch" && status === "queued");
  if (run === undefined) throw new Error("no fix job waits");
  const plan = FixPlan.parse(JSON.parse(cell.read().artifacts[run.id]?.plan ?? "null"));
  const before = Buffer.from(cell.read().commits[plan.base_sha]?.["src/app.js"] ?? "");
  const patch = lie.patch ?? renderPatch([{ path: "src/app.js", before, after: Buffer.from(before.toString().replaceAll("var ", "const ")), beforeMode: "100644", afterMode: "100644" }]);
  const result: FixResult = {
    version: 1, plan_id: plan.plan_id, nonce: plan.nonce, outcome: "changed", reason: null, patch_sha256: digestOf(patch), files: [],
    checks: [{ name: "eslint", argv: ["npx", "eslint"], before: { exit: 1, summary: "1 problem" }, after: { exit: 0, summary: "passed" } }],
    seconds: 1.5, repeated: { same: true, different: [], seconds: 0.5 }, environment: { sandbox: "bubblewrap", node: "v24.0.0", platform: "linux" }, ...lie.result,
  };
  const zip = await zipOf({ "result.json": JSON.stringify(result), "change.patch": patch, ...(lie.partial === undefined ? {} : { "partial.patch": lie.partial }) });
  cell.change((state) => {
    state.runs = state.runs.map((one) => (one.id === run.id ? { ...one, status: "completed", conclusion: lie.conclusion ?? "success" } : one));
    if (lie.artifact !== "none") state.artifacts[run.id] = { ...state.artifacts[run.id], [`regreen-result-${plan.plan_id}`]: zip };
  });
  return run.id;
}
