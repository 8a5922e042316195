/**
 * `installation` and `installation_repositories`: the App was installed, given more repositories, suspended or removed. Each new repository is asked once
 * whether it wants Regreen. Where the App may not write any more, its repairs are woken, find their access gone, and close.
 */
import { z } from "zod";
import { InstalledOn, openOnboardings, type Installed } from "../onboarding/onboarding.ts";
import { ignoring, waking, type Admission } from "./admission.ts";
import type { AdmissionFacts } from "./payload.ts";

const Installation = z.object({ id: z.int().positive() });

export const InstallationEvent = z.object({ action: z.string(), installation: Installation, repositories: z.array(InstalledOn).optional() });
export type InstallationEvent = z.infer<typeof InstallationEvent>;

export const InstallationRepositoriesEvent = z.object({ action: z.string(), installation: Installation, repositories_added: z.array(InstalledOn) });
export type InstallationRepositoriesEvent = z.infer<typeof InstallationRepositoriesEvent>;

export function admitInstallation(event: InstallationEvent, facts: AdmissionFacts): Admission {
  switch (event.action) {
    case "created": return asking({ installationId: event.installation.id, repositories: event.repositories ?? [] }, facts);
    case "deleted":
    case "suspend": return waking([{ by: "installation", installationId: event.installation.id }]);
    default: return ignoring("nothing that a repository would be asked about changed");
  }
}

export function admitInstallationRepositories(event: InstallationRepositoriesEvent, facts: AdmissionFacts): Admission {
  if (event.action !== "added") return waking([{ by: "installation", installationId: event.installation.id }]);
  return asking({ installationId: event.installation.id, repositories: event.repositories_added }, facts);
}

function asking(installed: Installed, { now, seed }: AdmissionFacts): Admission {
  if (installed.repositories.length === 0) return ignoring("installed on no repository yet");
  const openings = openOnboardings(installed, { at: now, seed });
  return { opens: openings.map(({ opened }) => opened), wakes: [], entries: openings.map(({ entry }) => entry), ignored: null };
}
