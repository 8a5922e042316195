/**
 * Railway's log API (GraphQL over HTTPS): the log of the latest deployment that ran, and the requests that its edge answered. The queries are those of Railway's own
 * command line (https://github.com/railwayapp/cli, src/gql/queries/strings: Deployments, DeploymentLogs, HttpLogs). A thousand entries of each at most a look. A look is three requests; the free plan grants 100 an hour, and answers 429 with `Retry-After`
 * beyond (https://docs.railway.com/integrations/api). What is wrong stands in `errors` of a GraphQL answer, "Not Authorized" for a token of the wrong kind.
 */
import { z } from "zod";
import { digestOfJson, type Digest } from "../../core/identity/digest.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { RailwayCursor } from "../../core/log-source/observation.ts";
import { countStatuses, isErrorLevel, plainEntries } from "../../core/log-source/plain-lines.ts";
import type { SourceOf } from "../../core/log-source/source.ts";
import type { SourceReading } from "../../ports/log-sources.ts";
import { askOutside } from "../http/ask-outside.ts";
import { askedToWait, MOST_BYTES, notAnswered, SECONDS, unavailable } from "./unavailable.ts";

const MOST_ENTRIES = 1_000;
/** Newest first. A build that fails leaves the one before running. */
const MOST_DEPLOYMENTS = 10;
const ran: ReadonlySet<string> = new Set(["SUCCESS", "CRASHED", "SLEEPING"]);

const deploymentQuery = "query Deployments($input: DeploymentListInput!, $first: Int) { deployments(input: $input, first: $first) { edges { node { id status } } } }";
const logQuery = "query DeploymentLogs($deploymentId: String!, $limit: Int, $startDate: DateTime) { deploymentLogs(deploymentId: $deploymentId, limit: $limit, startDate: $startDate) { timestamp message severity } }";
const httpQuery = "query HttpLogs($deploymentId: String!, $limit: Int, $startDate: String) { httpLogs(deploymentId: $deploymentId, limit: $limit, startDate: $startDate) { timestamp method path httpStatus requestId } }";

const Deployments = z.object({ deployments: z.object({ edges: z.array(z.object({ node: z.object({ id: z.string().max(100), status: z.string() }) })) }) });
const Moment = z.string().max(60);
const LogEntry = z.object({ timestamp: Moment, message: z.string(), severity: z.string().nullish() });
const HttpEntry = z.object({ timestamp: Moment, httpStatus: z.number(), requestId: z.string().nullish(), method: z.string().nullish(), path: z.string().nullish() });
const Logs = z.object({ deploymentLogs: z.array(LogEntry) });
const HttpLogs = z.object({ httpLogs: z.array(HttpEntry) });
const Answered = z.object({ data: z.unknown().optional(), errors: z.array(z.object({ message: z.string() })).optional() });

export interface RailwayParts { readonly now: Timestamp; readonly token: string }

/** The first look begins at its own moment. */
export async function readRailwaySource(source: SourceOf<"railway">, cursor: RailwayCursor | null, parts: RailwayParts): Promise<SourceReading> {
  const { project: projectId, environment: environmentId, service: serviceId } = source;
  const from = cursor ?? { logs: { since: parts.now, known: [] }, http: { since: parts.now, known: [] } };
  const { deployments: { edges } } = await ask(source, { query: deploymentQuery, variables: { input: { projectId, environmentId, serviceId }, first: MOST_DEPLOYMENTS }, schema: Deployments }, parts);
  const latest = edges.find(({ node: { status } }) => ran.has(status)) ?? edges[0];
  if (latest === undefined) throw unavailable("Railway knows no deployment of this service in this environment");
  const asked = (since: string): object => ({ deploymentId: latest.node.id, limit: MOST_ENTRIES, startDate: since });
  const { deploymentLogs } = await ask(source, { query: logQuery, variables: asked(from.logs.since), schema: Logs }, parts);
  const { httpLogs } = await ask(source, { query: httpQuery, variables: asked(from.http.since), schema: HttpLogs }, parts);
  const [logs, requests] = [sinceThen(deploymentLogs, from.logs), sinceThen(httpLogs, from.http)];
  return {
    cursor: { kind: "railway", logs: logs.place, http: requests.place }, more: false,
    ...plainEntries(logs.fresh.map(({ message, severity }) => ({ text: message, status: null, isError: message !== "" && isErrorLevel(severity) }))), requests: countStatuses(requests.fresh.map(({ httpStatus }) => httpStatus)),
  };
}

type Place = RailwayCursor["logs"];

/** Entries of the cursor's very moment are asked for again, for more of them may have come: those that were read are left out. */
function sinceThen<Entry extends { readonly timestamp: string }>(entries: readonly Entry[], { since, known }: Place): { readonly fresh: readonly Entry[]; readonly place: Place } {
  const read = new Set(known);
  const inOrder = entries.toSorted((one, other) => compare(one.timestamp, other.timestamp)).slice(-MOST_ENTRIES);
  const fresh = inOrder.filter((entry) => compare(entry.timestamp, since) >= 0 && !read.has(digestOfJson(entry)));
  const newest = fresh.at(-1)?.timestamp ?? since;
  const latest: readonly Digest[] = fresh.filter(({ timestamp }) => compare(timestamp, newest) === 0).map((entry) => digestOfJson(entry));
  return { fresh, place: { since: newest, known: [...(compare(newest, since) === 0 ? known : []), ...latest].slice(-MOST_ENTRIES) } };
}

/** Railway writes UTC with up to nine digits of a second, or none: as text, 01Z would come after 01.5Z. */
function compare(one: string, other: string): number {
  const [first, second] = [ordered(one), ordered(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}

function ordered(moment: string): string {
  const [whole = "", fraction = ""] = moment.replace(/Z$/, "").split(".");
  return `${whole}.${fraction.padEnd(9, "0")}`;
}

interface Question<Schema extends z.ZodType> { readonly query: string; readonly variables: object; readonly schema: Schema }

async function ask<Schema extends z.ZodType>(source: SourceOf<"railway">, { query, variables, schema }: Question<Schema>, { token }: RailwayParts): Promise<z.infer<Schema>> {
  const url = new URL(source.url);
  const headers: Record<string, string> = source.token_of === "project" ? { "project-access-token": token } : { authorization: `Bearer ${token}` };
  const answer = await askOutside({ url, headers, body: { query, variables }, allowPrivate: source.private_network, mostBytes: MOST_BYTES, seconds: SECONDS }).catch((thrown: unknown) => { throw notAnswered(thrown, url); });
  const pause = askedToWait(url, answer);
  if (pause !== null) throw pause;
  const answered = Answered.safeParse(jsonOf(answer.body));
  const [mistake] = answered.data?.errors ?? [];
  if (mistake !== undefined) throw unavailable(`${url.host} says: ${mistake.message.slice(0, 200)}${/not authorized|unauthori[sz]ed/i.test(mistake.message) ? hint(source) : ""}`);
  if (answer.status !== 200) throw unavailable(`${url.host} answers ${answer.status}${answer.status === 401 || answer.status === 403 ? hint(source) : ""}`);
  const read = schema.safeParse(answered.data?.data);
  if (!read.success) throw unavailable(`${url.host} answers in a shape that Regreen does not know`);
  return read.data;
}

function hint({ token, token_of }: SourceOf<"railway">): string {
  return `: look at the token in ${token}, and whether it is that of ${token_of === "account" ? "an account" : "a project"}`;
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
