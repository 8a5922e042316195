/**
 * A GitHub in memory that answers the operations which Regreen's real reader and writer ask, in GitHub's own words (its form is that of the loopback GitHub,
 * whose answers are held to GitHub's description). Every creation is counted under what it means, so that a second one is seen.
 */
import { timestamp } from "../../../src/core/identity/timestamp.ts";
import { Git } from "./git.ts";

export const ME = { id: 77, slug: "regreen", login: "regreen[bot]" };
export const REPOSITORY = { id: 7, name: "octo/hello", default_branch: "main", installation_id: 42 };

export interface Run {
  readonly id: number; run_attempt: number; readonly name: string; readonly path: string; readonly event: string; readonly display_title: string;
  status: string; conclusion: string | null; readonly head_sha: string; readonly head_branch: string; readonly created: number;
  /** From when the lists show it, in milliseconds. */
  readonly listed: number;
}
export interface Check {
  readonly id: number; readonly name: string; readonly app: { readonly id: number; readonly slug: string }; status: string; conclusion: string | null;
  readonly head_sha: string; readonly external_id: string | null; output: { readonly title: string | null; readonly summary: string | null };
}
export interface Pull {
  readonly number: number; state: "open" | "closed"; merged: boolean; merge_commit_sha: string | null; readonly author: string;
  readonly head: string; readonly headRepository: number; readonly base: string; readonly title: string; readonly body: string; labels: string[];
}
export interface Comment { readonly id: number; readonly issue: number; body: string; readonly author: string; readonly reactions: string[] }
export interface Issue { readonly number: number; title: string; body: string; state: string; labels: string[]; readonly author: string }

/** What the rest of the world hears of. */
export interface Listener {
  issueOpened(issue: Issue): void;
  dispatched(run: Run, inputs: Readonly<Record<string, string>>): void;
  pullOpened(pull: Pull): void;
  pullClosed(pull: Pull): void;
  checkPosted(check: Check): void;
  pushed(branch: string, sha: string): void;
}

export class Hub {
  readonly git = new Git();
  readonly runs: Run[] = [];
  readonly jobs = new Map<number, { readonly id: number; readonly name: string; readonly conclusion: string }[]>();
  readonly logs = new Map<number, string>();
  readonly artifacts = new Map<number, { readonly name: string; readonly bytes: Uint8Array }[]>();
  readonly checks: Check[] = [];
  readonly pulls: Pull[] = [];
  readonly issues: Issue[] = [];
  readonly comments: Comment[] = [];
  /** What was created, by its meaning: `pull <marker>`. */
  readonly created: string[] = [];
  /** What stands in the operator's chat, by the name under which it was posted: the same name twice is one. */
  readonly chat = new Map<string, string>();
  readonly now: () => number;
  /** For how long a new run is in no list, in milliseconds. */
  readonly listLag: number;
  listener: Listener | null = null;
  #numbers = 100;

  constructor(now: () => number, listLag: number) {
    this.now = now;
    this.listLag = listLag;
  }

  number(): number { return this.#numbers++; }

  addRun(run: Pick<Run, "name" | "path" | "event" | "display_title" | "head_sha" | "head_branch"> & Partial<Run>): Run {
    const now = this.now();
    const made: Run = { id: this.number(), run_attempt: 1, status: "completed", conclusion: "success", created: now, listed: now, ...run };
    this.runs.push(made);
    return made;
  }

  addCheck(check: Pick<Check, "name" | "head_sha"> & Partial<Check>): Check {
    const made: Check = { id: this.number(), app: { id: 15368, slug: "github-actions" }, status: "completed", conclusion: "success", external_id: null, output: { title: null, summary: null }, ...check };
    this.checks.push(made);
    return made;
  }

  addComment(comment: Pick<Comment, "issue" | "body" | "author">): Comment {
    const made: Comment = { id: this.number(), reactions: [], ...comment };
    this.comments.push(made);
    return made;
  }

  pullOf(number: number): Pull | null { return this.pulls.find((pull) => pull.number === number) ?? null; }

  /** Under which name the git here keeps the head: branches of forks are none of this repository's. */
  refOf({ head, headRepository }: Pick<Pull, "head" | "headRepository">): string { return headRepository === REPOSITORY.id ? head : `fork ${headRepository} ${head}`; }

  headOf(pull: Pull): string { return this.git.refs.get(this.refOf(pull)) ?? pull.merge_commit_sha ?? "0".repeat(40); }

  /** GitHub's times carry no milliseconds. */
  moment(milliseconds: number): string { return `${timestamp(milliseconds).slice(0, 19)}Z`; }
}
