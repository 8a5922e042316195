/** Pages for a person, and the loopback's own addresses under `/_loopback`. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Api } from "../http/api.ts";
import { routes } from "../routes/routes.ts";

export async function answerPage(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", api.hub.links.origin).pathname;
  request.resume();
  const download = /^\/_loopback\/downloads\/([0-9a-f]+)$/.exec(path);
  if (download !== null) return answerDownload(api, response, download[1] ?? "");
  if (path === "/_loopback") return answerStatus(api, response);
  response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
  response.end("Not Found");
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
    unrunnable_workflows: hub.actions.unrunnable, deliveries: hub.webhooks.deliveries.length,
  };
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}
