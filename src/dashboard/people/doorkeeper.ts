/** Who looks, and what they see: the operator everything; where the pages are for members, a person what that person may read on GitHub, asked there and believed for a minute. */
import type { Session, Sessions } from "../../app/sign-in/session.ts";
import type { Visit } from "../../app/web/visit.ts";
import type { HttpSettings } from "../../settings/config.ts";
import { milliseconds } from "../../core/identity/timestamp.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { Clock } from "../../ports/clock.ts";
import type { MemberReader } from "../../ports/github.ts";

export interface Looker {
  readonly session: Session | null;
  /** Whether everything is seen, also what is of no repository. */
  readonly seesAll: boolean;
  sees(repository: Repository): Promise<boolean>;
}

export interface DoorkeeperOptions {
  readonly pages: HttpSettings["pages"];
  readonly sessions: Sessions;
  readonly members: MemberReader;
  readonly clock: Pick<Clock, "now">;
}

/** Null: whoever it is must sign in first. */
export type Doorkeeper = (visit: Pick<Visit, "headers">) => Promise<Looker | null>;

const MILLISECONDS_BELIEVED = 60_000;
const MOST_REMEMBERED = 10_000;

export function createDoorkeeper({ pages, sessions, members, clock }: DoorkeeperOptions): Doorkeeper {
  const remembered = new Map<string, { readonly until: number; readonly may: Promise<boolean> }>();
  const mayRead = (login: string, repository: Repository): Promise<boolean> => {
    const [name, now] = [`${login.toLowerCase()} ${repository.id}`, milliseconds(clock.now())];
    const known = remembered.get(name);
    if (known !== undefined && known.until > now) return known.may;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const may = members.mayRead(repository, login);
    remembered.set(name, { until: now + MILLISECONDS_BELIEVED, may });
    // What failed is not believed: the next one asks again.
    may.catch(() => { remembered.delete(name); });
    return may;
  };
  return async (visit) => {
    const session = await sessions.of(visit);
    if (pages !== "members" || session?.person.kind === "operator") return { session, seesAll: true, sees: () => Promise.resolve(true) };
    const { person } = session ?? {};
    return session === null || person === undefined ? null : { session, seesAll: false, sees: (repository) => mayRead(person.kind === "github" ? person.login : person.name, repository) };
  };
}

/** Those of a repository that the looker sees, in their order. */
export async function seen<T>(all: readonly T[], repositoryOf: (one: T) => Repository, looker: Pick<Looker, "sees">): Promise<readonly T[]> {
  const may = new Map<number, Promise<boolean>>();
  for (const repository of all.map(repositoryOf)) if (!may.has(repository.id)) may.set(repository.id, looker.sees(repository));
  const answers = new Map(await Promise.all([...may].map(async ([id, answer]) => [id, await answer] as const)));
  return all.filter((one) => answers.get(repositoryOf(one).id) === true);
}
