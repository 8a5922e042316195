/** D8: which repositories are looked at, until when what failed there was seen, and who looks now. */
import { describe, expect, test } from "@jest/globals";
import { RepositoryName } from "../../../src/core/identity/identifier.ts";
import { openOnboardings } from "../../../src/core/onboarding/onboarding.ts";
import type { Repository } from "../../../src/core/repair/repair.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { later, repository, request, start } from "./samples.ts";

const another: Repository = { ...repository, id: 8, name: RepositoryName.parse("octo/world") };
const elsewhere: Repository = { ...repository, id: 9, name: RepositoryName.parse("hexa/hello"), installation_id: 43 };
const seen = later(-600);

export function crawlSuite(get: () => Store): void {
  const names = async (change = {}): Promise<readonly string[]> => (await get().crawls.claim(request({ most: 9, ...change }))).map(({ repository: { name } }) => name).toSorted();

  describe("crawls", () => {
    test("a repository that is new is due at once, seen until then; it is held by one at a time, and by another after the lease", async () => {
      await get().crawls.list(42, [repository], { now: start, seen });
      const [claimed] = await get().crawls.claim(request({ most: 9 }));
      expect(claimed).toMatchObject({ repository, seen, attempts: 1 });
      expect([await names(), await names({ now: later(3600) })]).toEqual([[], ["octo/hello"]]);
    });

    test("how far it was seen stays, listed again or not; it comes again when it is due, and its lost holder cannot end it", async () => {
      await get().crawls.list(42, [repository], { now: start, seen });
      const [claimed] = await get().crawls.claim(request({ most: 9 }));
      if (claimed === undefined) throw new Error("nothing was claimed");
      expect(await get().crawls.settle(claimed, { seen: later(5), due: later(300), watched: true })).toBe("settled");
      expect(await get().crawls.settle(claimed, { seen: later(9), due: later(9), watched: true })).toBe("lease_lost");
      await get().crawls.list(42, [{ ...repository, name: RepositoryName.parse("octo/renamed") }], { now: later(10), seen: later(10) });
      expect(await names({ now: later(299) })).toEqual([]);
      expect(await get().crawls.claim(request({ most: 9, now: later(300) }))).toMatchObject([{ repository: { name: "octo/renamed" }, seen: later(5), attempts: 1 }]);
      expect([await get().crawls.watched(42), await get().crawls.watched(43)]).toEqual([1, 0]);
    });

    test("what could not be looked at comes again, seen no further", async () => {
      await get().crawls.list(42, [repository], { now: start, seen });
      const [claimed] = await get().crawls.claim(request({ most: 9 }));
      if (claimed === undefined) throw new Error("nothing was claimed");
      await get().crawls.postpone(claimed, later(60), "github-unavailable");
      expect(await names({ now: later(59) })).toEqual([]);
      expect(await get().crawls.claim(request({ most: 9, now: later(60) }))).toMatchObject([{ seen, attempts: 2 }]);
    });

    test("which installations there are, and what each had when it was listed last, is known by number", async () => {
      await get().crawls.list(42, [repository, another], { now: start, seen });
      await get().crawls.list(43, [elsewhere], { now: start, seen });
      expect([(await get().crawls.installations()).toSorted(), (await get().crawls.repositories(42)).toSorted(), await get().crawls.repositories(44)]).toEqual([[42, 43], [7, 8], []]);
    });

    test("which repositories were asked whether they want Regreen is known by installation, and which of them have no pull request about it yet", async () => {
      const opened = (installationId: number, ids: readonly number[]) => openOnboardings({ installationId, repositories: ids.map((id) => ({ id, full_name: `octo/r${String(id)}` })) }, { at: start, seed: `k3f${String(installationId)}` });
      for (const openings of [opened(42, [7, 8]), opened(43, [9])]) await get().repairs.open(openings.map((one) => one.opened), openings.map(({ entry }) => entry), start);
      const { asked, waiting } = await get().repairs.onboarded(42);
      expect([asked.toSorted(), waiting, await get().repairs.onboarded(44)]).toEqual([[7, 8], 2, { asked: [], waiting: 0 }]);
    });

    test("an onboarding makes no repository known: its delivery does not say what the default branch is", async () => {
      const openings = openOnboardings({ installationId: 42, repositories: [{ id: repository.id, full_name: repository.name }] }, { at: later(5), seed: "k3f9" });
      await get().repairs.open(openings.map((one) => one.opened), openings.map(({ entry }) => entry), later(5));
      expect(await get().repairs.repositories(9)).toEqual([]);
    });

    test("what an installation does not have any more is forgotten, and so is an installation that is gone", async () => {
      await get().crawls.list(42, [repository, another], { now: start, seen });
      await get().crawls.list(43, [elsewhere], { now: start, seen });
      await get().crawls.list(42, [another], { now: later(1), seen });
      await get().crawls.keepOnly([42]);
      expect(await names({ now: later(1) })).toEqual(["octo/world"]);
    });
  });
}
