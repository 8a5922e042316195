/** Faults that a test asks for: the next request that matches is answered badly, in the way GitHub and networks do. */
export interface FaultMatch {
  readonly method?: string;
  /** The API path without `/api/v3`, whole, or a pattern. */
  readonly path?: string | RegExp;
  readonly operation?: string;
}

export type FaultAct =
  /** Answered at once, nothing is done. */
  | { readonly kind: "status"; readonly status: number; readonly message?: string; readonly headers?: Readonly<Record<string, string>> }
  /** Everything is done, then the answer is this. */
  | { readonly kind: "after-commit"; readonly status: number; readonly message?: string }
  /** The connection is cut; `done`: after everything was done. */
  | { readonly kind: "drop"; readonly when: "before" | "done" }
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** GitHub's secondary rate limit: 403, with or without `Retry-After`. */
  | { readonly kind: "secondary-limit"; readonly retryAfterSeconds: number | null }
  | { readonly kind: "primary-limit"; readonly resetInSeconds: number };

interface Planned { readonly match: FaultMatch; readonly act: FaultAct; left: number }

export class Faults {
  readonly #planned: Planned[] = [];
  /** Faults that have struck, in order. */
  readonly struck: { readonly method: string; readonly path: string; readonly act: FaultAct }[] = [];

  /** The next `times` requests (1 by default) that match are answered with `act`. */
  next(match: FaultMatch, act: FaultAct, times = 1): void {
    this.#planned.push({ match, act, left: times });
  }

  clear(): void {
    this.#planned.length = 0;
  }

  /** Takes the fault planned for this request; null when there is none. */
  take(request: { readonly method: string; readonly path: string; readonly operation: string | null }): FaultAct | null {
    const planned = this.#planned.find((one) => one.left > 0 && matches(one.match, request));
    if (planned === undefined) return null;
    planned.left -= 1;
    this.struck.push({ method: request.method, path: request.path, act: planned.act });
    return planned.act;
  }
}

function matches(match: FaultMatch, request: { readonly method: string; readonly path: string; readonly operation: string | null }): boolean {
  if (match.method !== undefined && match.method !== request.method) return false;
  if (match.operation !== undefined && match.operation !== request.operation) return false;
  if (match.path === undefined) return true;
  return typeof match.path === "string" ? match.path === request.path : match.path.test(request.path);
}
