/** What follows when branches have moved, by the API or by git: webhooks, pull requests, suites and workflow runs. */
import type { Identity } from "../auth/identity.ts";
import type { Hub } from "../hub.ts";
import { presentCheckSuite } from "../present/check.ts";
import { presentRepository } from "../present/repository.ts";
import { presentUser } from "../present/user.ts";
import type { CheckSuite } from "../state/check.ts";
import type { Repository } from "../state/repository.ts";
import type { User } from "../state/user.ts";
import { closeWithBranch, followBranch, pushContent } from "./pull-life.ts";

export const noSha = "0".repeat(40);

export interface RefChange {
  /** Full name. */
  readonly ref: string;
  /** 40 zeros when it did not exist. */
  readonly before: string;
  /** 40 zeros when it is deleted. */
  readonly after: string;
}

/** Pushes with a job's GITHUB_TOKEN start no workflows, as on GitHub: else they would go round in circles. */
export async function afterPush(hub: Hub, repository: Repository, { change, actor, kind }: { readonly change: RefChange; readonly actor: User; readonly kind: Identity["kind"] }): Promise<void> {
  const { ref, before, after } = change;
  if (!ref.startsWith("refs/heads/") || before === after) return;
  const branch = ref.slice("refs/heads/".length);
  repository.pushedAt = hub.now();
  const content = await pushContent(hub, repository, { ref, before, after, actor });
  hub.webhooks.fire({ name: "push", repository, sender: actor, content });
  if (after === noSha) return closeWithBranch(hub, repository, { branch, actor });
  await requestSuites(hub, repository, { branch, before, after, actor });
  const synchronised = await followBranch(hub, repository, { branch, after, actor });
  if (kind === "job") return;
  const payload = { ...content, repository: presentRepository(hub.links, repository), sender: presentUser(hub.links, actor) };
  await hub.actions.triggers.queueForPush(repository, { branch, before, after, actor, payload });
  for (const issue of synchronised) await hub.actions.triggers.queueForPull(repository, issue, { action: "synchronize", actor });
}

/** GitHub makes a check suite for each App that may write checks, and asks only that App to fill it. */
async function requestSuites(hub: Hub, repository: Repository, push: { readonly branch: string; readonly before: string; readonly after: string; readonly actor: User }): Promise<void> {
  const headCommit = await repository.git.commit(push.after);
  if (headCommit === null) return;
  for (const { app } of hub.state.installationsOf(repository)) {
    if (app.permissions["checks"] !== "write" || repository.checkSuites.some((suite) => suite.app === app && suite.headSha === push.after)) continue;
    const now = hub.now();
    const suite: CheckSuite = {
      id: hub.state.nextId("suite"), app, headSha: push.after, headCommit, headBranch: push.branch, before: push.before, after: push.after, status: "queued", conclusion: null, createdAt: now, updatedAt: now,
    };
    repository.checkSuites.push(suite);
    hub.webhooks.fire({ name: "check-suite-requested", repository, sender: push.actor, content: { check_suite: presentCheckSuite(hub, repository, suite) } });
  }
}
