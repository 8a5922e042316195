/** What `regreen serve` is made of. */
import { openRehearsals } from "./adapters/rehearsals/open-rehearsals.ts";
import type { ServeParts } from "./cli/commands/serve.ts";
import { composeSteps } from "./compose-steps.ts";
import { dashboardRoutes } from "./dashboard/dashboard-routes.ts";
import type { ServeConfig } from "./settings/config.ts";
import type { Log } from "./ports/log.ts";
import type { Rehearsals } from "./ports/rehearsals.ts";

function composeRehearsals({ config: { learning, store }, log }: { readonly config: ServeConfig; readonly log: Log }): Rehearsals | null {
  return learning == null ? null : openRehearsals({ learning, store, program: [process.execPath, ...process.execArgv, process.argv[1] ?? ""], log });
}

export const serveParts: ServeParts = { createSteps: composeSteps, createRehearsals: composeRehearsals, pages: dashboardRoutes };
