/**
 * Makes `operations.json` and `webhooks.json` anew from GitHub's own description: `node test/loopback/openapi/extract.ts`.
 * Fetches @octokit/openapi and @octokit/openapi-webhooks through npm into a temporary folder (hundreds of megabytes: no dependency of ours),
 * keeps the operations that the routes implement and the events that are fired, with all schemas they refer to, without prose and examples.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { routes } from "../routes/routes.ts";
import { eventNames } from "../webhooks/event-names.ts";
import { closeReferences, foldTwins, type Schemas, trim } from "./schema.ts";

const restPackage = "@octokit/openapi@23.0.2";
const webhookPackage = "@octokit/openapi-webhooks@12.1.0";

interface Json { readonly [key: string]: Json | string | number | boolean | null | readonly Json[] }
interface RestDocument { readonly paths: Record<string, Record<string, RestOperation>>; readonly components: { readonly schemas: Schemas; readonly parameters: Record<string, RestParameter>; readonly responses: Record<string, RestResponse> } }
interface Reference { readonly $ref?: string }
interface RestParameter extends Reference { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Json }
interface RestResponse extends Reference { readonly content?: Record<string, { readonly schema?: Json }> }
interface RestOperation {
  readonly operationId: string;
  readonly parameters?: RestParameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content?: Record<string, { readonly schema?: Json }> };
  readonly responses: Record<string, RestResponse>;
}
interface WebhookDocument { readonly webhooks: Record<string, { readonly post: { readonly requestBody: { readonly content: Record<string, { readonly schema: Json }> } } }>; readonly components: { readonly schemas: Schemas } }

/** The file `generated/api.github.com.json` of a package, fetched through npm. */
function fetchDescription(name: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), "regreen-openapi-"));
  try {
    const archive = execFileSync("npm", ["pack", "--silent", name], { cwd: folder, encoding: "utf8" }).trim();
    return JSON.parse(execFileSync("tar", ["-xzOf", archive, "package/generated/api.github.com.json"], { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function extractOperations(document: RestDocument): unknown {
  const wanted = new Set(routes.map((route) => route.operation));
  const operations: Record<string, unknown> = {};
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (wanted.delete(operation.operationId)) operations[operation.operationId] = operationOf(document, { path, method, operation });
    }
  }
  if (wanted.size > 0) throw new Error(`GitHub describes no such operation: ${[...wanted].join(", ")}`);
  const ordered = Object.fromEntries(Object.entries(operations).toSorted(([a], [b]) => a.localeCompare(b)));
  const schemas = closeReferences(ordered, trimAll(document.components.schemas), "rest");
  return { source: restPackage, ...foldTwins({ operations: ordered, schemas }, "rest") };
}

/** `created` takes search syntax (`>=2026-01-01T00:00:00Z`), as GitHub's documentation shows; the description says a date. */
function operationOf(document: RestDocument, { path, method, operation }: { path: string; method: string; operation: RestOperation }): unknown {
  const parameters = (operation.parameters ?? []).map((one) => (one.$ref === undefined ? one : resolved(document.components.parameters, one.$ref)));
  const body = operation.requestBody?.content?.["application/json"]?.schema;
  return {
    method: method.toUpperCase(),
    path,
    parameters: parameters.map((one) => ({ name: one.name, in: one.in, required: one.required ?? false, schema: one.name === "created" ? { type: "string" } : trim(one.schema, "rest") })),
    body: body === undefined ? null : trim(body, "rest"),
    bodyRequired: operation.requestBody?.required ?? false,
    responses: Object.fromEntries(Object.entries(operation.responses).map(([status, response]) => {
      const whole = response.$ref === undefined ? response : resolved(document.components.responses, response.$ref);
      const schema = whole.content?.["application/json"]?.schema;
      return [status, schema === undefined || !status.startsWith("2") ? null : trim(schema, "rest")];
    })),
  };
}

function resolved<T>(of: Record<string, T>, reference: string): T {
  const found = of[reference.split("/").at(-1) ?? ""];
  if (found === undefined) throw new Error(`dangling reference ${reference}`);
  return found;
}

function extractWebhooks(document: WebhookDocument): unknown {
  const events = Object.fromEntries(eventNames.map((name) => {
    const schema = document.webhooks[name]?.post.requestBody.content["application/json"]?.schema;
    if (schema === undefined) throw new Error(`GitHub describes no such event: ${name}`);
    return [name, trim(schema, "webhooks")];
  }));
  const schemas = closeReferences(events, trimAll(document.components.schemas, "webhooks"), "webhooks");
  return { source: webhookPackage, ...foldTwins({ events, schemas }, "webhooks") };
}

function trimAll(schemas: Schemas, id = "rest"): Schemas {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, trim(schema, id)]));
}

function write(name: string, value: unknown): void {
  const place = new URL(name, import.meta.url);
  writeFileSync(place, `${JSON.stringify(value, null, 0)}\n`);
  process.stdout.write(`${name}: ${readFileSync(place).length} bytes\n`);
}

write("operations.json", extractOperations(fetchDescription(restPackage) as RestDocument));
write("webhooks.json", extractWebhooks(fetchDescription(webhookPackage) as WebhookDocument));
