/** Pages for a person, at the paths that github.com has, and the loopback's own addresses under `/_loopback`. Whoever reaches the port may look. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Api } from "../http/api.ts";
import { routes } from "../routes/routes.ts";
import { isPull } from "../state/find.ts";
import type { Repository } from "../state/repository.ts";
import { checkPage, jobPage, runPage, runsPage } from "./action-pages.ts";
import { branchesPage, commitPage, commitsPage, comparePage, filePage, folderPage, splitRef, type Shown } from "./code-pages.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";
import { answerAuthorize, answerToken } from "./sign-in.ts";
import { homePage, issuePage, listPage, pullPage, repositoryPage } from "./talk-pages.ts";

export async function answerPage(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = decoded(new URL(request.url ?? "/", api.hub.links.origin).pathname);
  if (path === "/login/oauth/access_token" && request.method === "POST") return answerToken(api, request, response);
  request.resume();
  const download = /^\/_loopback\/downloads\/([0-9a-f]+)$/.exec(path);
  if (download !== null) return answerDownload(api, response, download[1] ?? "");
  if (path === "/_loopback") return answerStatus(api, response);
  if (path === "/login/oauth/authorize") return answerAuthorize(api, request, response);
  const [, owner = "", name = "", kind = "", rest = ""] = /^\/([^/]+)\/([^/]+)(?:\/([^/]+)(?:\/(.*))?)?$/.exec(path) ?? [];
  const repository = api.hub.state.repository(owner, name);
  if (repository !== null && kind === "raw") return answerRaw(repository, response, rest);
  const shown = path === "/" ? homePage(api.hub.state) : repository === null ? null : await pageIn(api, repository, { kind, rest });
  send(response, { repository, shown });
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function send(response: ServerResponse, { repository, shown }: { readonly repository: Repository | null; readonly shown: Shown | null }): void {
  const missing: Shown = { title: "Not found", body: html`<h1>Not found</h1><p>There is no such page on this GitHub.</p>` };
  response.writeHead(shown === null ? 404 : 200, { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'" });
  response.end(layout({ ...(shown ?? missing), repository }));
}

async function pageIn(api: Api, repository: Repository, { kind, rest }: { readonly kind: string; readonly rest: string }): Promise<Shown | null> {
  switch (kind) {
    case "":
      return repositoryPage(repository);
    case "issues":
    case "pulls":
      return rest === "" ? listPage(repository, kind) : talkPage(repository, rest);
    case "pull":
      return talkPage(repository, rest);
    case "branches":
      return branchesPage(repository);
    case "commit":
      return commitPage(repository, rest);
    case "commits":
      return commitsPage(repository, rest === "" ? repository.defaultBranch : rest);
    case "compare":
      return comparePage(repository, rest);
    case "tree":
    case "blob":
      return codePage(repository, rest);
    case "runs": {
      const run = repository.checkRuns.find((one) => String(one.id) === rest);
      return run === undefined ? null : checkPage(repository, run);
    }
    case "actions":
      return actionPage(api, repository, rest);
    default:
      return null;
  }
}

async function talkPage(repository: Repository, rest: string): Promise<Shown | null> {
  const issue = repository.issues.get(Number.parseInt(rest, 10));
  if (issue === undefined) return null;
  return isPull(issue) ? pullPage(repository, issue) : issuePage(issue);
}

async function codePage(repository: Repository, rest: string): Promise<Shown | null> {
  const place = await splitRef(repository, rest);
  return place === null ? null : ((await folderPage(repository, place)) ?? (await filePage(repository, place)));
}

function actionPage({ hub }: Api, repository: Repository, rest: string): Shown | null {
  if (rest === "") return runsPage(repository);
  const [, runId = "", jobId = ""] = /^runs\/(\d+)(?:\/job\/(\d+))?/.exec(rest) ?? [];
  const run = hub.actions.run(Number(runId));
  const job = jobId === "" ? null : hub.actions.job(Number(jobId));
  if (run === null || run.repository !== repository) return null;
  return job === null ? runPage(run) : jobPage(job);
}

async function answerRaw(repository: Repository, response: ServerResponse, rest: string): Promise<void> {
  const place = await splitRef(repository, rest);
  const object = place === null ? null : await repository.git.read(`${place.ref}:${place.path}`);
  const found = object?.type === "blob" ? object.content : null;
  response.writeHead(found === null ? 404 : 200, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" });
  response.end(found ?? "Not Found");
}

function answerDownload({ hub }: Api, response: ServerResponse, key: string): void {
  const found = hub.downloads.get(key);
  if (found === undefined) {
    response.writeHead(404);
    response.end();
    return;
  }
  response.writeHead(200, { "content-type": found.type, "content-length": found.bytes.length });
  response.end(found.bytes);
}

/** What works here, what was asked and is missing, and what broke GitHub's description. */
function answerStatus({ hub, unimplemented }: Api, response: ServerResponse): void {
  const body = {
    implemented: routes.map((route) => route.operation).toSorted(), unimplemented: [...unimplemented].toSorted(), violations: hub.contract.violations, refusals: hub.contract.refusals,
    unrunnable_workflows: hub.actions.triggers.unrunnable, deliveries: hub.webhooks.deliveries.length,
  };
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}
