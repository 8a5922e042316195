/** Work on JSON Schemas for the extract: OpenAPI 3.0 → JSON Schema, without prose; the closure of references; equal parts stored once. */
import { createHash } from "node:crypto";

export type Schemas = Record<string, unknown>;

const prose = new Set(["description", "summary", "title", "example", "examples", "externalDocs", "deprecated", "discriminator", "default", "readOnly", "x-github", "x-octokit", "x-multi-segment"]);
/** Keywords whose values are maps from the user's own names to schemas: a property may be called `title`. */
const maps = new Set(["properties", "patternProperties"]);

/** A schema without prose, `nullable` written as JSON Schema writes it, and references into the document `id`. */
export function trim(schema: unknown, id: string): unknown {
  if (Array.isArray(schema)) return schema.map((one) => trim(one, id));
  if (typeof schema !== "object" || schema === null) return schema;
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === "$ref" && typeof value === "string") kept[key] = `${id}#/schemas/${value.split("/").at(-1) ?? ""}`;
    else if (maps.has(key)) kept[key] = Object.fromEntries(Object.entries(value as object).map(([name, one]) => [name, name === "events" ? anyStrings(one) : name === "account" ? eitherAccount(trim(one, id)) : trim(one, id)]));
    else if (key === "enum" || key === "const" || key === "required") kept[key] = value;
    else if (!prose.has(key) && key !== "nullable") kept[key] = trim(value, id);
  }
  return "nullable" in schema && schema.nullable === true ? nullable(kept) : kept;
}

/** An App's `events` are listed by the description as of different years, some without `workflow_job`: any name is let pass. */
function anyStrings(schema: unknown): unknown {
  return typeof schema === "object" && schema !== null && "items" in schema ? { type: "array", items: { type: "string" } } : schema;
}

/** The list of installations describes `account` as a user *and* an enterprise at once, which nothing can be; the single installation says *or*. */
function eitherAccount(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  if ("anyOf" in schema && Array.isArray(schema.anyOf)) return { anyOf: schema.anyOf.map(eitherAccount) };
  return "allOf" in schema ? { anyOf: schema.allOf } : schema;
}

function nullable(schema: Record<string, unknown>): unknown {
  if (typeof schema["type"] !== "string") return Object.keys(schema).length === 0 ? {} : { anyOf: [schema, { type: "null" }] };
  const values = schema["enum"];
  return { ...schema, type: [schema["type"], "null"], ...(Array.isArray(values) && !values.includes(null) ? { enum: [...(values as unknown[]), null] } : {}) };
}

/** The schemas that `roots` refer to, directly or through others. */
export function closeReferences(roots: unknown, all: Schemas, id: string): Schemas {
  const found: Schemas = {};
  const pending = [roots];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const [, name = ""] of JSON.stringify(next).matchAll(new RegExp(`"\\$ref":"${id}#/schemas/([^"]+)"`, "g"))) {
      if (name in found) continue;
      if (!(name in all)) throw new Error(`dangling reference ${name}`);
      found[name] = all[name];
      pending.push(all[name]);
    }
  }
  return Object.fromEntries(Object.entries(found).toSorted(([a], [b]) => a.localeCompare(b)));
}

/** Object schemas of some size that stand in several places are stored once, under `schemas/=<digest>`, and referred to. */
export function foldTwins<T extends { schemas: Schemas }>(document: T, id: string): T {
  const seen = new Map<string, number>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const child of Object.values(value)) visit(child);
    if (isFoldable(value)) {
      const text = JSON.stringify(value);
      seen.set(text, (seen.get(text) ?? 0) + 1);
    }
  };
  visit(document);
  const shared: Schemas = {};
  const fold = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fold);
    if (typeof value !== "object" || value === null) return value;
    const folded = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, fold(child)]));
    if (!isFoldable(value) || (seen.get(JSON.stringify(value)) ?? 0) < 2) return folded;
    const name = `=${createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 10)}`;
    shared[name] = folded;
    return { $ref: `${id}#/schemas/${name}` };
  };
  const folded = fold(document) as T;
  return { ...folded, schemas: { ...folded.schemas, ...shared } };
}

function isFoldable(value: object): boolean {
  return "type" in value && "properties" in value && JSON.stringify(value).length > 250;
}
