/** The operator's log sources, each read in its own way. */
import type { Cursor } from "../../core/log-source/observation.ts";
import type { LogSource } from "../../core/log-source/source.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { LogSources, SourceReading } from "../../ports/log-sources.ts";
import { readFileSource } from "./file.ts";
import { readHttpSource } from "./http.ts";
import { readRailwaySource } from "./railway.ts";
import type { SourceSettings } from "./read-sources.ts";

export function openLogSources({ sources, variables }: SourceSettings): LogSources {
  return { sources, read: (source, cursor, now) => read(source, { cursor, now, variables }) };
}

interface Reading { readonly cursor: Cursor | null; readonly now: Timestamp; readonly variables: Readonly<Record<string, string>> }

/** A cursor of another kind of place says nothing about this one. */
function read(source: LogSource, { cursor, now, variables }: Reading): Promise<SourceReading> {
  switch (source.kind) {
    case "file": return readFileSource(source, cursor?.kind === "file" ? cursor : null);
    case "http": return readHttpSource(source, cursor?.kind === "http" ? cursor : null, { now, variables });
    case "railway": return readRailwaySource(source, cursor?.kind === "railway" ? cursor : null, { now, token: variables[source.token] ?? "" });
    default: return source satisfies never;
  }
}
