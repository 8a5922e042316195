/**
 * GitHub's own description of its interface, held against every request and answer. Read from the extract that `extract.ts` makes;
 * schemas are compiled when they are first needed.
 */
import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

export interface Parameter { readonly name: string; readonly in: "path" | "query" | "header"; readonly required: boolean; readonly schema: unknown }

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: unknown;
  readonly bodyRequired: boolean;
  /** Status → schema of the JSON answer; null where there is no JSON. */
  readonly responses: Readonly<Record<string, unknown>>;
}

export interface Violation {
  readonly at: "request" | "response" | "webhook";
  readonly what: string;
  readonly problems: readonly string[];
}

interface Extract {
  readonly source: string;
  readonly operations: Readonly<Record<string, Omit<Operation, "id">>>;
  readonly schemas: Readonly<Record<string, unknown>>;
}
interface WebhookExtract { readonly source: string; readonly events: Readonly<Record<string, unknown>>; readonly schemas: Readonly<Record<string, unknown>> }

function readExtract<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")) as T;
}

/** Schemas are compiled as they stand: making their code shorter takes as long again as making it. `email`: the addresses of GitHub's own bots hold brackets (`41898282+github-actions[bot]@…`), which the format of ajv-formats refuses. */
export class Contract {
  readonly operations: ReadonlyMap<string, Operation>;
  readonly events: ReadonlySet<string>;
  /** Answers and webhooks of this GitHub that break the description: each is a bug of the loopback. */
  readonly violations: Violation[] = [];
  /** Requests that break it: each is a mistake of the client, answered 422. */
  readonly refusals: Violation[] = [];
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #webhooks: WebhookExtract;

  constructor() {
    const extract = readExtract<Extract>("operations.json");
    this.#webhooks = readExtract<WebhookExtract>("webhooks.json");
    this.operations = new Map(Object.entries(extract.operations).map(([id, operation]) => [id, { id, ...operation }]));
    this.events = new Set(Object.keys(this.#webhooks.events));
    this.#ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, inlineRefs: false, addUsedSchema: false, code: { optimize: false } });
    addFormats.default(this.#ajv);
    this.#ajv.addFormat("email", /^[^\s@]+@[^\s@]+$/);
    this.#ajv.addFormat("repo.nwo", /^[^/\s]+\/[^/\s]+$/);
    this.#ajv.addSchema({ $id: "rest", schemas: extract.schemas });
    this.#ajv.addSchema({ $id: "webhooks", schemas: this.#webhooks.schemas });
  }

  /** What is wrong with a value in a request: path and query values are text, read as the schema's type. */
  requestProblems(operation: Operation, request: { readonly params: Readonly<Record<string, string>>; readonly query: URLSearchParams; readonly body: unknown }): string[] {
    const problems = operation.parameters.flatMap((parameter) => {
      const text = parameter.in === "path" ? request.params[parameter.name] : parameter.in === "query" ? request.query.get(parameter.name) : undefined;
      if (text === undefined || text === null) return parameter.required && parameter.in === "query" ? [`${parameter.name} is required`] : [];
      return this.#problems(`${operation.id} ${parameter.in} ${parameter.name}`, parameter.schema, fromText(text, parameter.schema, this.#ajv)).map((problem) => `${parameter.name} ${problem}`);
    });
    if (operation.body === null) return problems;
    if (request.body === undefined) return operation.bodyRequired ? [...problems, "a body is required"] : problems;
    return [...problems, ...this.#problems(`${operation.id} body`, operation.body, request.body)];
  }

  /** What is wrong with an answer. A status that the description does not name is a problem, unless it is a general refusal. */
  responseProblems(operation: Operation, status: number, body: unknown): string[] {
    const schema = operation.responses[String(status)];
    if (schema === undefined) return [401, 403, 404, 409, 422, 429].includes(status) || status >= 500 ? [] : [`status ${status} is not described`];
    if (schema === null || status >= 300) return [];
    return this.#problems(`${operation.id} ${status}`, schema, body);
  }

  /** What is wrong with a webhook's payload; `name` is `event-action`, or `event` alone. */
  webhookProblems(name: string, payload: unknown): string[] {
    const schema = this.#webhooks.events[name];
    return schema === undefined ? [`the event ${name} is not in the extract`] : this.#problems(`webhook ${name}`, schema, payload);
  }

  #problems(key: string, schema: unknown, value: unknown): string[] {
    let validate = this.#compiled.get(key);
    if (validate === undefined) {
      validate = this.#ajv.compile(schema as object);
      this.#compiled.set(key, validate);
    }
    return validate(value) ? [] : (validate.errors ?? []).slice(0, 12).map(explain);
  }
}

function explain(error: ErrorObject): string {
  const extra = error.keyword === "enum" ? ` ${JSON.stringify(error.params["allowedValues"])}` : error.keyword === "additionalProperties" ? ` ${JSON.stringify(error.params["additionalProperty"])}` : "";
  return `${error.instancePath === "" ? "" : `${error.instancePath} `}${error.message ?? error.keyword}${extra}`;
}

function fromText(text: string, schema: unknown, ajv: Ajv2020): unknown {
  const type = typeOf(schema, ajv);
  if (type === "integer" || type === "number") return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : text;
  return text;
}

function typeOf(schema: unknown, ajv: Ajv2020): string | null {
  if (typeof schema !== "object" || schema === null) return null;
  if ("$ref" in schema && typeof schema.$ref === "string") return typeOf(ajv.getSchema(schema.$ref)?.schema, ajv);
  if ("type" in schema) return typeof schema.type === "string" ? schema.type : Array.isArray(schema.type) ? String(schema.type[0]) : null;
  const options = "oneOf" in schema ? schema.oneOf : "anyOf" in schema ? schema.anyOf : null;
  return Array.isArray(options) ? typeOf(options.find((one: unknown) => typeOf(one, ajv) === "integer") ?? options[0], ajv) : null;
}
