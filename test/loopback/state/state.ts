/** All that this GitHub remembers, apart from git objects. Kept in memory: it lives as long as the loopback. */
import type { Identity } from "../auth/identity.ts";
import type { App, Installation } from "./app.ts";
import { fullNameOf, type Repository } from "./repository.ts";
import type { User } from "./user.ts";

/** One write that was asked for, with the scope of the token that asked: what the red-team tests read. */
export interface RecordedWrite {
  readonly at: Date;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly token: Identity["kind"];
  /** Login in whose name it was made; null for anonymous. */
  readonly actor: string | null;
  readonly permissions: Readonly<Record<string, string>>;
  readonly repository: string | null;
  /** The body as it was sent: where a leak would show. */
  readonly body: string;
}

export type IdKind =
  | "user" | "app" | "installation" | "repository" | "issue" | "comment" | "pull" | "review" | "label" | "suite" | "check" | "status"
  | "workflow" | "run" | "artifact" | "delivery" | "reaction";

/** Apart from each other, so that a mix-up of ids shows. Check runs and jobs share theirs, as on GitHub. */
const firstIds: Readonly<Record<IdKind, number>> = {
  user: 1_000, app: 20_000, installation: 300_000, repository: 40_000_000, issue: 500_000_000, comment: 600_000_000, pull: 700_000_000, review: 800_000_000,
  label: 900_000_000, suite: 11_000_000_000, check: 22_000_000_000, status: 33_000_000_000, workflow: 4_400_000, run: 5_500_000_000, artifact: 6_600_000_000,
  delivery: 77_000_000_000, reaction: 880_000_000,
};

export class State {
  readonly users = new Map<string, User>();
  readonly apps = new Map<number, App>();
  readonly installations = new Map<number, Installation>();
  readonly tokens = new Map<string, Identity>();
  readonly writes: RecordedWrite[] = [];
  readonly #repositories = new Map<string, Repository>();
  readonly #nextIds = new Map<IdKind, number>(Object.entries(firstIds) as [IdKind, number][]);

  nextId(kind: IdKind): number {
    const id = this.#nextIds.get(kind) ?? 1;
    this.#nextIds.set(kind, id + 1);
    return id;
  }

  addRepository(repository: Repository): void {
    this.#repositories.set(fullNameOf(repository).toLowerCase(), repository);
  }

  /** Names are compared without case, as GitHub does. */
  repository(owner: string, name: string): Repository | null {
    return this.#repositories.get(`${owner}/${name}`.toLowerCase()) ?? null;
  }

  repositories(): Repository[] {
    return [...this.#repositories.values()];
  }

  user(login: string): User | null {
    return this.users.get(login.toLowerCase()) ?? null;
  }

  /** The account with this login, made when it is missing. */
  account(login: string, type: User["type"] = "User"): User {
    const known = this.user(login);
    if (known !== null) return known;
    const user: User = { id: this.nextId("user"), login, type, name: login, createdAt: new Date() };
    this.users.set(login.toLowerCase(), user);
    return user;
  }

  installationsOf(repository: Repository): Installation[] {
    return [...this.installations.values()].filter(
      (one) => one.suspendedAt === null && one.account.id === repository.owner.id && (one.repositoryIds === "all" || one.repositoryIds.has(repository.id)),
    );
  }
}
