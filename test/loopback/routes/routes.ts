/** All operations that this GitHub implements. What is not here is answered 501 and listed at `/_loopback`. */
import { actionRoutes } from "./action-routes.ts";
import { appRoutes } from "./app-routes.ts";
import { checkRoutes } from "./check-routes.ts";
import { contentRoutes } from "./content-routes.ts";
import { gitRoutes } from "./git-routes.ts";
import { issueRoutes } from "./issue-routes.ts";
import { pullRoutes } from "./pull-routes.ts";
import { repositoryRoutes } from "./repository-routes.ts";
import type { Route } from "./route.ts";
import { threadRoutes } from "./thread-routes.ts";

export const routes: readonly Route[] = [
  ...appRoutes, ...repositoryRoutes, ...contentRoutes, ...gitRoutes, ...pullRoutes, ...issueRoutes, ...checkRoutes, ...actionRoutes, ...threadRoutes,
];
