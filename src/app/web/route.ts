/** Which requests our own server answers beside the webhook: GET and HEAD, and POST where a route takes a form from one of our own pages. */
import type { IncomingMessage, RequestListener } from "node:http";
import type { Log } from "../../ports/log.ts";
import { send, text, type Answer } from "./answer.ts";
import { readForm } from "./read-form.ts";
import { isFromOurPage, visitOf, type Posted, type Visit } from "./visit.ts";

type Groups = Readonly<Record<string, string>>;

export interface Route {
  /** Names the route in counters: `/repairs/:id`. */
  readonly name: string;
  /** Matched against the whole path; named groups are given to `answer`. */
  readonly path: RegExp;
  /** Whether this request may see it. */
  readonly allows: (request: IncomingMessage) => boolean;
  answer(groups: Groups, visit: Visit): Promise<Answer>;
  /** Takes a form; not given: there is none. Whoever sent it must be looked at here. */
  take?(groups: Groups, posted: Posted): Promise<Answer>;
}

export interface ListenerOptions {
  readonly routes: readonly Route[];
  readonly log: Log;
  /** Told of every answer, for the counters. */
  readonly answered: (route: string, status: number) => void;
}

export function createListener({ routes, log, answered }: ListenerOptions): RequestListener {
  return (request, response) => {
    void handle(request, routes, log).then(({ name, answer }) => {
      answered(name, answer.status);
      send(response, request.method === "HEAD" ? { ...answer, body: "" } : answer);
    }).catch((error: unknown) => { log.error({ error }, "an answer could not be sent"); response.destroy(); });
  };
}

async function handle(request: IncomingMessage, routes: readonly Route[], log: Log): Promise<{ readonly name: string; readonly answer: Answer }> {
  const visit = visitOf(request);
  const route = routes.find((candidate) => candidate.path.test(visit.path));
  if (route === undefined || !route.allows(request)) return { name: "other", answer: text(404, "There is nothing here.") };
  try {
    return { name: route.name, answer: await answerOf(request, route, visit) };
  } catch (error) {
    log.error({ route: route.name, error }, "a request could not be answered");
    return { name: route.name, answer: text(500, "This did not work; the log says why.") };
  }
}

async function answerOf(request: IncomingMessage, route: Route, visit: Visit): Promise<Answer> {
  const groups = { ...route.path.exec(visit.path)?.groups };
  if (request.method === "GET" || request.method === "HEAD") return route.answer(groups, visit);
  if (request.method !== "POST" || route.take === undefined) return { ...text(405, route.take === undefined ? "Only GET." : "Only GET and POST."), headers: { allow: route.take === undefined ? "GET, HEAD" : "GET, HEAD, POST" } };
  if (!isFromOurPage(visit)) return closing(text(403, "A form is taken from Regreen's own pages only."));
  const reading = await readForm(request);
  return reading.ok ? route.take(groups, { ...visit, form: reading.form }) : closing(text(reading.status, reading.reason));
}

/** What was not read of the body stands in the connection: it ends. */
function closing(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, connection: "close" } };
}
