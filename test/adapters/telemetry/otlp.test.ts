/** Row R4: spans and counters reach a collector by OTLP over HTTP (JSON, https://opentelemetry.io/docs/specs/otlp/#otlphttp-request). */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openOtlp } from "../../../src/adapters/telemetry/otlp.ts";
import { traceOf, type Signals } from "../../../src/core/telemetry/signals.ts";
import { fixIdOf, later, start } from "../store/samples.ts";
import { silentLog } from "../../worker/bench-top.ts";

interface Received { readonly path: string; readonly authorization: string | undefined; readonly body: string }
let received: Received[];
let server: Server;
beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      received.push({ path: request.url ?? "", authorization: request.headers.authorization, body: Buffer.concat(pieces).toString("utf8") });
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => { server.closeAllConnections(); server.close(); });

const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const signals: Signals = {
  spans: [{ name: "process.violation", trace: traceOf(fixIdOf(1)), repair: fixIdOf(1), start, end: later(1), attributes: { "regreen.rule": "skip" }, error: "PLAN does not follow SPEC" }],
  counts: [{ counter: "phase_skips_attempted", repository: "octo/hello" }, { counter: "phase_skips_attempted", repository: "octo/hello" }],
};

async function sent(): Promise<{ readonly traces: Received[]; readonly metrics: Received[] }> {
  const otlp = openOtlp({ url: url(), headers: { authorization: "Bearer canary" }, log: silentLog });
  otlp.record(signals);
  await otlp.close();
  return { traces: received.filter(({ path }) => path === "/v1/traces"), metrics: received.filter(({ path }) => path === "/v1/metrics") };
}

test("a span arrives with its trace, times, attributes and error", async () => {
  const { traces } = await sent();
  expect(traces.map(({ authorization }) => authorization)).toEqual(["Bearer canary"]);
  expect(JSON.parse(traces[0]?.body ?? "null")).toMatchObject({ resourceSpans: [{
    resource: { attributes: expect.arrayContaining([{ key: "service.name", value: { stringValue: "regreen" } }]) },
    scopeSpans: [{ spans: [{
      name: "process.violation", traceId: traceOf(fixIdOf(1)), startTimeUnixNano: `${Date.parse(start)}000000`, endTimeUnixNano: `${Date.parse(later(1))}000000`,
      attributes: [{ key: "regreen.rule", value: { stringValue: "skip" } }], status: { code: 2, message: "PLAN does not follow SPEC" },
    }] }],
  }] });
});

test("a counter arrives under its own name with its sum", async () => {
  const { metrics } = await sent();
  const all = metrics.flatMap(({ body }) => (JSON.parse(body) as { resourceMetrics: { scopeMetrics: { metrics: { name: string; sum?: { dataPoints: { asDouble?: number; asInt?: number }[] } }[] }[] }[] }).resourceMetrics).flatMap(({ scopeMetrics }) => scopeMetrics).flatMap(({ metrics: named }) => named);
  const skips = all.find(({ name }) => name === "phase_skips_attempted");
  expect(skips?.sum?.dataPoints.map(({ asDouble, asInt }) => Number(asDouble ?? asInt))).toEqual([2]);
});

test("a collector that is not there holds up nothing: closing ends within seconds", async () => {
  const otlp = openOtlp({ url: "http://127.0.0.1:9", headers: {}, log: silentLog });
  otlp.record(signals);
  const begun = Date.now();
  await otlp.close();
  expect(Date.now() - begun).toBeLessThan(8_000);
});
