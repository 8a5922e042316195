/** The running GitHub, as its tests hold it. */
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import type { Server } from "node:http";
import { join } from "node:path";
import type { ActionsEngine } from "./actions/engine.ts";
import { BareRepository } from "./git/bare-repository.ts";
import { inTurn, type Api } from "./http/api.ts";
import type { Faults } from "./http/faults.ts";
import type { Hub } from "./hub.ts";
import type { ForkCommit, Loopback, NewApp, NewCommit, NewRepository } from "./loopback.ts";
import type { Violation } from "./openapi/contract.ts";
import { presentInstallation } from "./present/app.ts";
import { presentUser } from "./present/user.ts";
import { afterPush, noSha } from "./routes/after-push.ts";
import { buildTree } from "./routes/build-tree.ts";
import type { App, Installation } from "./state/app.ts";
import { pullContent, refreshPull } from "./routes/pull-life.ts";
import type { PullIssue } from "./state/find.ts";
import { registerApp } from "./state/register-app.ts";
import { fullNameOf, type Protection, type Repository } from "./state/repository.ts";
import type { State } from "./state/state.ts";
import type { User } from "./state/user.ts";
import type { Delivery, Webhooks } from "./webhooks/webhooks.ts";

export class LoopbackServer implements Loopback {
  readonly hub: Hub;
  readonly #api: Api;
  readonly #server: Server;

  constructor(api: Api, server: Server) {
    this.hub = api.hub;
    this.#api = api;
    this.#server = server;
  }

  get url(): string { return this.hub.links.origin; }
  get state(): State { return this.hub.state; }
  get actions(): ActionsEngine { return this.hub.actions; }
  get faults(): Faults { return this.hub.faults; }
  get webhooks(): Webhooks { return this.hub.webhooks; }
  get deliveries(): readonly Delivery[] { return this.hub.webhooks.deliveries; }
  get violations(): readonly Violation[] { return this.hub.contract.violations; }
  get refusals(): readonly Violation[] { return this.hub.contract.refusals; }
  get unimplemented(): ReadonlySet<string> { return this.#api.unimplemented; }

  createUser(login: string): User {
    return this.state.account(login);
  }

  createUserToken(login: string): string {
    const token = `ghp_${randomBytes(18).toString("hex")}`;
    this.state.tokens.set(token, { kind: "user", user: this.state.account(login) });
    return token;
  }

  createApp(app: NewApp): App {
    const bot = this.state.account(`${app.slug}[bot]`, "Bot");
    return registerApp(this.state, { ...app, id: this.state.nextId("app"), bot, permissions: { metadata: "read", ...app.permissions }, webhookSecret: app.webhookSecret ?? randomBytes(16).toString("hex") });
  }

  install(app: App, on: { readonly account: string; readonly repositories?: readonly Repository[] }): Installation {
    const account = this.state.account(on.account);
    const repositoryIds = on.repositories === undefined ? "all" : new Set(on.repositories.map((one) => one.id));
    const installation: Installation = { id: this.state.nextId("installation"), app, account, repositoryIds, permissions: app.permissions, suspendedAt: null, createdAt: this.hub.now() };
    this.state.installations.set(installation.id, installation);
    const reached = this.state.repositories().filter((one) => one.owner.id === account.id && (repositoryIds === "all" || repositoryIds.has(one.id)));
    this.hub.webhooks.tellApp(app, "installation-created", {
      installation: presentInstallation(this.hub.links, installation), sender: presentUser(this.hub.links, account), requester: null,
      repositories: reached.map(shortly),
    });
    return installation;
  }

  addRepositories(installation: Installation, repositories: readonly Repository[]): void {
    if (installation.repositoryIds !== "all") for (const { id } of repositories) installation.repositoryIds.add(id);
    this.hub.webhooks.tellApp(installation.app, "installation-repositories-added", {
      installation: presentInstallation(this.hub.links, installation), sender: presentUser(this.hub.links, installation.account), requester: null, repositories_removed: [],
      repositories_added: repositories.map(shortly), repository_selection: installation.repositoryIds === "all" ? "all" : "selected",
    });
  }

  async createRepository(asked: NewRepository): Promise<Repository> {
    const owner = this.state.account(asked.owner, asked.ownerType);
    const id = this.state.nextId("repository");
    const defaultBranch = asked.defaultBranch ?? "main";
    const now = this.hub.now();
    const repository: Repository = {
      id, owner, name: asked.name, isPrivate: asked.visibility !== "public", defaultBranch, isFork: asked.isFork === true, isArchived: false, git: await BareRepository.create(join(this.hub.folder, `${id}.git`), defaultBranch),
      issues: new Map(), labels: new Map(), checkSuites: [], checkRuns: [], statuses: [], workflows: new Map(), workflowRuns: [], caches: [], protections: new Map(),
      collaborators: new Map([[owner.login, "admin"]]), createdAt: now, pushedAt: now,
    };
    this.state.addRepository(repository);
    return repository;
  }

  addCollaborator(repository: Repository, login: string, role: "read" | "triage" | "write" | "maintain" | "admin"): void {
    repository.collaborators.set(this.state.account(login).login, role);
  }

  protect(repository: Repository, branch: string, protection: Protection): void {
    repository.protections.set(branch, protection);
  }

  push(repository: Repository, commit: NewCommit): Promise<string> {
    return inTurn(repository, async () => {
      const { git } = repository;
      const branch = commit.branch ?? repository.defaultBranch;
      const actor = this.state.account(commit.author ?? repository.owner.login);
      const parent = (await git.commit(`refs/heads/${branch}`)) ?? (await git.commit(`refs/heads/${repository.defaultBranch}`));
      const changes = await Promise.all(Object.entries(commit.files).map(async ([path, content]) => ({
        path, mode: commit.executable?.includes(path) === true ? "100755" : "100644", sha: content === null ? null : await git.writeBlob(Buffer.from(content)),
      })));
      const tree = await buildTree(git, { base: parent?.tree ?? null, changes });
      const by = { name: actor.name, email: `${actor.login}@example.com`, date: this.hub.now() };
      const after = await git.writeCommit({ tree, parents: parent === null ? [] : [parent.sha], author: by, committer: by, message: commit.message });
      const ref = `refs/heads/${branch}`;
      const before = (await git.resolve(ref)) ?? noSha;
      await git.updateRef(ref, after);
      await afterPush(this.hub, repository, { change: { ref, before, after }, actor, kind: "user" });
      return after;
    });
  }

  async openForkPull(repository: Repository, commit: ForkCommit): Promise<PullIssue> {
    const fork = this.state.repositories().find((one) => one.owner.login === commit.owner && one.name === repository.name) ?? await this.createRepository({ owner: commit.owner, name: repository.name });
    return inTurn(repository, async () => {
      const now = this.hub.now();
      const base = await repository.git.resolve(`refs/heads/${repository.defaultBranch}`) ?? noSha;
      const headSha = await this.#commitInFork(repository, commit, base);
      const issue: PullIssue = {
        id: this.state.nextId("issue"), number: repository.issues.size + 1, author: fork.owner, app: null, title: commit.message, body: null, state: "open", stateReason: null, closedAt: null, closedBy: null,
        labels: [], assignees: [], comments: [], reactions: [], createdAt: now, updatedAt: now,
        pull: {
          id: this.state.nextId("pull"), headBranch: commit.branch, headSha, headRepository: fork, baseBranch: repository.defaultBranch, baseSha: base, draft: false, merged: false, mergedAt: null, mergedBy: null,
          mergeSha: null, mergeable: null, size: { commits: 0, additions: 0, deletions: 0, files: 0 }, reviews: [], threads: [],
        },
      };
      repository.issues.set(issue.number, issue);
      await refreshPull(this.hub, repository, issue);
      this.hub.webhooks.fire({ name: "pull-request-opened", repository, sender: fork.owner, content: pullContent(this.hub, repository, issue) });
      await this.hub.actions.triggers.queueForPull(repository, issue, { action: "opened", actor: fork.owner });
      return issue;
    });
  }

  async pushToFork(repository: Repository, issue: PullIssue, commit: Pick<ForkCommit, "message" | "files">): Promise<void> {
    const { pull, author } = issue;
    await inTurn(repository, async () => {
      const before = pull.headSha;
      pull.headSha = await this.#commitInFork(repository, { ...commit, owner: author.login, branch: pull.headBranch }, before);
      await refreshPull(this.hub, repository, issue);
      this.hub.webhooks.fire({ name: "pull-request-synchronize", repository, sender: author, content: { ...pullContent(this.hub, repository, issue), before, after: pull.headSha } });
      await this.hub.actions.triggers.queueForPull(repository, issue, { action: "synchronize", actor: author });
    });
  }

  async #commitInFork({ git }: Repository, { owner, message, files }: ForkCommit, parent: string): Promise<string> {
    const changes = await Promise.all(Object.entries(files).map(async ([path, content]) => ({ path, mode: "100644", sha: content === null ? null : await git.writeBlob(Buffer.from(content)) })));
    const tree = await buildTree(git, { base: (await git.commit(parent))?.tree ?? null, changes });
    const by = { name: owner, email: `${owner}@example.com`, date: this.hub.now() };
    return git.writeCommit({ tree, parents: [parent], author: by, committer: by, message });
  }

  cloneUrl(repository: Repository, token: string): string {
    return `${this.url.replace("://", `://x-access-token:${token}@`)}/${fullNameOf(repository)}.git`;
  }

  async close(): Promise<void> {
    await this.hub.actions.settled();
    await this.hub.webhooks.close();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await this.hub.actions.settled();
    for (const repository of this.state.repositories()) repository.git.close();
    await rm(this.hub.folder, { recursive: true, force: true });
  }
}

/** As installations name their repositories. */
function shortly(one: Repository): Record<string, unknown> {
  return { id: one.id, node_id: `R_${one.id}`, name: one.name, full_name: fullNameOf(one), private: one.isPrivate };
}
