/** Keys that several processes share. */
import { test, expect } from "@jest/globals";
import type { Store } from "../../../src/ports/store/store.ts";
import { draftOf, repairOf } from "./samples.ts";

export function keySuite(get: () => Store): void {
  test("of keys kept under one name the first counts, for everybody", async () => {
    expect(await get().keys.read("checkpoint")).toBeNull();
    const kept = await Promise.all(["one", "two", "three"].map((pem) => get().keys.keep("checkpoint", pem)));
    expect(new Set(kept).size).toBe(1);
    expect(await get().keys.read("checkpoint")).toBe(kept[0]);
    expect(await get().keys.keep("other", "four")).toBe("four");
  });

  test("the ledger knows its first entry and its latest checkpoint", async () => {
    const { ledger } = get();
    expect([await ledger.origin(), await ledger.latestCheckpoint()]).toEqual([null, null]);
    const entries = await ledger.append((["repair_opened", "checkpoint", "checkpoint", "stopped"] as const).map((kind) => draftOf(repairOf(1), kind)));
    expect(await ledger.origin()).toBe(entries[0]?.hash);
    expect(await ledger.latestCheckpoint()).toEqual(entries[2]);
  });
}
