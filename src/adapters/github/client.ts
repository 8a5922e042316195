/**
 * The one way to GitHub's REST API: a session is bound to one repository and one set of permissions, takes its routes from the table of
 * operations, and turns every trouble into a fault. Nothing is tried again here, but for a token that GitHub no longer knows:
 * the relay and the steps try again later, after a fresh look.
 */
import { Octokit } from "@octokit/rest";
import type { Endpoints } from "@octokit/types";
import { Fault } from "../../core/fault/fault.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { Log } from "../../ports/log.ts";
import { createAnswerMemory, type AnswerMemory } from "./conditional.ts";
import { createCredentials, tokenCredentials, type Credentials, type TokenAge } from "./credentials.ts";
import { faultOf } from "./fault-of.ts";
import { jobLacks } from "./job-lacks.ts";
import type { appOperations, Operation, Permissions } from "./operations.ts";
import { createPinnedFetch } from "./pinned-fetch.ts";
import { createRateLimits, type LimitMemory, type RateLimits } from "./rate-limit.ts";

/** The App itself, or a token: with that, everything is asked as whose it is. `app`: the App that a job's own token belongs to (GitHub Actions). */
export type Identity = { readonly appId: number; readonly privateKey: string } | { readonly token: string; readonly app?: { readonly id: number; readonly slug: string } };

export type ClientOptions = Identity & ClientSettings;

export interface ClientSettings {
  /** Base of the REST API: `https://api.github.com`, or `<protocol>://<host>/api/v3` of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly log: Log;
  /** Origins beside the API's own and GitHub's that a log or an artifact may be redirected to. */
  readonly downloadOrigins?: readonly string[];
  /** Told of every answer; `outcome` is the HTTP status, or the fault's code. */
  readonly observe?: (asked: Asked) => void;
  /** Limits that stood before this process began, and where they are kept. */
  readonly limits?: LimitMemory;
}

export interface Asked { readonly operation: string; readonly outcome: string; readonly seconds: number }

export interface Reply { readonly status: number; readonly headers: Readonly<Record<string, string | number | undefined>>; readonly data: unknown }

/** The parameters of an operation without the repository, as GitHub's OpenAPI description has them. */
export type ParametersOf<O extends Operation> = Omit<Endpoints[O]["parameters"], "owner" | "repo">;

export interface Session {
  readonly repository: Repository;
  /** Rejects with a Fault; a success of any status is a reply. */
  ask<O extends Operation>(operation: O, parameters: ParametersOf<O>): Promise<Reply>;
  /** Where an operation is asked and with which token, for streams: the URL is built from the API base. */
  locate<O extends Operation>(operation: O, parameters: ParametersOf<O>): Promise<{ readonly url: string; readonly token: string }>;
}

export interface Client {
  readonly apiUrl: string;
  readonly downloadOrigins: readonly string[];
  session(repository: Repository, permissions: Permissions): Session;
  /** `GET /app`: who we are, asked with the JWT. */
  app(): Promise<unknown>;
  /** Asks about the App itself, with the JWT; `per_page` where the answer is a list. */
  asApp(operation: AppQuestion, parameters: { readonly per_page?: number }): Promise<unknown>;
  /** One page of the App's installations, asked with the JWT. */
  installations(page: PageNumber): Promise<Reply>;
  /** One page of an installation's repositories, asked with a token that knows their names and nothing else. */
  repositoriesOf(installationId: number, page: PageNumber): Promise<Reply>;
}

export interface PageNumber { readonly page: number; readonly per_page: number }

/** What is asked as the App itself and only reads. */
export type AppQuestion = Extract<(typeof appOperations)[number], `GET ${string}`>;

const SECONDS_PER_REQUEST = 30;
const ANSWERS_REMEMBERED = 300;
const PINNED_HEADERS = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28", "user-agent": "regreen" };

export function createClient(options: ClientOptions): Client {
  const fetch = createPinnedFetch({ apiUrl: options.apiUrl, seconds: SECONDS_PER_REQUEST });
  const request = new Octokit({ baseUrl: options.apiUrl, log: silent, request: { fetch } }).request.defaults({ headers: PINNED_HEADERS });
  const credentials = "token" in options ? tokenCredentials(options.token) : createCredentials({ appId: options.appId, privateKey: options.privateKey, request });
  const core: Core = { request, credentials, limits: createRateLimits(options.limits), answers: createAnswerMemory(ANSWERS_REMEMBERED), observe: options.observe ?? (() => undefined), log: options.log, isJob: "token" in options && options.app !== undefined };
  return {
    apiUrl: options.apiUrl,
    downloadOrigins: options.downloadOrigins ?? [],
    session: (repository, permissions) => openSession(core, repository, permissions),
    asApp: async (operation, parameters) => (await askedByApp(core, operation, { ...parameters })).data,
    app: async () => ("token" in options && options.app !== undefined ? options.app : (await askedByApp(core, "GET /app", {})).data),
    installations: async (page) => askedByApp(core, "GET /app/installations", { ...page }),
    repositoriesOf: async (installationId, page) => limited(core, installationId, () => observed(core, "GET /installation/repositories", () => withToken(
      async (age) => credentials.installationToken(installationId, namesOnly, age),
      async (token) => withoutUrl(await request("GET /installation/repositories", { ...page, headers: { authorization: `token ${token}` } })),
    ))),
  };
}

interface Core {
  readonly request: Octokit["request"];
  readonly credentials: Credentials;
  readonly limits: RateLimits;
  readonly answers: AnswerMemory;
  readonly observe: (asked: Asked) => void;
  readonly log: Log;
  /** Whether its token is a job's own, which may do what its workflow says. */
  readonly isJob: boolean;
}

const namesOnly = { metadata: "read" } as const satisfies Permissions;

async function askedByApp(core: Core, operation: (typeof appOperations)[number], parameters: Readonly<Record<string, number>>): Promise<Reply> {
  return observed(core, operation, async () => withoutUrl(await core.request<string>(operation, { ...parameters, headers: { authorization: `bearer ${await core.credentials.jwt()}` } })));
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function openSession(core: Core, repository: Repository, permissions: Permissions): Session {
  const [owner = "", repo = ""] = repository.name.split("/");
  const placeIn = (operation: Operation): object => (operation.includes("{owner}") ? { owner, repo } : {});
  const tokenOf = async (age: TokenAge): Promise<string> => core.credentials.token(repository, permissions, age);
  return {
    repository,
    async ask(operation, parameters) {
      const key = `${repository.id} ${operation} ${JSON.stringify(parameters)}`;
      return limited(core, repository.installation_id, () => observed(core, operation, () => withToken(tokenOf, (token) => asked(core, key, (condition) =>
        core.request<string>(operation, { ...parameters, ...placeIn(operation), headers: { authorization: `token ${token}`, ...condition } })))))
        .catch((error: unknown) => { throw core.isJob ? jobLacks(error, operation) : error; });
    },
    async locate(operation, parameters) {
      return limited(core, repository.installation_id, async () => {
        const { url } = core.request.endpoint<string>(operation, { ...parameters, ...placeIn(operation) });
        const token = await tokenOf("reused").catch((error: unknown) => { throw faultOf(error, operation, Date.now()); });
        return { url, token };
      });
    },
  };
}

/** What is read is asked for only if it changed; a write never. */
async function asked(core: Core, key: string, send: (condition: Readonly<Record<string, string>>) => Promise<Reply>): Promise<Reply> {
  if (!key.includes(" GET ")) return withoutUrl(await send({}));
  try {
    const reply = withoutUrl(await send(core.answers.condition(key)));
    core.answers.keep(key, reply);
    return reply;
  } catch (error) {
    const before = error instanceof Error && "status" in error && error.status === 304 ? core.answers.recall(key) : null;
    if (before === null) throw error;
    return before;
  }
}

function withoutUrl({ status, headers, data }: Reply): Reply {
  return { status, headers, data };
}

/** A token that GitHub does not know any more (401) is replaced once. */
async function withToken(tokenOf: (age: TokenAge) => Promise<string>, ask: (token: string) => Promise<Reply>): Promise<Reply> {
  try {
    return await ask(await tokenOf("reused"));
  } catch (error) {
    if (!(error instanceof Error) || !("status" in error) || error.status !== 401) throw error;
    return ask(await tokenOf("fresh"));
  }
}

/** Asks nothing while GitHub wants this installation to wait, and remembers when it says so. */
async function limited<T>(core: Core, installationId: number, ask: () => Promise<T>): Promise<T> {
  const wait = core.limits.remaining(installationId, Date.now());
  if (wait > 0) throw new Fault("github-rate-limited", { detail: "still waiting, nothing was sent", retryAfterSeconds: wait });
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Fault && error.retryAfterSeconds !== null) core.limits.note(installationId, Date.now() + error.retryAfterSeconds * 1000);
    throw error;
  }
}

async function observed(core: Core, operation: string, ask: () => Promise<Reply>): Promise<Reply> {
  const started = Date.now();
  const tell = (outcome: string): void => {
    const seconds = (Date.now() - started) / 1000;
    core.observe({ operation, outcome, seconds });
    core.log.debug({ operation, outcome, seconds }, "asked GitHub");
  };
  try {
    const reply = await ask();
    tell(String(reply.status));
    return reply;
  } catch (error) {
    const fault = faultOf(error, operation, Date.now());
    tell(fault.code);
    throw fault;
  }
}
