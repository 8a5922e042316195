/**
 * What GitHub would have told of an App's installation, had its delivery come (issue 6): repositories that are new to it and were never asked, those that it does
 * not have any more, and that it is gone. Pure. Told twice it changes nothing: an onboarding is opened once, and a wake costs a look.
 */
import type { InstallationEvent, InstallationRepositoriesEvent } from "../event/installation.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import { ONBOARDING_SECONDS } from "../onboarding/onboarding.ts";
import type { Repository } from "../repair/repair.ts";
import type { Told } from "./told.ts";

export interface Listed {
  readonly installationId: number;
  /** As GitHub lists them now. */
  readonly repositories: readonly Repository[];
  /** Ids that the look before listed. */
  readonly before: readonly number[];
  /** Ids of repositories that were ever asked whether they want Regreen, under this installation. */
  readonly asked: ReadonlySet<number>;
  /** Onboardings that have not opened their pull request yet. */
  readonly waiting: number;
  readonly now: Timestamp;
  /** Between two looks. */
  readonly everySeconds: number;
}

/** As many are begun in a look as end in the time until the next: GitHub's limits on writing are an installation's, and repairs need them too. */
export function tellRepositories({ installationId, repositories, before, asked, waiting, now, everySeconds }: Listed): readonly Told[] {
  const room = Math.max(0, Math.max(1, Math.floor(everySeconds / ONBOARDING_SECONDS)) - waiting);
  const fresh = repositories.filter(({ id }) => !asked.has(id)).slice(0, room);
  const present = new Set(repositories.map(({ id }) => id));
  const tell = (action: "added" | "removed", added: readonly Repository[]): Told => {
    const payload: InstallationRepositoriesEvent = { action, installation: { id: installationId }, repositories_added: added.map(({ id, name }) => ({ id, full_name: name })) };
    return { guid: `crawl:${action}:${String(installationId)}:${now}`, event: "installation_repositories", payload };
  };
  return [...(fresh.length === 0 ? [] : [tell("added", fresh)]), ...(before.every((id) => present.has(id)) ? [] : [tell("removed", [])])];
}

/** Uninstalled or suspended: it is not listed any more. */
export function tellGone(installationId: number, now: Timestamp): Told {
  const payload: InstallationEvent = { action: "deleted", installation: { id: installationId } };
  return { guid: `crawl:gone:${String(installationId)}:${now}`, event: "installation", payload };
}
