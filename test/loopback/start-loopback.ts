/**
 * Starts a GitHub on loopback: REST under `/` and `/api/v3`, git over HTTP, signed webhooks, Actions as state (test/loopback/runner runs the
 * jobs). Repositories are real bare git repositories in a temporary folder; everything else is in memory, and gone with `close()`.
 */
import { mkdtemp } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ActionsEngine } from "./actions/engine.ts";
import { answerGit, gitPath } from "./git/smart-http.ts";
import { answerApi, type Api } from "./http/api.ts";
import { Faults } from "./http/faults.ts";
import { Router } from "./http/router.ts";
import type { Hub } from "./hub.ts";
import type { Loopback, LoopbackOptions } from "./loopback.ts";
import { LoopbackServer } from "./loopback-server.ts";
import { Contract } from "./openapi/contract.ts";
import { answerPage } from "./pages/pages.ts";
import { linksOf } from "./present/links.ts";
import { routes } from "./routes/routes.ts";
import { registerActionsApp } from "./state/register-app.ts";
import { State } from "./state/state.ts";
import { Webhooks } from "./webhooks/webhooks.ts";

export type { Loopback } from "./loopback.ts";

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
