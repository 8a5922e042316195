/** `installation`: the App was installed, suspended or removed. Nothing is written there any more: each repair finds its access gone and closes. */
import { z } from "zod";
import { ignoring, type Admission } from "./admission.ts";

export const InstallationEvent = z.object({ action: z.string(), installation: z.object({ id: z.int().positive() }) });
export type InstallationEvent = z.infer<typeof InstallationEvent>;

export function admitInstallation(event: InstallationEvent): Admission {
  switch (event.action) {
    case "deleted": return ignoring("the App was removed: its repairs close when they next look");
    case "suspend": return ignoring("the App was suspended: its repairs close when they next look");
    default: return ignoring("installed: repairs begin with the next red check");
  }
}
