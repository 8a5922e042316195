/** The pages: repairs, one repair with its evidence, requests, the gates, skills, budgets, the ledger. They read the store; what people do there becomes a request, as a comment does. */
import type { PageTools } from "../app/serving-options.ts";
import { doorOf } from "../app/web/audience.ts";
import type { Route } from "../app/web/route.ts";
import type { ServeConfig } from "../settings/config.ts";
import type { Store } from "../ports/store/store.ts";
import { budgetsPage } from "./budgets-page.ts";
import { evidencePage, rawEvidence } from "./evidence-page.ts";
import { gatesPage } from "./gates-page.ts";
import { missing } from "./layout.ts";
import { ledgerEntryPage } from "./ledger-entry-page.ts";
import { ledgerPage } from "./ledger-page.ts";
import type { Looker } from "./people/doorkeeper.ts";
import { gatherPeople } from "./people/people.ts";
import { shown, type ShownPage } from "./people/shown.ts";
import { signInRoutes } from "./people/sign-in-routes.ts";
import { repairPage } from "./repair-page.ts";
import { repairsPage } from "./repairs-page.ts";
import { repositoryPage, takeMode } from "./repository-page.ts";
import { requestPage, takeRuling } from "./requests/request-page.ts";
import { requestsPage, takeRequest } from "./requests/requests-page.ts";
import { skillPage, takeRetry } from "./skills/skill-page.ts";
import { repositorySkillsPage, skillsPage } from "./skills/skills-page.ts";
import { seenRepair, steerPage, takeSteer, takeWaiver, type SteerParts } from "./steer-page.ts";

export function dashboardRoutes(store: Store, config: Pick<ServeConfig, "http" | "github" | "signIn">, tools: PageTools): readonly Route[] {
  const allows = doorOf(config.http.pages);
  const people = gatherPeople(store, config, tools);
  const parts = { store, webUrl: config.github.webUrl, people };
  const pages = [...readPages(parts, allows), { name: "/budgets", path: /^\/budgets$/, allows, show: (looker: Looker) => budgetsPage(store, tools.budgets, looker) }, ...skillPages(parts, allows), ...actPages(parts, allows)].map((one) => shown(people.doorkeeper, one));
  return [
    { name: "/", path: /^\/$/, allows, answer: () => Promise.resolve({ status: 302, type: "text/plain", body: "", headers: { location: "/repairs" } }) },
    ...pages, ...signInRoutes(people, allows),
  ];
}

function readPages({ people, ...parts }: SteerParts, allows: Route["allows"]): readonly ShownPage[] {
  const { store } = parts;
  const ofRepair = async (looker: Looker, id: string, show: () => ReturnType<typeof evidencePage>): ReturnType<typeof evidencePage> => ((await seenRepair(store, id, looker)) === null ? missing(`There is no repair ${id}.`) : show());
  return [
    { name: "/repairs", path: /^\/repairs$/, allows, show: (looker) => repairsPage(parts, looker) },
    { name: "/repairs/:id", path: /^\/repairs\/(?<id>[a-z0-9_]{1,80})$/, allows, show: (looker, { id = "" }) => repairPage(parts, id, looker) },
    { name: "/repairs/:id/evidence", path: /^\/repairs\/(?<id>[a-z0-9_]{1,80})\/evidence\/(?<sha256>[0-9a-f]{64})$/, allows, show: (looker, { id = "", sha256 = "" }) => ofRepair(looker, id, () => evidencePage(store, id, sha256)) },
    { name: "/repairs/:id/evidence/raw", path: /^\/repairs\/(?<id>[a-z0-9_]{1,80})\/evidence\/(?<sha256>[0-9a-f]{64})\/raw$/, allows, show: (looker, { id = "", sha256 = "" }) => ofRepair(looker, id, () => rawEvidence(store, id, sha256)) },
    { name: "/gates", path: /^\/gates$/, allows, show: (looker) => gatesPage(parts, people.clock.now(), looker) },
    { name: "/ledger", path: /^\/ledger$/, allows, show: (looker) => ledgerPage(store, looker) },
    { name: "/ledger/:entry", path: /^\/ledger\/(?<seq>[1-9]\d{0,14})$/, allows, show: (looker, { seq = "" }) => ledgerEntryPage(store, Number(seq), looker) },
  ];
}

function skillPages(parts: SteerParts, allows: Route["allows"]): readonly ShownPage[] {
  return [
    { name: "/skills", path: /^\/skills$/, allows, show: (looker) => skillsPage(parts, looker) },
    { name: "/repositories/:id/skills", path: /^\/repositories\/(?<id>\d{1,16})\/skills$/, allows, show: (looker, { id = "" }) => repositorySkillsPage(parts, id, looker) },
    {
      name: "/repositories/:id/skills/:name", path: /^\/repositories\/(?<id>\d{1,16})\/skills\/(?<name>[a-z0-9-]{1,64})$/, allows,
      show: (looker, { id = "", name = "" }) => skillPage(parts, { id, name }, looker), take: ({ id = "", name = "" }, posted) => takeRetry(parts, { id, name }, posted),
    },
  ];
}

function actPages(parts: SteerParts, allows: Route["allows"]): readonly ShownPage[] {
  return [
    { name: "/repairs/:id/steer", path: /^\/repairs\/(?<id>[a-z0-9_]{1,80})\/steer$/, allows, show: (looker, { id = "" }) => steerPage(parts, id, looker), take: ({ id = "" }, posted) => takeSteer(parts, id, posted) },
    { name: "/repairs/:id/waive", path: /^\/repairs\/(?<id>[a-z0-9_]{1,80})\/waive$/, allows, show: (looker, { id = "" }) => steerPage(parts, id, looker), take: ({ id = "" }, posted) => takeWaiver(parts, id, posted) },
    { name: "/requests", path: /^\/requests$/, allows, show: (looker) => requestsPage(parts, looker), take: (_, posted) => takeRequest(parts, posted) },
    { name: "/requests/:id", path: /^\/requests\/(?<id>[a-z0-9_]{1,80})$/, allows, show: (looker, { id = "" }) => requestPage(parts, id, looker), take: ({ id = "" }, posted) => takeRuling(parts, id, posted) },
    { name: "/repositories/:id", path: /^\/repositories\/(?<id>\d{1,16})$/, allows, show: (looker, { id = "" }) => repositoryPage(parts, id, looker), take: ({ id = "" }, posted) => takeMode(parts, id, posted) },
  ];
}
