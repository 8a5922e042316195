/** Which requests our own server answers beside the webhook. Only GET and HEAD; nothing is read of a body. */
import type { IncomingMessage, RequestListener } from "node:http";
import type { Log } from "../../ports/log.ts";
import { send, text, type Answer } from "./answer.ts";

export interface Route {
  /** Names the route in counters: `/repairs/:id`. */
  readonly name: string;
  /** Matched against the whole path; named groups are given to `answer`. */
  readonly path: RegExp;
  /** Whether this request may see it. */
  readonly allows: (request: IncomingMessage) => boolean;
  answer(groups: Readonly<Record<string, string>>): Promise<Answer>;
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
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  const route = routes.find((candidate) => candidate.path.test(path));
  if (route === undefined || !route.allows(request)) return { name: "other", answer: text(404, "There is nothing here.") };
  if (request.method !== "GET" && request.method !== "HEAD") return { name: route.name, answer: { ...text(405, "Only GET."), headers: { allow: "GET, HEAD" } } };
  try {
    return { name: route.name, answer: await route.answer({ ...route.path.exec(path)?.groups }) };
  } catch (error) {
    log.error({ route: route.name, error }, "a request could not be answered");
    return { name: route.name, answer: text(500, "This did not work; the log says why.") };
  }
}
