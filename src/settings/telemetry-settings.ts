/** Where telemetry goes beside what Prometheus reads. */
import { resolve } from "node:path";
import type { Variables } from "./variables.ts";
import type { TelemetrySettings } from "./config.ts";
import { wrong } from "./setting-fault.ts";
import { addressIn } from "./addresses.ts";

/** Fault `setting-invalid`: headers that go to nobody, or are no list. */
export function telemetryOf({ REGREEN_TELEMETRY: folder, REGREEN_OTLP_URL: url, REGREEN_OTLP_HEADERS: headers }: Variables): TelemetrySettings {
  if (url === undefined && headers !== undefined) throw wrong("REGREEN_OTLP_HEADERS", "is set, and REGREEN_OTLP_URL is not: there is nobody to send them to");
  return { folder: folder === undefined ? null : resolve(folder), otlp: url === undefined ? null : { url: addressIn("REGREEN_OTLP_URL", url), headers: headersIn(headers ?? "") } };
}

/** `name=value,name=value`, values percent-encoded, as OpenTelemetry writes headers. */
function headersIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(text.split(",").map((pair) => pair.trim()).filter((pair) => pair !== "").map((pair) => {
    const [, name, value] = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+)=(.*)$/.exec(pair) ?? [];
    const decoded = decoding(value ?? "%");
    if (name === undefined || decoded === null) throw wrong("REGREEN_OTLP_HEADERS", "is not a list such as authorization=Bearer%20token,x-scope=regreen");
    return [name, decoded];
  }));
}

/** Null: it is not percent-encoded text, or would end the header's line. */
function decoding(text: string): string | null {
  try {
    const decoded = decodeURIComponent(text);
    return /[\0\r\n]/.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}
