/** What the crawler tells of an installation: new repositories a few at a time, those that are gone, and that it is gone itself. */
import { describe, expect, test } from "@jest/globals";
import { restartedSince, startedAgain } from "../../../src/core/crawl/schedule.ts";
import { tellGone, tellRepositories, type Listed } from "../../../src/core/crawl/told-installation.ts";
import { admit } from "../../../src/core/event/admit.ts";
import { RepositoryName } from "../../../src/core/identity/identifier.ts";
import { after, Timestamp } from "../../../src/core/identity/timestamp.ts";

const now = Timestamp.parse("2026-11-20T08:15:00.000Z");
const repositories = Array.from({ length: 1_200 }, (_, index) => ({ id: index + 1, name: RepositoryName.parse(`octo/r${String(index + 1)}`), installation_id: 42, default_branch: "main" }));
const listed: Listed = { installationId: 42, repositories: repositories.slice(0, 3), before: [], asked: new Set(), waiting: 0, now, everySeconds: 300 };
const opened = (told: ReturnType<typeof tellRepositories>): readonly number[] => told.flatMap(({ event, payload }) => admit({ name: event, payload }, { now, seed: "k3f9" }).opens.map(({ repair }) => repair.subject.repository.id));

describe("repositories of an installation", () => {
  test("those that were never asked are asked, 40 seconds apart", () => {
    const [told] = tellRepositories({ ...listed, asked: new Set([2]) });
    expect(told?.event).toBe("installation_repositories");
    expect(admit({ name: "installation_repositories", payload: told?.payload }, { now, seed: "k3f9" }).opens.map(({ key, due }) => [key, due])).toEqual([["onboarding:1:42", now], ["onboarding:3:42", after(now, 40)]]);
  });

  test("all of 1,200 are asked, in looks five minutes apart, and no more are begun than GitHub's limits let end: seven a look", () => {
    const asked = new Set<number>();
    let looks = 0;
    for (; asked.size < 1_200 && looks < 500; looks += 1) {
      const ids = opened(tellRepositories({ ...listed, repositories, asked }));
      expect(ids.length).toBeLessThanOrEqual(7);
      for (const id of ids) asked.add(id);
    }
    expect([asked.size, looks]).toEqual([1_200, 172]);
  });

  test("while those that were begun have not opened their pull requests, fewer are begun, or none", () => {
    expect([0, 5, 7, 500].map((waiting) => opened(tellRepositories({ ...listed, repositories, waiting })).length)).toEqual([7, 2, 0, 0]);
  });

  test("one that is not listed any more wakes what was begun there; nothing changed: nothing is told", () => {
    const all = new Set([1, 2, 3]);
    const [told] = tellRepositories({ ...listed, asked: all, before: [1, 2, 3, 4] });
    expect(admit({ name: told?.event ?? "", payload: told?.payload }, { now, seed: "k3f9" }).wakes).toEqual([{ by: "installation", installationId: 42 }]);
    expect(tellRepositories({ ...listed, asked: all, before: [1, 2, 3] })).toEqual([]);
  });

  test("an installation that is gone wakes what was begun there", () => {
    const { event, payload } = tellGone(42, now);
    expect(admit({ name: event, payload }, { now, seed: "k3f9" }).wakes).toEqual([{ by: "installation", installationId: 42 }]);
  });
});

describe("runs that are started again", () => {
  test.each([["2026-11-20T08:10:00.000Z", null], ["2026-11-20T07:59:59.000Z", "2026-10-21T08:15:00.000Z"], ["2026-11-20T03:45:00.000Z", "2026-10-21T08:15:00.000Z"]])("seen until %s: listed since %s", (seen, since) => {
    expect(restartedSince(Timestamp.parse(seen), now)).toBe(since);
  });

  test.each([
    ["a first attempt", { attempt: 1, startedAt: now }, false],
    ["a second attempt that began since", { attempt: 2, startedAt: now }, true],
    ["one that began six hours before, and may have ended since", { attempt: 2, startedAt: after(now, -6 * 3_600) }, true],
    ["one that began a day before", { attempt: 2, startedAt: after(now, -86_400) }, false],
  ])("%s", (_, run, again) => {
    expect(startedAgain(run, after(now, -300))).toBe(again);
  });
});
