/**
 * A GitHub of one repository for the worker's own tests: its whole state is one JSON value, kept in memory or in a file that several
 * processes share. Its writer looks first, as the real one does, and counts every write that it made. The full stories run on the loopback GitHub.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { Fault } from "../../src/core/fault/fault.ts";
import { digestOf } from "../../src/core/identity/digest.ts";
import type { GitSha } from "../../src/core/identity/identifier.ts";
import type { Timestamp } from "../../src/core/identity/timestamp.ts";
import type { Effect, Receipt } from "../../src/core/repair/effect.ts";
import type { CheckRun, Conclusion, GitHubReader, GitHubWriter, Job, PullRequest, TreeEntry, WorkflowRun } from "../../src/ports/github.ts";

export interface GitHubState {
  /** Files of each commit, as text. */
  readonly commits: Record<string, Record<string, string>>;
  readonly messages: Record<string, string>;
  readonly branches: Record<string, string>;
  runs: WorkflowRun[];
  readonly jobs: Record<string, Job[]>;
  readonly logs: Record<string, string>;
  /** Base64 of the zip, by run and name. */
  readonly artifacts: Record<string, Record<string, string>>;
  pulls: PullRequest[];
  checks: CheckRun[];
  readonly issues: { marker: string; title: string; body: string; number: number }[];
  comments: { marker: string; body: string }[];
  readonly evidence: Record<string, string>;
  /** Every write that was really made, in order. */
  readonly writes: string[];
}

/** A place where the state is kept; each look reads it, each change writes it. */
export interface Cell { read(): GitHubState; change<T>(alter: (state: GitHubState) => T): T }

export function emptyState(): GitHubState {
  return { commits: {}, messages: {}, branches: {}, runs: [], jobs: {}, logs: {}, artifacts: {}, pulls: [], checks: [], issues: [], comments: [], evidence: {}, writes: [] };
}

export function memoryCell(state: GitHubState = emptyState()): Cell {
  return { read: () => JSON.parse(JSON.stringify(state)) as GitHubState, change: (alter) => alter(state) };
}

/** Survives the death of the process at any moment: each change is one rename. */
export function fileCell(path: string): Cell {
  const read = (): GitHubState => (existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as GitHubState) : emptyState());
  return {
    read,
    change(alter) {
      const state = read();
      const result = alter(state);
      writeFileSync(`${path}.${process.pid}`, JSON.stringify(state));
      renameSync(`${path}.${process.pid}`, path);
      return result;
    },
  };
}

export const shaOf = (text: string): GitSha => digestOf(text).slice(0, 40) as GitSha;

export function commitOn(cell: Cell, branch: string, files: Record<string, string>): GitSha {
  return cell.change((state) => {
    const sha = shaOf(JSON.stringify([branch, files, Object.keys(state.commits).length]));
    state.commits[sha] = { ...state.commits[state.branches[branch] ?? ""], ...files };
    state.branches[branch] = sha;
    return sha;
  });
}

export function aRun(change: Partial<WorkflowRun> & Pick<WorkflowRun, "id" | "headSha">): WorkflowRun {
  return {
    attempt: 1, name: "CI", path: ".github/workflows/ci.yml", event: "push", title: "change", status: "completed", conclusion: "failure", headBranch: "main",
    headRepositoryId: 7, createdAt: "2026-11-20T08:15:00.000Z" as Timestamp, startedAt: "2026-11-20T08:15:00.000Z" as Timestamp, url: "", ...change,
  };
}

export function aJob(id: number, name: string, conclusion: Conclusion): Job {
  const [startedAt, completedAt] = ["2026-11-20T08:15:00.000Z" as Timestamp, "2026-11-20T08:16:30.000Z" as Timestamp];
  return { id, name, status: "completed", conclusion, steps: [], url: "", attempt: 1, startedAt, completedAt };
}

export function aCheck(id: number, headSha: GitSha, change: Partial<CheckRun> = {}): CheckRun {
  return { id, name: "lint", appSlug: "github-actions", appId: 15368, status: "completed", conclusion: "success", headSha, startedAt: null, output: { title: null, summary: null, text: null }, url: "", ...change };
}

export function scriptedReader(cell: Cell): GitHubReader {
  const state = (): GitHubState => cell.read();
  const bytes = (text: string | undefined): Uint8Array | null => (text === undefined ? null : new TextEncoder().encode(text));
  const now = <T>(value: T): Promise<T> => Promise.resolve(value);
  return {
    workflowRun: (_, id) => now(state().runs.find((run) => run.id === id) ?? null),
    dispatchedRuns: (_, workflow) => now(state().runs.filter((run) => run.path.endsWith(workflow) && run.event === "workflow_dispatch")),
    lastGreenRun: (_, workflow, branch) => now(state().runs.filter((run) => run.path === workflow && run.headBranch === branch && run.conclusion === "success").at(-1) ?? null),
    folder: (_, path, ref) => now(entriesOf(state().commits[state().branches[ref] ?? ref] ?? {}, path)),
    workflowRunsOf: (_, sha) => now(state().runs.filter((run) => run.headSha === sha)),
    runsInProgress: () => now(state().runs.filter((run) => run.status === "in_progress")),
    jobs: (_, id) => now(state().jobs[id] ?? []),
    async *jobLog(_, id) { yield await now(new TextEncoder().encode(state().logs[id] ?? "")); },
    checkRun: (_, id) => now(state().checks.find((check) => check.id === id) ?? null),
    checkRuns: (_, sha) => now(state().checks.filter((check) => check.headSha === sha)),
    annotations: () => now({ annotations: [], truncated: false }),
    commitStatuses: () => now([]),
    artifact: (_, run, name) => { const zip = state().artifacts[run]?.[name]; return now(zip === undefined ? null : Buffer.from(zip, "base64")); },
    regularFile: (_, path, ref) => { const content = bytes(state().commits[state().branches[ref] ?? ref]?.[path]); return now(content === null ? null : { content, mode: "100644" }); },
    file: (_, path, ref) => now(bytes(state().commits[state().branches[ref] ?? ref]?.[path])),
    tree: (_, sha) => now(Object.keys(state().commits[sha] ?? {}).map((path): TreeEntry => ({ path, mode: "100644", type: "blob", sha: shaOf(path), size: null }))),
    commit: (_, sha) => { const { commits, messages } = state(); return now(commits[sha] === undefined ? null : { sha, parents: [], message: messages[sha] ?? "" }); },
    authors: () => now(["mona"]),
    branchHead: (_, branch) => now((state().branches[branch] ?? null) as GitSha | null),
    pullRequest: (_, number) => now(state().pulls.find((pull) => pull.number === number) ?? null),
    pullRequestsOf: (_, head) => now(state().pulls.filter((pull) => pull.headBranch === head)),
    openPullRequests: () => now(state().pulls.filter((pull) => pull.state === "open")),
    pullFiles: () => now([]),
    reviews: () => now([]),
    requiredChecks: () => now([]),
  };
}

function entriesOf(files: Record<string, string>, folder: string): readonly TreeEntry[] {
  const inside = Object.keys(files).filter((path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes("/"));
  return inside.map((path) => ({ path: path.slice(folder.length + 1), mode: "100644", type: "blob", sha: shaOf(path), size: files[path]?.length ?? 0 }));
}

export function scriptedWriter(cell: Cell): GitHubWriter {
  return { perform: (_, effect) => Promise.resolve(cell.change((state) => perform(state, effect))) };
}

function perform(state: GitHubState, effect: Effect): Receipt {
  const wrote = (what: string): void => { state.writes.push(what); };
  switch (effect.kind) {
    case "dispatch_fix": {
      const title = `Regreen fix ${effect.fix_id} ${effect.plan_id}`;
      const known = state.runs.find((run) => run.title === title);
      if (known !== undefined) return { kind: "dispatch_fix", run_id: known.id };
      const run = aRun({ id: 5000 + state.runs.length, headSha: state.branches.main as GitSha, name: "Regreen fix", path: ".github/workflows/regreen-fix.yml", event: "workflow_dispatch", title, status: "queued", conclusion: null });
      state.runs.push(run);
      state.artifacts[run.id] = { plan: effect.inputs.plan ?? "" };
      wrote(`dispatch ${effect.plan_id}`);
      return { kind: "dispatch_fix", run_id: run.id };
    }
    case "push_commit": {
      const head = state.branches[effect.branch];
      if (head !== undefined && state.messages[head]?.includes(effect.marker) === true) return { kind: "push_commit", commit_sha: head as GitSha };
      const sha = shaOf(effect.message + effect.parent_sha + effect.branch);
      const files = { ...state.commits[effect.parent_sha] };
      for (const file of effect.files) {
        if (file.content_base64 === null) delete files[file.path];
        else files[file.path] = Buffer.from(file.content_base64, "base64").toString();
      }
      state.commits[sha] = files;
      state.messages[sha] = effect.message;
      state.branches[effect.branch] = sha;
      for (const [index, pull] of state.pulls.entries()) if (pull.headBranch === effect.branch) state.pulls[index] = { ...pull, headSha: sha };
      wrote(`push ${effect.branch}`);
      return { kind: "push_commit", commit_sha: sha };
    }
    case "open_pull_request": {
      const known = state.pulls.find((pull) => pull.headBranch === effect.head);
      if (known !== undefined) return { kind: "open_pull_request", number: known.number, url: known.url };
      const number = state.pulls.length + 1;
      const pull: PullRequest = {
        number, state: "open", merged: false, mergeSha: null, draft: false, author: "regreen[bot]", headSha: state.branches[effect.head] as GitSha, headBranch: effect.head, headRepositoryId: 7,
        baseSha: state.branches[effect.base] as GitSha, baseBranch: effect.base, mergeable: true, labels: effect.labels, title: effect.title, body: effect.body, url: `https://github.test/octo/hello/pull/${number}`,
      };
      state.pulls.push(pull);
      wrote(`pull ${effect.head} into ${effect.base}`);
      return { kind: "open_pull_request", number, url: pull.url };
    }
    case "post_check": {
      const known = state.checks.find((check) => check.name === effect.name && check.headSha === effect.head_sha);
      if (known !== undefined && known.status === effect.status && known.conclusion === effect.conclusion && known.output.title === effect.title && known.output.summary === effect.summary) {
        return { kind: "post_check", check_run_id: known.id };
      }
      const check = aCheck(known?.id ?? 9000 + state.checks.length, effect.head_sha, { name: effect.name, appSlug: "regreen", status: effect.status, conclusion: effect.conclusion, output: { title: effect.title, summary: effect.summary, text: null } });
      state.checks = [...state.checks.filter((other) => other !== known), check];
      // How far it has come is looked at by test/core/repair/tell.
      if (!effect.external_id.endsWith(":progress")) wrote(`check ${effect.name} ${effect.conclusion ?? effect.status}`);
      return { kind: "post_check", check_run_id: check.id };
    }
    case "upsert_issue": {
      const known = state.issues.find(({ marker }) => marker === effect.marker);
      if (known !== undefined) return { kind: "upsert_issue", number: known.number, url: "" };
      const number = 100 + state.issues.length;
      state.issues.push({ marker: effect.marker, title: effect.title, body: effect.body, number });
      wrote(`issue ${effect.marker}`);
      return { kind: "upsert_issue", number, url: "" };
    }
    case "store_evidence": {
      const fresh = effect.files.filter(({ path, sha256 }) => state.evidence[path] !== sha256);
      for (const { path, sha256 } of fresh) state.evidence[path] = sha256;
      if (fresh.length > 0) wrote(`evidence ${fresh.map(({ path }) => path.split("/").slice(1).join("/")).join(" ")}`);
      return { kind: "store_evidence", commit_sha: shaOf(JSON.stringify(state.evidence)) };
    }
    case "upsert_comment": {
      const known = state.comments.find(({ marker }) => marker === effect.marker);
      if (known === undefined || known.body !== effect.body) wrote(`comment #${effect.number}`);
      state.comments = [...state.comments.filter((other) => other !== known), { marker: effect.marker, body: effect.body }];
      return { kind: "upsert_comment", comment_id: 1 };
    }
    case "rerun_failed_jobs":
    case "delete_caches":
    case "cancel_run":
    case "run_operation":
    case "react":
    case "push_to_pull":
    case "suggest_changes":
    case "close_pull_request":
    case "close_issue":
    case "delete_branch":
    case "announce":
    case "merge_pull_request": throw new Fault("github-invalid", { detail: `${effect.kind} is not asked for by any step` });
    default: return effect satisfies never;
  }
}
