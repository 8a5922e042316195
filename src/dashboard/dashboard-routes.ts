/** The pages: repairs, one repair with its evidence, the gates, the ledger. They read the store and change nothing. */
import { systemClock } from "../adapters/clock/system-clock.ts";
import { audienceOf } from "../app/web/audience.ts";
import type { Route } from "../app/web/route.ts";
import type { ServeConfig } from "../config.ts";
import type { Store } from "../ports/store.ts";
import { gatesPage } from "./gates-page.ts";
import { ledgerPage } from "./ledger-page.ts";
import { evidencePage, rawEvidence } from "./evidence-page.ts";
import { repairPage } from "./repair-page.ts";
import { repairsPage } from "./repairs-page.ts";

export function dashboardRoutes(store: Store, { http, github }: Pick<ServeConfig, "http" | "github">): readonly Route[] {
  const allows = audienceOf(http.pages);
  const parts = { store, webUrl: github.webUrl };
  return [
    { name: "/", path: /^\/$/, allows, answer: () => Promise.resolve({ status: 302, type: "text/plain", body: "", headers: { location: "/repairs" } }) },
    { name: "/repairs", path: /^\/repairs$/, allows, answer: () => repairsPage(parts) },
    { name: "/repairs/:id", path: /^\/repairs\/(?<id>[a-z0-9_]{1,80})$/, allows, answer: ({ id = "" }) => repairPage(parts, id) },
    { name: "/repairs/:id/evidence", path: /^\/repairs\/(?<id>[a-z0-9_]{1,80})\/evidence\/(?<sha256>[0-9a-f]{64})$/, allows, answer: ({ id = "", sha256 = "" }) => evidencePage(store, id, sha256) },
    { name: "/repairs/:id/evidence/raw", path: /^\/repairs\/(?<id>[a-z0-9_]{1,80})\/evidence\/(?<sha256>[0-9a-f]{64})\/raw$/, allows, answer: ({ id = "", sha256 = "" }) => rawEvidence(store, id, sha256) },
    { name: "/gates", path: /^\/gates$/, allows, answer: () => gatesPage(parts, systemClock.now()) },
    { name: "/ledger", path: /^\/ledger$/, allows, answer: () => ledgerPage(store) },
  ];
}
