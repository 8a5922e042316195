/** A server on this machine that answers as Railway's API does, by the queries of Railway's own command line. The real Railway is not reached from tests. */
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { openLogSources } from "../../../src/adapters/log-sources/open-log-sources.ts";
import type { Timestamp } from "../../../src/core/identity/timestamp.ts";
import type { Cursor } from "../../../src/core/log-source/observation.ts";
import { LogSource } from "../../../src/core/log-source/source.ts";
import type { SourceReading } from "../../../src/ports/log-sources.ts";

interface Question { readonly query: string; readonly variables: { readonly startDate?: string; readonly deploymentId?: string } }

let server: Server;
let url: string;
let asked: Question[];
let headers: IncomingHttpHeaders[];
let answer: (question: Question) => { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body: unknown };
let cursor: Cursor | null;
beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const question = JSON.parse(body) as Question;
      asked.push(question);
      headers.push(request.headers);
      const { status = 200, headers: more = {}, body: said } = answer(question);
      response.writeHead(status, { "content-type": "application/json", ...more }).end(JSON.stringify(said));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/graphql/v2`;
});
afterAll(() => { server.closeAllConnections(); server.close(); });
beforeEach(() => { [asked, headers, cursor] = [[], [], null]; });

const now = "2026-11-28T10:00:00.000Z" as Timestamp;
const uuid = "6f1f9b1e-0d0e-4b52-9d6a-0a6b8a4e2f10";

const having = (logs: readonly object[], http: readonly object[], deployments: readonly (readonly [string, string])[] = [["d1", "SUCCESS"]]): void => {
  answer = ({ query }) => ({ body: { data: query.includes("deploymentLogs(") ? { deploymentLogs: logs } : query.includes("httpLogs(") ? { httpLogs: http } : { deployments: { edges: deployments.map(([id, status]) => ({ node: { id, status } })) } } } });
};

async function look(given: object = {}): Promise<SourceReading> {
  const source = LogSource.parse({ name: "web", repository: "octo/hello", kind: "railway", project: uuid, environment: uuid, service: uuid, token: "WEB_TOKEN", url, private_network: true, ...given });
  const reading = await openLogSources({ sources: [source], variables: { WEB_TOKEN: "abc" } }).read(source, cursor, now);
  cursor = reading.cursor;
  return reading;
}
const textOf = ({ text: bytes, errors }: SourceReading): string => [new TextDecoder().decode(bytes), ...errors].filter((part) => part !== "").join("|");
const entry = (timestamp: string, message: string): object => ({ timestamp, message, severity: "error" });

test("the latest deployment's log is text, and its requests are counted by status", async () => {
  having([entry("2026-11-28T10:00:01.5Z", "Error: boom")], [{ timestamp: "2026-11-28T10:00:01Z", method: "GET", path: "/", httpStatus: 502, requestId: "r1" }, { timestamp: "2026-11-28T10:00:02Z", method: "GET", path: "/", httpStatus: 200, requestId: "r2" }]);
  const reading = await look();
  expect([textOf(reading), reading.requests]).toEqual(["Error: boom", { total: 2, failed: 1 }]);
  expect(asked.map(({ variables }) => variables.deploymentId ?? null)).toEqual([null, "d1", "d1"]);
});

test("entries of the cursor's very moment are told once, and new ones of that moment too", async () => {
  const [first, second] = [entry("2026-11-28T10:00:01Z", "one"), entry("2026-11-28T10:00:01Z", "two")];
  having([first], []);
  expect(textOf(await look())).toBe("one");
  having([first, second], []);
  expect(textOf(await look())).toBe("two");
  expect(textOf(await look())).toBe("");
  expect(asked.at(-2)?.variables.startDate).toBe("2026-11-28T10:00:01Z");
});

test("a build that failed leaves the deployment before it running: that one is read", async () => {
  having([], [], [["d3", "FAILED"], ["d2", "SUCCESS"], ["d1", "REMOVED"]]);
  await look();
  expect(asked.map(({ variables }) => variables.deploymentId ?? null)).toEqual([null, "d2", "d2"]);
});

test("moments are in order with and without fractions, whichever way round they come", async () => {
  having([entry("2026-11-28T10:00:01.5Z", "second"), entry("2026-11-28T10:00:01Z", "first")], []);
  expect(textOf(await look())).toBe("first|second");
  having([entry("2026-11-28T10:00:01.500000001Z", "third"), entry("2026-11-28T10:00:01.5Z", "second"), entry("2026-11-28T10:00:01Z", "first")], []);
  expect(textOf(await look())).toBe("third");
});

test("the token of an account is a bearer, that of a project has a header of its own", async () => {
  having([], []);
  await look();
  await look({ token_of: "project" });
  expect([headers[0]?.authorization, headers[3]?.authorization, headers[3]?.["project-access-token"]]).toEqual(["Bearer abc", undefined, "abc"]);
});

test.each<[string, ReturnType<typeof answer>, string]>([
  ["a refused token", { status: 401, body: {} }, "look at the token in WEB_TOKEN"],
  ["a token of the wrong kind", { body: { errors: [{ message: "Not Authorized" }], data: null } }, "look at the token in WEB_TOKEN, and whether it is that of an account"],
  ["a query that is refused", { status: 400, body: { errors: [{ message: "Cannot query field \"x\"" }] } }, "says: Cannot query field"],
  ["an error of GraphQL's", { body: { errors: [{ message: "Not Authorized" }], data: null } }, "says: Not Authorized"],
  ["another shape", { body: { data: { deployments: [] } } }, "in a shape that Regreen does not know"],
  ["no deployment", { body: { data: { deployments: { edges: [] } } } }, "knows no deployment"],
])("%s is said in plain words", async (_what, said, words) => {
  answer = () => said;
  await expect(look()).rejects.toThrow(words);
});

test("where Railway asks for a pause (429), it is said, and how long it is", async () => {
  answer = () => ({ status: 429, headers: { "retry-after": "1200" }, body: {} });
  await expect(look()).rejects.toMatchObject({ code: "source-unavailable", retryAfterSeconds: 1_200, message: expect.stringContaining("asks to be left alone for a while, for 1200 seconds") });
  expect(asked.length).toBe(1);
});
