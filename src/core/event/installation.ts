/** `installation`: the App was installed, suspended or removed. Nothing is written there any more: its repairs are woken, find their access gone, and close. */
import { z } from "zod";
import { ignoring, waking, type Admission } from "./admission.ts";

export const InstallationEvent = z.object({ action: z.string(), installation: z.object({ id: z.int().positive() }) });
export type InstallationEvent = z.infer<typeof InstallationEvent>;

export function admitInstallation(event: InstallationEvent): Admission {
  switch (event.action) {
    case "deleted":
    case "suspend": return waking([{ by: "installation", installationId: event.installation.id }]);
    default: return ignoring("installed: repairs begin with the next red check");
  }
}
