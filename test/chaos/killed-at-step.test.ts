/** Killed by SIGKILL before any call that writes to the disk, half of a file written or not: what stood there comes back, byte for byte, with mode and times. */
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recover } from "../../src/cli/fix/recover.ts";

jest.setTimeout(240_000);
const program = join(import.meta.dirname, "killed-at-step.ts");
let folder = "";
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const contents = { "a.txt": "a\n", "read-only.txt": "kept as it is\n", "empty.txt": "" };

function freshCheckout(): { readonly checkout: string; readonly state: string } {
  rmSync(folder, { recursive: true, force: true });
  folder = mkdtempSync(join(tmpdir(), "regreen-killed-"));
  const [checkout, state] = [join(folder, "checkout"), join(folder, "state")];
  for (const each of [checkout, state]) mkdirSync(each);
  for (const [path, text] of Object.entries(contents)) {
    writeFileSync(join(checkout, path), text);
    utimesSync(join(checkout, path), 1_700_000_000.25, 1_700_000_001.5);
  }
  chmodSync(join(checkout, "read-only.txt"), 0o444);
  return { checkout, state };
}

/** Every file with content, mode and time of change in milliseconds; folders by name. */
function pictureOf(checkout: string): readonly string[] {
  return readdirSync(checkout, { recursive: true }).map(String).sort().map((path) => {
    const stat = statSync(join(checkout, path));
    return stat.isDirectory() ? path : `${path} ${(stat.mode & 0o7777).toString(8)} ${Math.round(stat.mtimeMs)} ${readFileSync(join(checkout, path), "latin1")}`;
  });
}

const mended = [...Object.keys(contents).map((path) => `${path} mended and longer than before\n`), "# new\n"].join("");

function contentsOf(checkout: string): string {
  return [...Object.keys(contents), "made/new/ModLog.md"].map((path) => (existsSync(join(checkout, path)) ? readFileSync(join(checkout, path), "utf8") : "")).join("");
}

/** Null when it was killed; else its exit code. */
function run(act: "apply" | "recover", { checkout, state }: { readonly checkout: string; readonly state: string }, step: number): number | null {
  const { status, signal, stderr } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", program, act, checkout, state, String(step)], { encoding: "utf8" });
  if (signal !== "SIGKILL" && status !== 0) throw new Error(stderr);
  return signal === "SIGKILL" ? null : status;
}

describe("killed while it applies a change", () => {
  test("at every step: nothing was begun, or the next start puts everything back and says so, or the change stands whole", () => {
    const seen = new Set<string>();
    let step = 0;
    for (;;) {
      step += 1;
      const place = freshCheckout();
      const before = pictureOf(place.checkout);
      if (run("apply", place, step) !== null) break;
      const found = pictureOf(place.checkout);
      const { kind } = recover(place.state, place.checkout);
      const whole = kind === "nothing" && contentsOf(place.checkout) === mended;
      seen.add(`${whole ? "whole" : JSON.stringify(found) === JSON.stringify(before) ? "as it was" : "harmed"}, ${kind}`);
      if (!whole) expect([step, pictureOf(place.checkout)]).toEqual([step, before]);
      expect([step, recover(place.state, place.checkout)]).toEqual([step, { kind: "nothing" }]);
    }
    // The control: it was killed before, while and after files were touched, and never harmed without knowing how to go back.
    expect(step).toBeGreaterThan(30);
    expect([...seen].sort()).toEqual(["as it was, nothing", "as it was, rolled-back", "harmed, rolled-back", "whole, nothing"]);
  });

  test("not killed: the change stands whole, and there is nothing to recover", () => {
    const place = freshCheckout();
    expect(run("apply", place, 0)).toBe(0);
    expect(readFileSync(join(place.checkout, "read-only.txt"), "utf8")).toBe("read-only.txt mended and longer than before\n");
    expect([statSync(join(place.checkout, "read-only.txt")).mode & 0o777, existsSync(join(place.checkout, "made/new/ModLog.md")), recover(place.state, place.checkout).kind]).toEqual([0o444, true, "nothing"]);
  });
});

test("killed again while it puts things back, at every step: the start after that finishes", () => {
  const { checkout, state } = freshCheckout();
  const before = pictureOf(checkout);
  let last = 1;
  while (run("apply", { checkout, state }, last) === null && readFileSync(join(checkout, "empty.txt"), "utf8") === "") {
    recover(state, checkout);
    last += 1;
  }
  expect(pictureOf(checkout)).not.toEqual(before);
  const kept = join(folder, "kept");
  const copy = (from: string, to: string): void => { rmSync(to, { recursive: true, force: true }); cpSync(from, to, { recursive: true, preserveTimestamps: true, mode: 0 }); };
  for (const each of ["checkout", "state"]) copy(join(folder, each), join(kept, each));
  for (let step = 1; ; step += 1) {
    for (const each of ["checkout", "state"]) copy(join(kept, each), join(folder, each));
    const ended = run("recover", { checkout, state }, step);
    recover(state, checkout);
    expect([step, pictureOf(checkout)]).toEqual([step, before]);
    if (ended !== null) break;
  }
});
