import { expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeRoom, sweepRooms } from "../../../src/cli/replay/room.ts";

test("what a killed replay left behind is removed, what a living one uses is not", () => {
  const dead = join(tmpdir(), `regreen-replay-${spawnSync("true").pid}-abcdef`);
  mkdirSync(join(dead, "checkout"), { recursive: true });
  writeFileSync(join(dead, "checkout", "a.js"), "");
  const living = makeRoom();
  sweepRooms();
  expect([existsSync(dead), existsSync(living)]).toEqual([false, true]);
  rmSync(living, { recursive: true });
});
