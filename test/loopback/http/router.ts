/** Which operation a request means. The more of a path is fixed, the earlier it is tried. */
import type { Contract, Operation } from "../openapi/contract.ts";
import type { Route } from "../routes/route.ts";

export interface Match {
  readonly route: Route;
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
}

interface Candidate { readonly route: Route; readonly operation: Operation; readonly pattern: RegExp; readonly names: readonly string[]; readonly fixed: number }

/** Parameters that may hold slashes. */
const deep = new Set(["path", "ref", "branch", "basehead"]);

export class Router {
  readonly #candidates: readonly Candidate[];

  constructor(contract: Contract, routes: readonly Route[]) {
    this.#candidates = routes.map((route) => {
      const operation = contract.operations.get(route.operation);
      if (operation === undefined) throw new Error(`${route.operation} is not in the extract: run test/loopback/openapi/extract.ts`);
      const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
      const source = operation.path.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{([^}]+)\}/g, (_whole, name: string) => (name === "path" ? "(.*)" : deep.has(name) ? "(.+)" : "([^/]+)"));
      return { route, operation, names, pattern: new RegExp(`^${source}$`), fixed: operation.path.replaceAll(/\{[^}]+\}/g, "").length };
    }).toSorted((a, b) => b.fixed - a.fixed);
  }

  /** Null when nothing here implements it. `path` is without `/api/v3`. */
  match(method: string, path: string): Match | null {
    for (const { route, operation, pattern, names } of this.#candidates) {
      const values = operation.method === method ? pattern.exec(path) : null;
      if (values !== null) return { route, operation, params: Object.fromEntries(names.map((name, index) => [name, decoded(values[index + 1] ?? "")])) };
    }
    return null;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
