/** When the store is at rest: a job without a server ends only then. */
import { expect, test } from "@jest/globals";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import { RepositoryName } from "../../../src/core/identity/identifier.ts";
import { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { openRequest } from "../../../src/core/request/open-request.ts";

test("a request that nobody has answered is due", async () => {
  const store = await openStore({ path: ":memory:", clock: systemClock });
  const now = Timestamp.parse("2026-11-28T08:00:00.000Z");
  const repository = { id: 1, name: RepositoryName.parse("octo/hello"), installation_id: 1, default_branch: "main" };
  const before = await store.nextDue();
  await store.requests.open([openRequest({ repository, origin: { kind: "comment", comment_id: 5, number: 3, pull: false }, actor: "mona", machine: false, lines: ["/autofix lint"], dryRun: false, occasion: "" }, { at: now, seed: "k3f9" })], now);
  expect([before, await store.nextDue()]).toEqual([null, now]);
  await store.close();
});
