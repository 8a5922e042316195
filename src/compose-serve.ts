/** What `regreen serve` is made of. */
import type { ServeParts } from "./cli/commands/serve.ts";
import { composeSteps } from "./compose-steps.ts";
import { dashboardRoutes } from "./dashboard/dashboard-routes.ts";

export const serveParts: ServeParts = { createSteps: composeSteps, pages: dashboardRoutes };
