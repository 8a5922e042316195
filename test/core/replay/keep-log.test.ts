import { expect, test } from "@jest/globals";
import { LogKeeper } from "../../../src/core/replay/keep-log.ts";

test("a log is kept as it came, though its reader uses one buffer for all chunks", () => {
  const keeper = new LogKeeper();
  const buffer = Buffer.from("first ");
  keeper.push(buffer);
  buffer.write("second");
  keeper.push(buffer);
  expect(Buffer.from(keeper.bytes ?? []).toString()).toBe("first second");
});

test("a log longer than 256 KB is not kept", () => {
  const keeper = new LogKeeper();
  keeper.push(Buffer.alloc(256 * 1024));
  expect(keeper.bytes?.length).toBe(262_144);
  keeper.push(Buffer.from("x"));
  expect(keeper.bytes).toBeNull();
});
