/** What every store must do, whichever database it stands on: run on SQLite in `npm test`, on PostgreSQL in test/postgres. */
import { describe, beforeEach, afterEach } from "@jest/globals";
import type { Store } from "../../../src/ports/store/store.ts";
import { inboxSuite } from "./inbox-contract.ts";
import { repairSuite } from "./repair-contract.ts";
import { leaseSuite } from "./lease-contract.ts";
import { wakeSuite } from "./wake-contract.ts";
import { keySuite } from "./key-contract.ts";
import { outboxSuite } from "./outbox-contract.ts";
import { recordSuite } from "./evidence-contract.ts";
import { historySuite } from "./history-contract.ts";
import { skillSuite } from "./skill-contract.ts";
import { replaySuite } from "./replay-contract.ts";
import { measuredSuite } from "./measured-contract.ts";
import { operationSuite } from "./operation-contract.ts";
import { paceSuite } from "./pace-contract.ts";
import { crawlSuite } from "./crawl-contract.ts";
import { requestSuite } from "./request-contract.ts";

/** `open` gives a store over an empty database. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`a store on ${name}`, () => {
    let store: Store;
    beforeEach(async () => { store = await open(); });
    afterEach(async () => { await store.close(); });
    inboxSuite(() => store);
    repairSuite(() => store);
    leaseSuite(() => store);
    wakeSuite(() => store);
    keySuite(() => store);
    outboxSuite(() => store);
    recordSuite(() => store);
    historySuite(() => store);
    skillSuite(() => store);
    replaySuite(() => store);
    measuredSuite(() => store);
    operationSuite(() => store);
    paceSuite(() => store);
    crawlSuite(() => store);
    requestSuite(() => store);
  });
}
