/** Attack Q04: a clock that is set does not move time by a jump. */
import { expect, test } from "@jest/globals";
import { steadyTime } from "../../../src/adapters/clock/steady-clock.ts";

function machine() {
  const at = { wall: 1_000_000, monotonic: 50 };
  const time = steadyTime({ wall: () => at.wall, monotonic: () => at.monotonic });
  const pass = (milliseconds: number): number => { at.wall += milliseconds; at.monotonic += milliseconds; return time(); };
  return { at, time, pass };
}

test("undisturbed it is the machine's clock", () => {
  const { time, pass } = machine();
  expect([time(), pass(10), pass(5_000)]).toEqual([1_000_000, 1_000_010, 1_005_010]);
});

test("set an hour forward it runs a quarter faster until it has made that up", () => {
  const { at, pass } = machine();
  at.wall += 3_600_000;
  expect([pass(0), pass(30_000)]).toEqual([1_000_000, 1_037_500]);
  expect(pass(4 * 3_600_000)).toBe(at.wall);
});

test("set an hour back it runs a quarter slower, and never goes back", () => {
  const { at, pass } = machine();
  at.wall -= 3_600_000;
  expect([pass(0), pass(30_000)]).toEqual([1_000_000, 1_022_500]);
  expect(pass(4 * 3_600_000)).toBe(at.wall);
});
