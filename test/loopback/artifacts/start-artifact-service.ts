/** GitHub's results service on loopback: the calls and the blob storage that @actions/artifact speaks to. */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import type { ArtifactHome } from "./artifact-home.ts";
import { BlobStore } from "./blob-store.ts";
import { resultsCalls, TwirpProblem, type ResultsDesk } from "./results-calls.ts";
import { readRuntimeToken, signRuntimeToken, type RuntimeScope } from "./runtime-token.ts";

export interface ArtifactService {
  /** ACTIONS_RESULTS_URL, with a slash at the end as GitHub has it. */
  readonly url: string;
  /** ACTIONS_RUNTIME_TOKEN for one job. */
  token(scope: RuntimeScope, expires: Date): string;
  close(): Promise<void>;
}

const prefix = "/twirp/github.actions.results.api.v1.ArtifactService/";
const mostBytes = 256 * 1024 * 1024;

/** Listens on a free port of 127.0.0.1. */
export async function startArtifactService(home: ArtifactHome, now: () => Date = () => new Date()): Promise<ArtifactService> {
  const key = randomBytes(32);
  let origin = "";
  const desk: ResultsDesk = { home, blobs: new BlobStore(key, mostBytes), uploads: new Map(), origin: () => origin, now };
  const server = createServer((request, response) => {
    answer({ desk, key, request, response }).catch((error: unknown) => {
      response.writeHead(500, { "content-type": "application/json" }).end(JSON.stringify({ code: "internal", msg: String(error) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the artifact service has no port");
  origin = `http://127.0.0.1:${address.port}`;
  return {
    url: `${origin}/`,
    token: (scope, expires) => signRuntimeToken(key, scope, expires),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

interface Exchange { readonly desk: ResultsDesk; readonly key: Uint8Array; readonly request: IncomingMessage; readonly response: ServerResponse }

async function answer({ desk, key, request, response }: Exchange): Promise<void> {
  const url = new URL(request.url ?? "/", desk.origin());
  const body = await buffer(request);
  if (!url.pathname.startsWith(prefix)) return answerBlob({ desk, key, request, response }, url, body);
  const { status, content } = answerCall({ desk, key, request, response }, url.pathname.slice(prefix.length), body);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content));
}

function answerCall({ desk, key, request }: Exchange, method: string, body: Buffer): { readonly status: number; readonly content: unknown } {
  try {
    const scope = readRuntimeToken(key, (request.headers.authorization ?? "").replace(/^Bearer /, ""), desk.now());
    if (scope === null) throw new TwirpProblem("unauthenticated", "the runtime token is not valid");
    const call = resultsCalls[method];
    if (call === undefined) throw new TwirpProblem("bad_route", `${method} is not implemented by the loopback artifact service`);
    return { status: 200, content: call(desk, scope, JSON.parse(body.toString("utf8"))) };
  } catch (error) {
    if (!(error instanceof TwirpProblem)) throw error;
    return { status: error.status, content: { code: error.code, msg: error.message } };
  }
}

function answerBlob({ desk, request, response }: Exchange, url: URL, body: Buffer): void {
  const { status, bytes, type } = desk.blobs.answer({ method: request.method ?? "GET", url, body, now: desk.now() });
  const headers = { "x-ms-version": "2026-02-06", "x-ms-request-id": randomBytes(8).toString("hex"), "last-modified": desk.now().toUTCString(), etag: `"${Date.now()}"` };
  response.writeHead(status, { ...headers, ...(type === undefined ? {} : { "content-type": type }) }).end(bytes);
}
