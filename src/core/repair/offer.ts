/** Offers a proven repair: evidence kept, one commit on a branch of our own, one pull request. Building it again on a moved base makes the next revision. */
import type { Configuration } from "../configuration/configuration.ts";
import type { PendingFix } from "../failure/pending-fix.ts";
import type { PatchCheck } from "../fix/check-patch.ts";
import type { GitSha } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { Verdict } from "../policy/verdict.ts";
import { buildPullRequest, textValues } from "../pull-request/build-pull-request.ts";
import { fillBranch, fillText } from "../pull-request/template.ts";
import { buildModLogEntry, insertModLogEntry, type RepairAccount } from "../pull-request/mod-log.ts";
import { evidencePath } from "../evidence/evidence-file.ts";
import type { Decision } from "./decision.ts";
import { alter, ask } from "./draft.ts";
import type { Effect, EffectRequest, FileWrite } from "./effect.ts";
import { evidenceEffect } from "./evidence-effect.ts";
import type { Offer, Repair } from "./repair.ts";
import { evidenceUrl, runUrl } from "./web-url.ts";

export interface OfferInput {
  readonly at: Timestamp;
  readonly configuration: Configuration;
  readonly webUrl: string | null;
  readonly verdict: Verdict;
  readonly account: RepairAccount;
  /** The commit to build on: the head of the base branch. */
  readonly head: GitSha;
  /** The ModLog as it stands there. */
  readonly modlog: string | null;
}

/** In: a decision on a repair in phase PR. Out: the repair with its offer, at rest until the relay has made it. */
export function offer(decision: Decision, input: OfferInput): Decision {
  const { repair } = decision;
  const made: Offer = {
    branch: repair.offer?.branch ?? branchFor(repair, input), base_branch: repair.subject.branch, base_sha: input.head, commit_sha: null,
    number: repair.offer?.number ?? null, url: repair.offer?.url ?? null, revision: repair.offer === null ? 0 : repair.offer.revision + 1,
  };
  const failures = repair.failures.map((failure): PendingFix => ({ ...failure, status: "proposed", timestamp: input.at }));
  const offered = alter({ ...decision, due: null, pendingFixes: failures }, { step: "gate", status: "proposed", offer: made, failures, reason: null, progressed_at: input.at });
  const effects = [evidenceEffect(offered.repair), pushEffect(offered.repair, made, input), ...(made.number === null ? [pullEffect(offered.repair, made, input)] : [])];
  return ask(offered, effects);
}

function branchFor({ id, subject }: Repair, { account, configuration }: OfferInput): string {
  return fillBranch(configuration.pull_request.branch, { fix: id, skill: account.plan.steps[0]?.skill.name ?? "", branch: subject.branch });
}

/** What the commit says of itself after its first line, which the repository words. */
export function commitMessage(repair: Repair, { account, configuration }: Pick<OfferInput, "account" | "configuration">, marker: string): string {
  const subject = fillText(configuration.pull_request.commit, textValues({ ...account, repair: repair.id, branch: repair.subject.branch }));
  return `${subject}\n\nRegreen-Execution: ${account.execution}\nRegreen-Patch: sha256:${account.patch_sha256}\n${marker}\n`;
}

function pushEffect(repair: Repair, made: Offer, { account, configuration, modlog, head }: OfferInput): EffectRequest {
  const { id, subject } = repair;
  const marker = `Regreen-Repair: ${id} r${made.revision}`;
  const effect: Effect = {
    kind: "push_commit", branch: made.branch, parent_sha: head, marker,
    files: [...fileWrites(account.check), ...modLogWrites(account, configuration, modlog)],
    message: commitMessage(repair, { account, configuration }, marker),
  };
  return { key: `${id}:push:${made.revision}`, repository: subject.repository, effect };
}

function pullEffect(repair: Repair, made: Offer, { account, verdict, configuration, webUrl }: OfferInput): EffectRequest {
  const evidence = repair.evidence.map(({ phase, file, sha256 }) => ({ path: evidencePath(repair.id, phase, file), sha256 }));
  const { title, body, marker } = buildPullRequest({
    ...account, repair: repair.id, verdict, evidence,
    runUrl: runUrl(repair, webUrl), evidenceUrl: evidenceUrl(repair, webUrl), labelToSilence: configuration.labels.skip, modlog: modLogPath(account, configuration),
    titleTemplate: configuration.pull_request.title, prefix: configuration.commands.prefix, branch: repair.subject.branch,
  });
  const effect: Effect = { kind: "open_pull_request", head: made.branch, base: made.base_branch, title, body, marker, labels: configuration.labels.applied, draft: configuration.pull_request.draft, assignees: configuration.pull_request.assignees };
  return { key: `${repair.id}:pull`, repository: repair.subject.repository, effect };
}

export function fileWrites({ files, contents }: PatchCheck): readonly FileWrite[] {
  return files.map(({ path, mode }) => ({ path, mode, content_base64: base64(contents.get(path) ?? null) }));
}

function modLogPath({ execution }: RepairAccount, { modlog: { style, path } }: Configuration): string | null {
  switch (style) {
    case "off": return null;
    case "file": return path;
    case "directory": return `modlog/${execution}.md`;
    default: return style satisfies never;
  }
}

export function modLogWrites(account: RepairAccount, configuration: Configuration, existing: string | null): readonly FileWrite[] {
  const path = modLogPath(account, configuration);
  if (path === null) return [];
  const entry = buildModLogEntry(account);
  const text = configuration.modlog.style === "file" ? insertModLogEntry(existing, entry) : entry;
  return [{ path, mode: "100644", content_base64: base64(new TextEncoder().encode(text)) }];
}

function base64(content: Uint8Array | null): string | null {
  return content === null ? null : Buffer.from(content).toString("base64");
}
