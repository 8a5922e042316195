/** Clone, fetch and push over HTTP, by `git http-backend`, with a token as the password. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname } from "node:path";
import { accountOf, type Identity } from "../auth/identity.ts";
import { needs, permit } from "../auth/permit.ts";
import { readIdentity } from "../auth/read-identity.ts";
import { inTurn } from "../http/api.ts";
import { HttpProblem } from "../http/http-problem.ts";
import type { Hub } from "../hub.ts";
import { afterPush, noSha, type RefChange } from "../routes/after-push.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import { refuseWorkflows } from "./bare-repository.ts";
import { beginProcess } from "../../small-parent/begin-process.ts";
import { gitEnvironment } from "./run-git.ts";

/** `/o/r.git/info/refs`, with or without `.git`. */
export const gitPath = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

export async function answerGit(hub: Hub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", hub.links.origin);
  const [, owner = "", name = "", action = ""] = gitPath.exec(url.pathname) ?? [];
  const writes = action === "git-receive-pack" || url.searchParams.get("service") === "git-receive-pack";
  const repository = hub.state.repository(owner, name);
  try {
    const identity = readIdentity(hub.state, request.headers.authorization, hub.now());
    permit(identity, writes ? needs.write("contents") : needs.read("contents"), repository);
    if (repository === null) throw new HttpProblem(404, "Repository not found.");
    const run = (afterwards: () => Promise<void>): Promise<void> => runBackend(repository, { afterwards, request, response, url, action, actor: accountOf(identity)?.login ?? "", mayTouchWorkflows: !("permissions" in identity) || identity.permissions["workflows"] === "write" });
    if (action === "git-receive-pack") await inTurn(repository, () => receive(hub, repository, { identity, run }));
    else await run(() => Promise.resolve());
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    refuse(request, response, error);
  }
}

/** git asks for credentials only after a 401. */
function refuse(request: IncomingMessage, response: ServerResponse, problem: HttpProblem): void {
  const anonymous = request.headers.authorization === undefined;
  request.resume();
  response.writeHead(anonymous ? 401 : problem.status, { "content-type": "text/plain", ...(anonymous ? { "www-authenticate": 'Basic realm="GitHub"' } : {}) });
  response.end(problem.message);
}

/** What a push brings about is done before git hears that it is over. */
async function receive(hub: Hub, repository: Repository, { identity, run }: { readonly identity: Identity; readonly run: (afterwards: () => Promise<void>) => Promise<void> }): Promise<void> {
  const before = new Map((await repository.git.refs("refs/")).map((ref) => [ref.name, ref.sha]));
  await run(() => tell(hub, repository, { identity, before }));
}

async function tell(hub: Hub, repository: Repository, { identity, before }: { readonly identity: Identity; readonly before: ReadonlyMap<string, string> }): Promise<void> {
  const after = new Map((await repository.git.refs("refs/")).map((ref) => [ref.name, ref.sha]));
  const actor = accountOf(identity);
  if (actor === null) return;
  for (const change of changesBetween(before, after)) {
    hub.state.writes.push({
      at: hub.now(), operation: "git/push", method: "PUSH", path: change.ref, status: 200, token: identity.kind, actor: actor.login,
      permissions: "permissions" in identity ? identity.permissions : {}, repository: fullNameOf(repository), body: "",
    });
    await afterPush(hub, repository, { change, actor, kind: identity.kind });
  }
}

function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): RefChange[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].map((ref) => ({ ref, before: before.get(ref) ?? noSha, after: after.get(ref) ?? noSha })).filter((change) => change.before !== change.after);
}

interface Exchange { readonly request: IncomingMessage; readonly response: ServerResponse; readonly url: URL; readonly action: string; readonly actor: string; readonly mayTouchWorkflows: boolean; readonly afterwards: () => Promise<void> }

function runBackend(repository: Repository, { request, response, url, action, actor, mayTouchWorkflows, afterwards }: Exchange): Promise<void> {
  const folder = repository.git.folder;
  const environment = {
    ...gitEnvironment, GIT_PROJECT_ROOT: dirname(folder), GIT_HTTP_EXPORT_ALL: "1", PATH_INFO: `/${folder.slice(dirname(folder).length + 1)}/${action}`, REQUEST_METHOD: request.method ?? "GET",
    QUERY_STRING: url.search.slice(1), CONTENT_TYPE: request.headers["content-type"] ?? "", REMOTE_USER: actor, REMOTE_ADDR: "127.0.0.1",
    GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""), HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
    ...(mayTouchWorkflows ? {} : { [refuseWorkflows]: "1" }),
    ...(request.headers["content-length"] === undefined ? {} : { CONTENT_LENGTH: request.headers["content-length"] }),
  };
  return new Promise((resolve, reject) => {
    let head: Buffer | null = Buffer.alloc(0);
    const { stdin } = beginProcess({ program: "git", argv: ["http-backend"], environment, hasInput: true, isGroup: false }, {
      stdout: (chunk) => {
        if (head === null) return void response.write(chunk);
        head = Buffer.concat([head, chunk]);
        const end = head.indexOf("\r\n\r\n");
        if (end < 0) return;
        startResponse(response, head.toString("latin1", 0, end));
        response.write(head.subarray(end + 4));
        head = null;
      },
      stderr: () => undefined,
      error: reject,
      exit: () => undefined,
      close: () => {
        if (head !== null) response.writeHead(500);
        afterwards().finally(() => response.end()).then(resolve, reject);
      },
    });
    request.pipe(stdin);
  });
}

/** A CGI's head: header lines, with `Status: 404 Not Found` among them. */
function startResponse(response: ServerResponse, head: string): void {
  const lines = head.split("\r\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()] as const);
  const status = lines.find(([name]) => name.toLowerCase() === "status")?.[1];
  response.writeHead(status === undefined ? 200 : Number.parseInt(status, 10), Object.fromEntries(lines.filter(([name]) => name.toLowerCase() !== "status")));
}
