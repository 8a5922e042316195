/** An announcement is said once in a job: where the record was written by another job meanwhile, all is done again, and a chat cannot be looked at. */
import { expect, test } from "@jest/globals";
import { toldOnce } from "../../src/alone/told-once.ts";
import { Effect } from "../../src/core/repair/effect.ts";
import { Repository } from "../../src/core/repair/repair.ts";

const repository = Repository.parse({ id: 1, name: "octo/hello", installation_id: 1, default_branch: "main" });
const link = "https://github.com/octo/hello/issues/7";
const asked = Effect.parse({ kind: "announce", channel: "TEAM", announced: "ESCALATED", text: "[ESCALATED] types - see #7", link, repair: "fix_20261120_081510_a1b2", fingerprint: "a".repeat(64), at: "2026-11-20T08:15:10.000Z" });
if (asked.kind !== "announce") throw new TypeError("an announcement");

test("told again by another try, whose repair has another id, it is not said again, and its receipt is the first one; another failure is", async () => {
  const said: string[] = [];
  const announcer = toldOnce({ announce: (_, { repair }) => { said.push(repair); return Promise.resolve({ kind: "announce", channel: "TEAM", delivered: true, status: 200, reason: repair }); } });
  const again = { ...asked, repair: "fix_20261120_081511_c3d4" } as typeof asked;
  const receipts = [await announcer.announce(repository, asked), await announcer.announce(repository, again), await announcer.announce(repository, { ...again, fingerprint: "b".repeat(64) } as typeof asked)];
  expect(said).toEqual([asked.repair, again.repair]);
  expect(receipts.map((receipt) => (receipt.kind === "announce" ? receipt.reason : null))).toEqual([asked.repair, asked.repair, again.repair]);
});

test("one that the chat did not take is tried again", async () => {
  let tries = 0;
  const announcer = toldOnce({ announce: () => { tries += 1; return tries === 1 ? Promise.reject(new Error("busy")) : Promise.resolve({ kind: "announce", channel: "TEAM", delivered: true, status: 200, reason: null }); } });
  await expect(announcer.announce(repository, asked)).rejects.toThrow("busy");
  expect(await announcer.announce(repository, asked)).toMatchObject({ delivered: true });
});
