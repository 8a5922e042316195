/** Opens a pull request, or adopts the one that we opened before and whose answer was lost (attack Q02: 502 after the creation). */
import type { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import type { OpenPullRequest, Receipt } from "../../../core/repair/effect.ts";
import type { PullRequest } from "../../../ports/github.ts";
import { answerOf } from "../answer.ts";
import { PullAnswer, readPullsOfBranch } from "../reader/pull-request.ts";
import type { Desk } from "./desk.ts";

type Open = z.infer<typeof OpenPullRequest>;

export async function openPullRequest(desk: Desk, effect: Open): Promise<Receipt> {
  const pull = await ours(desk, effect) ?? await create(desk, effect);
  await addLabels(desk, effect, pull);
  await assign(desk, effect, pull);
  return { kind: "open_pull_request", number: pull.number, url: pull.url };
}

/** Of this head branch in this repository, to this base, by our bot, with our marker; an open one before a closed one. */
async function ours({ session, self }: Desk, { head, base, marker }: Open): Promise<PullRequest | null> {
  const all = await readPullsOfBranch(session, head, "all");
  const mine = all.filter((pull) => pull.author === self.login && pull.baseBranch === base && pull.body.includes(marker));
  return mine.find((pull) => pull.state === "open") ?? mine[0] ?? null;
}

async function create(desk: Desk, effect: Open): Promise<PullRequest> {
  const { head, base, title, body, draft } = effect;
  try {
    return await answerOf(desk.session, "POST /repos/{owner}/{repo}/pulls", { head, base, title, body, maintainer_can_modify: true, ...(draft === true ? { draft } : {}) }, PullAnswer);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "github-invalid" || !/already exists/i.test(error.message)) throw error;
    const existing = await ours(desk, effect);
    if (existing === null) throw error;
    return existing;
  }
}

async function addLabels({ session }: Desk, { labels }: Open, pull: PullRequest): Promise<void> {
  const missing = labels.filter((label) => !pull.labels.includes(label));
  if (missing.length === 0 || pull.state === "closed") return;
  await session.ask("POST /repos/{owner}/{repo}/issues/{issue_number}/labels", { issue_number: pull.number, labels: missing });
}

/** Whom GitHub does not let be assigned it leaves out without a word; where it refuses the whole list, the pull request stands without: it is no reason to fail. */
async function assign({ session }: Desk, { assignees = [] }: Open, pull: PullRequest): Promise<void> {
  if (assignees.length === 0 || pull.state === "closed") return;
  try {
    await session.ask("PATCH /repos/{owner}/{repo}/issues/{issue_number}", { issue_number: pull.number, assignees });
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "github-invalid") throw error;
  }
}
