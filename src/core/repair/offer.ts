/** Offers a proven repair: evidence kept, one commit on a branch of our own, one pull request. Building it again on a moved base makes the next revision. */
import type { Configuration } from "../configuration/configuration.ts";
import type { PendingFix } from "../failure/pending-fix.ts";
import type { PatchCheck } from "../fix/check-patch.ts";
import type { GitSha } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { Verdict } from "../policy/verdict.ts";
import { buildPullRequest } from "../pull-request/build-pull-request.ts";
import { buildModLogEntry, insertModLogEntry, type RepairAccount } from "../pull-request/mod-log.ts";
import { evidencePath } from "../evidence/evidence-file.ts";
import type { Decision } from "./decision.ts";
import { alter, ask } from "./draft.ts";
import type { Effect, EffectRequest, FileWrite } from "./effect.ts";
import { evidenceEffect } from "./evidence-effect.ts";
import { offerBranch } from "./propose-facts.ts";
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
    branch: offerBranch(repair), base_branch: repair.subject.branch, base_sha: input.head, commit_sha: null,
    number: repair.offer?.number ?? null, url: repair.offer?.url ?? null, revision: repair.offer === null ? 0 : repair.offer.revision + 1,
  };
  const failures = repair.failures.map((failure): PendingFix => ({ ...failure, status: "proposed", timestamp: input.at }));
  const offered = alter({ ...decision, due: null, pendingFixes: failures }, { step: "gate", status: "proposed", offer: made, failures, reason: null, progressed_at: input.at });
  const effects = [evidenceEffect(offered.repair), pushEffect(offered.repair, made, input), ...(made.number === null ? [pullEffect(offered.repair, made, input)] : [])];
  return ask(offered, effects);
}

function pushEffect({ id, subject }: Repair, made: Offer, { account, configuration, modlog, head }: OfferInput): EffectRequest {
  const marker = `Regreen-Repair: ${id} r${made.revision}`;
  const skills = account.plan.steps.map(({ skill }) => `${skill.name} ${skill.version}`).join(", ");
  const effect: Effect = {
    kind: "push_commit", branch: made.branch, parent_sha: head, marker,
    files: [...fileWrites(account.check), ...modLogWrites(account, configuration, modlog)],
    message: `Apply ${skills}\n\nRegreen-Execution: ${account.execution}\nRegreen-Patch: sha256:${account.patch_sha256}\n${marker}\n`,
  };
  return { key: `${id}:push:${made.revision}`, repository: subject.repository, effect };
}

function pullEffect(repair: Repair, made: Offer, { account, verdict, configuration, webUrl }: OfferInput): EffectRequest {
  const evidence = repair.evidence.map(({ phase, file, sha256 }) => ({ path: evidencePath(repair.id, phase, file), sha256 }));
  const { title, body, marker } = buildPullRequest({
    ...account, repair: repair.id, verdict, evidence,
    runUrl: runUrl(repair, webUrl), evidenceUrl: evidenceUrl(repair, webUrl), labelToSilence: configuration.labels.skip, modlog: modLogPath(account, configuration),
  });
  const effect: Effect = { kind: "open_pull_request", head: made.branch, base: made.base_branch, title, body, marker, labels: configuration.labels.applied };
  return { key: `${repair.id}:pull`, repository: repair.subject.repository, effect };
}

function fileWrites({ files, contents }: PatchCheck): readonly FileWrite[] {
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

function modLogWrites(account: RepairAccount, configuration: Configuration, existing: string | null): readonly FileWrite[] {
  const path = modLogPath(account, configuration);
  if (path === null) return [];
  const entry = buildModLogEntry(account);
  const text = configuration.modlog.style === "file" ? insertModLogEntry(existing, entry) : entry;
  return [{ path, mode: "100644", content_base64: base64(new TextEncoder().encode(text)) }];
}

function base64(content: Uint8Array | null): string | null {
  return content === null ? null : Buffer.from(content).toString("base64");
}
