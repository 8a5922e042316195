/** Telemetry to a collector by OTLP over HTTP, through OpenTelemetry's SDK. Loaded only where an endpoint is named: the SDK costs start-up time. */
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags, type Counter, type Tracer } from "@opentelemetry/api";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { digestOf } from "../../core/identity/digest.ts";
import { milliseconds } from "../../core/identity/timestamp.ts";
import { counterNames, counters, type CounterName } from "../../core/telemetry/counter.ts";
import type { Span } from "../../core/telemetry/signals.ts";
import type { Log } from "../../ports/log.ts";
import type { Telemetry } from "../../ports/telemetry.ts";

export interface OtlpOptions {
  /** The collector's base address: `https://collector.example:4318`; `/v1/traces` and `/v1/metrics` are appended, as the OTLP specification says. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly log: Log;
  /** Between two exports; 15 unless told. */
  readonly everySeconds?: number;
}

const SECONDS_PER_EXPORT = 10;
const SECONDS_TO_CLOSE = 3;
const SCOPE = "regreen";

export function openOtlp({ url, headers, log, everySeconds = 15 }: OtlpOptions): Telemetry {
  const at = (path: string): { url: string; headers: Record<string, string>; timeoutMillis: number } => ({ url: `${url.replace(/\/+$/, "")}/${path}`, headers: { ...headers }, timeoutMillis: SECONDS_PER_EXPORT * 1000 });
  const resource = resourceFromAttributes({ "service.name": "regreen" });
  const processor = new BatchSpanProcessor({ exporter: new OTLPTraceExporter(at("v1/traces")), maxQueueSize: 2048, scheduledDelayMillis: everySeconds * 1000, exportTimeoutMillis: SECONDS_PER_EXPORT * 1000 });
  const tracers = new TracerProvider({ resource, spanProcessors: [processor] });
  const reader = new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter(at("v1/metrics")), exportIntervalMillis: everySeconds * 1000, exportTimeoutMillis: Math.min(SECONDS_PER_EXPORT, everySeconds) * 1000 });
  const meters = new MeterProvider({ resource, readers: [reader] });
  const tracer = tracers.getTracer(SCOPE);
  const meter = meters.getMeter(SCOPE);
  const counts = Object.fromEntries(counterNames.map((name) => [name, meter.createCounter(name, { description: counters[name] })])) as Record<CounterName, Counter>;
  return {
    record(signals) {
      for (const span of signals.spans) emit(tracer, span);
      for (const { counter, repository } of signals.counts) counts[counter].add(1, { "regreen.repository": repository });
    },
    async close() {
      const enough = new Promise<void>((done) => { setTimeout(done, SECONDS_TO_CLOSE * 1000).unref(); });
      const ended = await Promise.race([Promise.allSettled([tracers.shutdown(), meters.shutdown()]), enough]);
      for (const one of ended ?? []) if (one.status === "rejected") log.warn({ error: one.reason as unknown }, "the last telemetry did not reach the collector");
    },
  };
}

/** All spans of a repair hang under one parent that is worked out from the repair, so that several workers write one trace. */
function emit(tracer: Tracer, { name, trace: traceId, repair, start, end, attributes, error }: Span): void {
  const parent = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: digestOf(`regreen span ${repair}`).slice(0, 16), traceFlags: TraceFlags.SAMPLED, isRemote: true });
  const span = tracer.startSpan(name, { kind: SpanKind.INTERNAL, startTime: milliseconds(start), attributes: { ...attributes } }, parent);
  if (error !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: error });
  span.end(milliseconds(end));
}
