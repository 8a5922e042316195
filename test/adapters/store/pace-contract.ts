/** Attacks R05 and R07: what GitHub's limits leave room for, on whichever database. */
import { describe, expect, test } from "@jest/globals";
import { milliseconds } from "../../../src/core/identity/timestamp.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { later, start } from "./samples.ts";

export function paceSuite(get: () => Store): void {
  describe("pace", () => {
    test("eighty writes in a minute, and no more; another installation has room of its own", async () => {
      const waits = [];
      for (let write = 0; write < 81; write += 1) waits.push(await get().pace.takeRoom(42, start));
      expect(waits.slice(0, 80)).toEqual(Array.from({ length: 80 }, () => 0));
      expect(waits[80]).toBeGreaterThanOrEqual(60);
      expect(waits[80]).toBeLessThanOrEqual(65);
      expect(await get().pace.takeRoom(43, start)).toBe(0);
      expect([...await get().pace.written(start)].map(([installation, spans]) => [installation, spans.reduce((sum, { count }) => sum + count, 0)])).toEqual([[42, 80], [43, 1]]);
      expect(await get().pace.takeRoom(42, later(65))).toBe(0);
    });

    test("however steadily it is asked, five hundred in an hour, in whichever hour, and eighty in whichever minute", async () => {
      const taken: number[] = [];
      for (let second = 0; second < 1.25 * 3600; second += 5) if (await get().pace.takeRoom(42, later(second)) === 0) taken.push(second);
      const most = (span: number): number => Math.max(...taken.map((from) => taken.filter((at) => at >= from && at < from + span).length));
      expect([most(60) <= 80, most(3600)]).toEqual([true, 500]);
    });

    test("a pause that GitHub asked for stands for everything of the installation until it is over, and a shorter one does not end it", async () => {
      await get().pace.pause(42, later(60));
      await get().pace.pause(42, later(10));
      expect(await get().pace.secondsToWait(42, later(20))).toBe(40);
      expect(await get().pace.takeRoom(42, later(20))).toBe(40);
      expect(await get().pace.secondsToWait(43, later(20))).toBe(0);
      expect(await get().pace.pauses(later(20))).toEqual([{ installationId: 42, until: later(60) }]);
      expect([await get().pace.pauses(later(60)), await get().pace.takeRoom(42, later(60))]).toEqual([[], 0]);
    });
  });

  test("it tells the time where it runs", async () => {
    expect(Math.abs(milliseconds(await get().time()) - Date.now())).toBeLessThan(60_000);
  });
}
