/** A loopback GitHub with one repository, one App installed on it, and clients: where the tests of the loopback begin. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { readBody } from "./http/read-body.ts";
import { startLoopback, type Loopback } from "./start-loopback.ts";
import type { App, Installation, Permissions } from "./state/app.ts";
import type { Repository } from "./state/repository.ts";

export interface Received { readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: string }

export interface World {
  readonly loopback: Loopback;
  readonly app: App;
  readonly installation: Installation;
  readonly repository: Repository;
  /** `{owner, repo}` for octokit. */
  readonly at: { readonly owner: string; readonly repo: string };
  /** Acts as the installation. */
  readonly octokit: Octokit;
  /** Webhooks that have arrived, in the order of their arrival. */
  readonly received: readonly Received[];
  close(): Promise<void>;
}

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const everything: Permissions = { contents: "write", pull_requests: "write", issues: "write", checks: "write", actions: "write", statuses: "write" };
const events = ["push", "pull_request", "pull_request_review", "check_run", "check_suite", "workflow_run", "workflow_job", "issues", "issue_comment"];

const ci = "name: CI\non: [push, pull_request]\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps: [{run: 'true'}]\n";
const fix = "name: Fix\nrun-name: Fix ${{ inputs.fix_id }}\non:\n  workflow_dispatch:\n    inputs: {fix_id: {required: true}}\npermissions: {contents: read}\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps: [{run: 'true'}]\n";
const firstFiles = { "README.md": "# Hello\n", "src/app.js": "const a = 1\n", ".github/workflows/ci.yml": ci, ".github/workflows/fix.yml": fix };

export async function createWorld(permissions: Permissions = everything): Promise<World> {
  const loopback = await startLoopback();
  const received: Received[] = [];
  const listener = await listen(received);
  const app = loopback.createApp({ slug: "regreen", permissions, events, webhookUrl: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/` });
  const repository = await loopback.createRepository({ owner: "octo", name: "hello" });
  const installation = loopback.install(app, { account: "octo" });
  await loopback.push(repository, { message: "Say hello", files: firstFiles });
  const octokit = new Octokit({ baseUrl: `${loopback.url}/api/v3`, authStrategy: createAppAuth, auth: { appId: app.id, privateKey: app.privateKey, installationId: installation.id }, log: quiet });
  return {
    loopback, app, installation, repository, octokit, received, at: { owner: "octo", repo: "hello" },
    close: async () => {
      await loopback.close();
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

/** A client with any token, or with none. */
export function clientWith(loopback: Loopback, token?: string): Octokit {
  return new Octokit({ baseUrl: loopback.url, log: quiet, ...(token === undefined ? {} : { auth: token }) });
}

async function listen(received: Received[]): Promise<Server> {
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      received.push({ headers: request.headers, body: body.toString("utf8") });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** One commit with these files on a new branch, through the git data interface, as an App makes it. */
export async function commitThroughApi(world: World, { branch, files }: { readonly branch: string; readonly files: Readonly<Record<string, string>> }): Promise<string> {
  const { octokit, at } = world;
  const base = (await octokit.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
  const tree = await Promise.all(Object.entries(files).map(async ([path, content]) => {
    const blob = await octokit.git.createBlob({ ...at, content: Buffer.from(content).toString("base64"), encoding: "base64" });
    return { path, mode: "100644" as const, type: "blob" as const, sha: blob.data.sha };
  }));
  const { data: parent } = await octokit.git.getCommit({ ...at, commit_sha: base });
  const { data: written } = await octokit.git.createTree({ ...at, base_tree: parent.tree.sha, tree });
  const { data: commit } = await octokit.git.createCommit({ ...at, message: `Change ${Object.keys(files).join(", ")}`, tree: written.sha, parents: [base] });
  await octokit.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: commit.sha });
  return commit.sha;
}
