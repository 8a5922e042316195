/** One operation of GitHub's REST interface, as this GitHub implements it. */
import type { Identity } from "../auth/identity.ts";
import type { Need } from "../auth/permit.ts";
import { HttpProblem, notFound } from "../http/http-problem.ts";
import type { Hub } from "../hub.ts";
import type { Repository } from "../state/repository.ts";
import { accountOf } from "../auth/identity.ts";
import type { User } from "../state/user.ts";

export interface Answer {
  readonly status: number;
  /** JSON; undefined for none. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Raw bytes in place of JSON. */
  readonly bytes?: Uint8Array;
}

export interface CallInput {
  readonly hub: Hub;
  readonly identity: Identity;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body; valid against the operation's schema. */
  readonly body: unknown;
  readonly repository: Repository | null;
  readonly accept: string;
}

/** A request that has been permitted and validated. */
export class Call {
  readonly hub: Hub;
  readonly identity: Identity;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly accept: string;
  readonly #params: Readonly<Record<string, string>>;
  readonly #repository: Repository | null;

  constructor(input: CallInput) {
    this.hub = input.hub;
    this.identity = input.identity;
    this.query = input.query;
    this.accept = input.accept;
    this.body = (typeof input.body === "object" && input.body !== null && !Array.isArray(input.body) ? input.body : {}) as Readonly<Record<string, unknown>>;
    this.#params = input.params;
    this.#repository = input.repository;
  }

  get repository(): Repository {
    if (this.#repository === null) throw notFound();
    return this.#repository;
  }

  /** Who acts; 401 for nobody. */
  get actor(): User {
    const actor = accountOf(this.identity);
    if (actor === null) throw new HttpProblem(401, "Requires authentication");
    return actor;
  }

  param(name: string): string {
    return this.#params[name] ?? "";
  }

  number(name: string): number {
    const value = Number(this.param(name));
    if (!Number.isSafeInteger(value)) throw notFound();
    return value;
  }

  /** A string of the body; null when it is missing or not a string. */
  text(name: string): string | null {
    const value = this.body[name];
    return typeof value === "string" ? value : null;
  }

  flag(name: string): boolean {
    return this.body[name] === true;
  }
}

export interface Route {
  /** `operationId` in GitHub's description: it gives method, path and schemas. */
  readonly operation: string;
  readonly need: Need;
  handle(call: Call): Answer | Promise<Answer>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };

/** One page of a list, with GitHub's `Link` header. */
export function pageOf<T>(call: Call, path: string, all: readonly T[]): { readonly items: readonly T[]; readonly headers: Readonly<Record<string, string>> } {
  const size = Math.min(100, Math.max(1, Number(call.query.get("per_page") ?? 30) || 30));
  const page = Math.max(1, Number(call.query.get("page") ?? 1) || 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (number: number, relation: string): string => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(number));
    return `<${call.hub.links.api(path)}?${query.toString()}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, "prev"), link(1, "first")] : []),
    ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []),
  ];
  return { items: all.slice((page - 1) * size, page * size), headers: links.length === 0 ? {} : { Link: links.join(", ") } };
}
