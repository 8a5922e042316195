/** The REST interface: who asks, may they, is it well formed; then the operation; then whether the answer is what GitHub's description promises. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { accountOf, type Identity } from "../auth/identity.ts";
import { permit } from "../auth/permit.ts";
import { readIdentity } from "../auth/read-identity.ts";
import type { Hub } from "../hub.ts";
import { Call, type Answer } from "../routes/route.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import type { FaultAct } from "./faults.ts";
import { HttpProblem } from "./http-problem.ts";
import { readBody } from "./read-body.ts";
import type { Match, Router } from "./router.ts";

export interface Api {
  readonly hub: Hub;
  readonly router: Router;
  /** Requests that nothing here implements: `GET /repos/o/r/x`. */
  readonly unimplemented: Set<string>;
}

interface Asked {
  readonly method: string;
  /** Without `/api/v3`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly match: Match | null;
}

export async function answerApi(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", api.hub.links.origin);
  const method = request.method ?? "GET";
  const path = url.pathname.replace(/^\/api\/v3(?=\/|$)/, "");
  const asked: Asked = { method, path, query: url.searchParams, match: api.router.match(method, path) };
  const fault = api.hub.faults.take({ method, path, operation: asked.match?.operation.id ?? null });
  if (fault?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
  if (fault?.kind === "drop" && fault.when === "before") return void request.socket.destroy();
  const body = await readBody(request);
  const early = fault === null ? null : faultBefore(api.hub, fault);
  const answer = early ?? (await perform(api, asked, { body, authorization: request.headers.authorization, accept: request.headers.accept ?? "" }));
  if (fault?.kind === "drop") return void request.socket.destroy();
  send(api.hub, response, fault?.kind === "after-commit" ? refusal(new HttpProblem(fault.status, fault.message ?? "Server Error")) : answer);
}

function faultBefore(hub: Hub, fault: FaultAct): Answer | null {
  switch (fault.kind) {
    case "status":
      return { ...refusal(new HttpProblem(fault.status, fault.message ?? "Server Error")), headers: fault.headers ?? {} };
    case "secondary-limit":
      return {
        status: 403, headers: fault.retryAfterSeconds === null ? {} : { "retry-after": String(fault.retryAfterSeconds) },
        body: { message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", documentation_url: "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits" },
      };
    case "primary-limit":
      return {
        ...refusal(new HttpProblem(403, "API rate limit exceeded")),
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.floor(hub.now().getTime() / 1000) + fault.resetInSeconds) },
      };
    case "after-commit":
    case "drop":
    case "delay":
      return null;
    default:
      return fault satisfies never;
  }
}

interface Sent { readonly body: Buffer; readonly authorization: string | undefined; readonly accept: string }

async function perform(api: Api, asked: Asked, sent: Sent): Promise<Answer> {
  const { hub } = api;
  const { match } = asked;
  if (match === null) {
    api.unimplemented.add(`${asked.method} ${asked.path}`);
    return refusal(new HttpProblem(501, `The loopback GitHub does not implement ${asked.method} ${asked.path}`));
  }
  const repository = match.params["owner"] === undefined ? null : hub.state.repository(match.params["owner"], match.params["repo"] ?? "");
  let identity: Identity = { kind: "anonymous" };
  let answer: Answer;
  try {
    identity = readIdentity(hub.state, sent.authorization, hub.now());
    permit(identity, match.route.need, repository);
    const body = parsedBody(sent.body);
    refuseInvalid(api, asked, { match, body });
    const call = new Call({ hub, identity, params: match.params, query: asked.query, body, repository, accept: sent.accept });
    answer = await inTurn(asked.method === "GET" ? null : repository, async () => match.route.handle(call));
    answer = checked(hub, match, answer);
  } catch (error) {
    answer = error instanceof HttpProblem ? refusal(error) : broken(hub, match, error);
  }
  if (asked.method !== "GET") record(hub, { asked, match, identity, repository, status: answer.status, body: sent.body.toString("utf8") });
  return answer;
}

const turns = new WeakMap<Repository, Promise<unknown>>();

/** Writes to one repository happen one after the other: each sees what the one before has done. */
export function inTurn<T>(repository: Repository | null, work: () => Promise<T>): Promise<T> {
  if (repository === null) return work();
  const turn = (turns.get(repository) ?? Promise.resolve()).then(work, work);
  turns.set(repository, turn.catch(() => undefined));
  return turn;
}

function parsedBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new HttpProblem(400, "Problems parsing JSON");
  }
}

function refuseInvalid({ hub }: Api, asked: Asked, { match, body }: { readonly match: Match; readonly body: unknown }): void {
  const problems = hub.contract.requestProblems(match.operation, { params: match.params, query: asked.query, body });
  if (problems.length === 0) return;
  hub.contract.refusals.push({ at: "request", what: match.operation.id, problems });
  throw new HttpProblem(422, `Invalid request.\n\n${problems.join("\n")}`);
}

/** An answer that breaks the description is a bug of ours: it is kept, and 500 makes it loud. */
function checked(hub: Hub, match: Match, answer: Answer): Answer {
  const body: unknown = answer.body === undefined ? undefined : JSON.parse(JSON.stringify(answer.body));
  const problems = answer.bytes === undefined ? hub.contract.responseProblems(match.operation, answer.status, body) : [];
  if (problems.length === 0) return answer;
  hub.contract.violations.push({ at: "response", what: `${match.operation.id} ${answer.status}`, problems });
  return refusal(new HttpProblem(500, `loopback: the answer of ${match.operation.id} breaks GitHub's description: ${problems.join("; ")}`));
}

function broken(hub: Hub, match: Match, error: unknown): Answer {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  hub.contract.violations.push({ at: "response", what: `${match.operation.id} threw`, problems: [message] });
  return refusal(new HttpProblem(500, `loopback: ${message}`));
}

function refusal(problem: HttpProblem): Answer {
  return { status: problem.status, body: problem.body() };
}

function record(hub: Hub, done: { readonly asked: Asked; readonly match: Match; readonly identity: Identity; readonly repository: Repository | null; readonly status: number; readonly body: string }): void {
  const { asked, match, identity, repository, status, body } = done;
  hub.state.writes.push({
    at: hub.now(), operation: match.operation.id, method: asked.method, path: asked.path, status, token: identity.kind, actor: accountOf(identity)?.login ?? null,
    permissions: "permissions" in identity ? identity.permissions : {}, repository: repository === null ? null : fullNameOf(repository), body,
  });
}

let requests = 0;

function send(hub: Hub, response: ServerResponse, answer: Answer): void {
  requests += 1;
  const reset = Math.floor(hub.now().getTime() / 1000) + 3_600;
  const body = answer.bytes ?? (answer.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(answer.body)));
  response.writeHead(answer.status, {
    "content-type": "application/json; charset=utf-8", "content-length": body.length, "x-github-request-id": `LOOP:${requests.toString(16).padStart(6, "0")}`, "x-github-media-type": "github.v3; format=json",
    "x-ratelimit-limit": "5000", "x-ratelimit-remaining": "4999", "x-ratelimit-used": "1", "x-ratelimit-reset": String(reset), "x-ratelimit-resource": "core", date: hub.now().toUTCString(),
    ...answer.headers,
  });
  response.end(body);
}
