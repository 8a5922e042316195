/**
 * Starts a GitHub on loopback: REST under `/` and `/api/v3`, git over HTTP, signed webhooks, Actions as state (test/loopback/runner runs the
 * jobs). Repositories are real bare git repositories in a temporary folder; everything else is in memory, and gone with `close()`.
 */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ActionsEngine } from "./actions/engine.ts";
import type { Actions } from "./actions/types.ts";
import { BareRepository } from "./git/bare-repository.ts";
import { answerGit, gitPath } from "./git/smart-http.ts";
import { answerApi, inTurn, type Api } from "./http/api.ts";
import { Faults } from "./http/faults.ts";
import { Router } from "./http/router.ts";
import type { Hub } from "./hub.ts";
import { Contract, type Violation } from "./openapi/contract.ts";
import { answerPage } from "./pages/pages.ts";
import { linksOf } from "./present/links.ts";
import { presentInstallation } from "./present/app.ts";
import { presentUser } from "./present/user.ts";
import { afterPush, noSha } from "./routes/after-push.ts";
import { buildTree } from "./routes/build-tree.ts";
import { routes } from "./routes/routes.ts";
import type { App, Installation, Permissions } from "./state/app.ts";
import { fullNameOf, type Protection, type Repository } from "./state/repository.ts";
import { State } from "./state/state.ts";
import type { User } from "./state/user.ts";
import { Webhooks, type Delivery } from "./webhooks/webhooks.ts";

export interface LoopbackOptions {
  /** 0, the default: any free port of 127.0.0.1. */
  readonly port?: number;
  readonly now?: () => Date;
}

export interface NewApp {
  readonly slug: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  /** Where deliveries go; may be set later through `app.webhookUrl`. */
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
}

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  /** `private` by default, so that every permission counts. */
  readonly visibility?: "private" | "public";
  readonly defaultBranch?: string;
  readonly ownerType?: User["type"];
}

export interface NewCommit {
  readonly branch?: string;
  readonly message: string;
  /** Path → text or bytes; null deletes. */
  readonly files: Readonly<Record<string, string | Uint8Array | null>>;
  /** Paths that are executable. */
  readonly executable?: readonly string[];
  /** Login of the author: the repository's owner by default. */
  readonly author?: string;
}

export interface Loopback {
  /** `http://127.0.0.1:…`; the interface stands at `url` and at `url + "/api/v3"`. */
  readonly url: string;
  readonly state: State;
  readonly actions: Actions & ActionsEngine;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  readonly deliveries: readonly Delivery[];
  /** Answers and webhooks that broke GitHub's description: must be empty. */
  readonly violations: readonly Violation[];
  /** Requests that broke it, answered 422. */
  readonly refusals: readonly Violation[];
  readonly unimplemented: ReadonlySet<string>;
  readonly hub: Hub;
  createUser(login: string): User;
  /** A token of this person, as a personal access token. */
  createUserToken(login: string): string;
  createApp(app: NewApp): App;
  /** Installs an App on an account, for all its repositories or for those named. */
  install(app: App, on: { readonly account: string; readonly repositories?: readonly Repository[] }): Installation;
  createRepository(repository: NewRepository): Promise<Repository>;
  /** Gives a person a role in a repository. */
  addCollaborator(repository: Repository, login: string, role: "read" | "triage" | "write" | "maintain" | "admin"): void;
  protect(repository: Repository, branch: string, protection: Protection): void;
  /** Commits files onto a branch as a person would by pushing: with all that follows. Gives the commit's SHA. */
  push(repository: Repository, commit: NewCommit): Promise<string>;
  /** Address for git, with a token as the password. */
  cloneUrl(repository: Repository, token: string): string;
  close(): Promise<void>;
}

/** Starts it on 127.0.0.1. */
export async function startLoopback(options: LoopbackOptions = {}): Promise<Loopback> {
  const folder = await mkdtemp(join(tmpdir(), "regreen-loopback-"));
  const state = new State();
  const contract = new Contract();
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hub: Hub = {
    state, contract, folder, links: linksOf(origin), faults: new Faults(), downloads: new Map(), now: options.now ?? (() => new Date()),
    webhooks: new Webhooks(() => hub), actions: new ActionsEngine(() => hub), actionsApp: registerActionsApp(state),
  };
  const api: Api = { hub, router: new Router(contract, routes), unimplemented: new Set() };
  server.on("request", (request: IncomingMessage, response: ServerResponse) => void serve(api, request, response));
  return new LoopbackServer(api, server);
}

const apiRoots = /^\/(api\/v3|repos|app|apps|installation|user|users|orgs|rate_limit|meta|search|app-manifests|graphql|zen)(\/|$)/;

async function serve(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  try {
    if (gitPath.test(path)) await answerGit(api.hub, request, response);
    else if (apiRoots.test(path)) await answerApi(api, request, response);
    else await answerPage(api, request, response);
  } catch (error) {
    api.hub.contract.violations.push({ at: "response", what: `${request.method} ${path} threw`, problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)] });
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

/** The App in whose name GitHub Actions acts, with the ids it has on github.com. */
function registerActionsApp(state: State): App {
  const bot: User = { id: 41_898_282, login: "github-actions[bot]", type: "Bot", name: "github-actions", createdAt: new Date("2018-07-30T00:00:00Z") };
  state.users.set(bot.login, bot);
  return registerApp(state, { id: 15_368, slug: "github-actions", bot, permissions: { actions: "write", checks: "write", contents: "write" }, events: [], webhookSecret: "" });
}

function registerApp(state: State, app: { readonly id: number; readonly slug: string; readonly bot: User; readonly permissions: Permissions; readonly events: readonly string[]; readonly webhookSecret: string; readonly webhookUrl?: string }): App {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const registered: App = {
    ...app, name: app.slug, owner: state.account("loopback", "Organization"), publicKey, privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    webhookUrl: app.webhookUrl ?? null, createdAt: new Date(),
  };
  state.apps.set(registered.id, registered);
  return registered;
}

class LoopbackServer implements Loopback {
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
  get actions(): ActionsEngine { return this.hub.actions as ActionsEngine; }
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
      repositories: reached.map((one) => ({ id: one.id, node_id: `R_${one.id}`, name: one.name, full_name: fullNameOf(one), private: one.isPrivate })),
    });
    return installation;
  }

  async createRepository(asked: NewRepository): Promise<Repository> {
    const owner = this.state.account(asked.owner, asked.ownerType);
    const id = this.state.nextId("repository");
    const defaultBranch = asked.defaultBranch ?? "main";
    const now = this.hub.now();
    const repository: Repository = {
      id, owner, name: asked.name, isPrivate: asked.visibility !== "public", defaultBranch, git: await BareRepository.create(join(this.hub.folder, `${id}.git`), defaultBranch),
      issues: new Map(), labels: new Map(), checkSuites: [], checkRuns: [], statuses: [], workflows: new Map(), workflowRuns: [], protections: new Map(),
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

  cloneUrl(repository: Repository, token: string): string {
    return `${this.url.replace("://", `://x-access-token:${token}@`)}/${fullNameOf(repository)}.git`;
  }

  async close(): Promise<void> {
    await this.hub.webhooks.close();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const repository of this.state.repositories()) repository.git.close();
    await rm(this.hub.folder, { recursive: true, force: true });
  }
}
