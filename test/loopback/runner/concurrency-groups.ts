/** `concurrency`: of one group one run goes at a time, and only the latest of those that wait (docs.github.com, "Control the concurrency"). */
import type { WorkflowRun } from "../actions/types.ts";

export interface Group { readonly name: string; /** What a new run cancels: those that wait, or those that run too. */ readonly replaces: "running" | "waiting" }

export class ConcurrencyGroups {
  readonly #cancel: (run: WorkflowRun) => void;
  readonly #running = new Map<string, WorkflowRun>();
  readonly #waiting = new Map<string, WorkflowRun>();

  constructor(cancel: (run: WorkflowRun) => void) {
    this.#cancel = cancel;
  }

  /** Whether the run may go now. One that may not is asked for again later. */
  enter(run: WorkflowRun, group: Group | null): boolean {
    if (group === null) return true;
    const { name, replaces } = group;
    const ahead = this.#running.get(name);
    if (ahead === run) return true;
    if (ahead === undefined || ahead.status === "completed") return this.#go(name, run);
    const before = this.#waiting.get(name);
    if (before !== run) {
      this.#waiting.set(name, run);
      if (before !== undefined && before.createdAt <= run.createdAt) this.#cancel(before);
      if (replaces === "running") this.#cancel(ahead);
    }
    return false;
  }

  leave(run: WorkflowRun): void {
    for (const [name, one] of this.#running) if (one === run) this.#running.delete(name);
    for (const [name, one] of this.#waiting) if (one === run) this.#waiting.delete(name);
  }

  #go(name: string, run: WorkflowRun): boolean {
    const next = this.#waiting.get(name);
    if (next !== undefined && next !== run && next.status !== "completed") return false;
    this.#waiting.delete(name);
    this.#running.set(name, run);
    return true;
  }
}
