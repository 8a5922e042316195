/**
 * Log sources beside CI (row D11): files, HTTP endpoints, Railway's log API. They stand in a file of the operator's (`REGREEN_SOURCES`). What is told of them is told in
 * the repository that each names, and only as far as that repository's own `alerts` ask for it. Secrets stand there by the name of an environment variable alone.
 */
import { z } from "zod";
import { digestOfJson, type Digest } from "../identity/digest.ts";
import { RepositoryName } from "../identity/identifier.ts";

export const SourceName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "is small letters, digits and -, such as api-log");

const Variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "is the name of an environment variable");
/** `text`: as it is. `json-lines`: each line an object; its message, stack and HTTP status are read, whatever the logger calls them. */
const Format = z.enum(["text", "json-lines"]);
/** Where the first look begins: at what is new from then on, or at what stands there already. */
const Begin = z.enum(["end", "beginning"]);

/** Answers with status 500 or more are told when they are this share of the requests, look after look, for so many minutes and over so many requests. */
const ErrorRate = z.strictObject({ share: z.number().positive().max(1).default(0.1), minutes: z.int().min(1).max(1_440).default(15), requests: z.int().min(1).max(1_000_000).default(20) });
export type ErrorRate = z.infer<typeof ErrorRate>;

const common = { name: SourceName, repository: RepositoryName, errors: ErrorRate.prefault({}) };

function isAddress(url: string): boolean {
  const { username, password, hash } = new URL(url);
  return username === "" && password === "" && hash === "";
}
const Address = z.url({ protocol: /^https?$/ }).refine(isAddress, "has a name, a password or a # in it; give secrets by headers");

const FileSource = z.strictObject({ ...common, kind: z.literal("file"), path: z.string().startsWith("/", "is an absolute path"), format: Format.default("text"), from: Begin.default("end") });
const HttpSource = z.strictObject({
  ...common, kind: z.literal("http"), url: Address, format: Format.default("text"), from: Begin.default("end"),
  /** Headers whose values are taken from variables of the serving process. */
  headers: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/), Variable).default({}),
  /** Query parameter that asks for what came since the last look (RFC 3339); not given: the endpoint answers with all it has. */
  since: z.string().regex(/^[A-Za-z_][\w.-]*$/).optional(),
  /** Whether it may lie in a private network; also http, there. */
  private_network: z.boolean().default(false),
});
const RailwaySource = z.strictObject({
  ...common, kind: z.literal("railway"), project: z.uuid(), environment: z.uuid(), service: z.uuid(),
  /** Variable with the token: of an account or workspace, or of a project (sent as `Project-Access-Token`). */
  token: Variable, token_of: z.enum(["account", "project"]).default("account"),
  url: Address.default("https://backboard.railway.com/graphql/v2"), private_network: z.boolean().default(false),
});

export const LogSource = z.discriminatedUnion("kind", [FileSource, HttpSource, RailwaySource]).refine(
  (source) => source.kind === "file" || source.private_network || source.url.startsWith("https:"), "url is https; http is for private networks alone, with private_network: true",
);
export type LogSource = z.infer<typeof LogSource>;
export type SourceOf<Kind extends LogSource["kind"]> = Extract<LogSource, { kind: Kind }>;

/** The operator's file; an unknown key is an error, a name stands once. */
export const SourcesFile = z.strictObject({ version: z.literal(1), sources: z.array(LogSource).max(100) })
  .refine(({ sources }) => new Set(sources.map(({ name }) => name)).size === sources.length, "two sources have the same name");

/** Variables that a source takes secrets from. */
export function variablesOf(source: LogSource): readonly string[] {
  switch (source.kind) {
    case "file": return [];
    case "http": return Object.values(source.headers);
    case "railway": return [source.token];
    default: return source satisfies never;
  }
}

/** Where it is read, for people: of an address the origin alone, for the rest of it may be a secret. */
export function placeOf(source: LogSource): string {
  switch (source.kind) {
    case "file": return source.path;
    case "http": return new URL(source.url).origin;
    case "railway": return `service ${source.service}`;
    default: return source satisfies never;
  }
}

/** Names the place: where it has changed, a cursor means nothing any more. */
export function placeDigest(source: LogSource): Digest {
  switch (source.kind) {
    case "file": return digestOfJson({ kind: "file", path: source.path });
    case "http": return digestOfJson({ kind: "http", url: source.url, since: source.since ?? null });
    case "railway": return digestOfJson({ kind: "railway", url: source.url, project: source.project, environment: source.environment, service: source.service });
    default: return source satisfies never;
  }
}
