/** The test harness of Rust (`cargo test`), and insta, whose snapshots fail in it (insta 1.x, `runtime.rs`). */
import type { Finding, Format, Groups, Judgement, Surroundings } from "../../format.ts";
import type { Sighting } from "../../sighting.ts";

/** A crate that was downloaded: a place in it is where it noticed, not what is wrong. */
const DOWNLOADED = /(?:^|\/)\.?cargo\/(?:registry|git)\//;

export const cargoTest: Format = {
  tool: "cargo",
  layer: "tool",
  class: "test-failure",
  pattern_name: "cargo_test_failures",
  judge: judgeSnapshots,
  rules: [
    { id: "test", says: "problem", literals: [" ... FAILED", " --- FAILED"], pattern: /^(?:test (?=.* \.\.\. )|(?=\S+ --- ))(?<test>\S.*?) (?:\.\.\.|---) FAILED$/, confidence: 0.97 },
    { id: "panic", says: "detail", literals: [" panicked at "], pattern: /^thread '[^']*'(?: \(\d+\))? panicked at (?:'.*', )?(?<file>[^\s:']+\.rs):(?<line>\d+):(?<column>\d+):?$/, after: 1, read: (groups, around) => readPanic(groups, around) },
    { id: "panic-end", says: "detail", literals: [" right: `"], pattern: /^\s*right: `.*', (?<file>[^\s:']+\.rs):(?<line>\d+):(?<column>\d+)$/ },
    { id: "snapshot-file", says: "detail", literals: ["Snapshot file: "], pattern: /^Snapshot file: (?<file>\S.*\.snap)$/ },
    { id: "snapshot", says: "detail", literals: ["snapshot assertion for '"], pattern: /^snapshot assertion for '(?<rule>[^']*)' failed in line \d+$/ },
    { id: "result", says: "verdict", literals: ["test result: FAILED"], pattern: /^test result: FAILED\. \d+ passed; [1-9]\d* failed/, confidence: 0.97 },
  ],
};

/** A test ends at its first snapshot that differs: as many such ends as failed tests, and no test failed for another reason. Inline snapshots name no file. */
function judgeSnapshots(sightings: readonly Sighting[]): Judgement | null {
  const count = (id: string): number => sightings.filter(({ rule }) => rule.id === id).length;
  const failed = count("test");
  return failed > 0 && count("panic") === failed && count("snapshot") === failed && count("snapshot-file") === failed ? { class: "snapshot-mismatch", tool: "insta", pattern_name: "snapshot_mismatch" } : null;
}

/** A panic outside of the tests ends a program: `cargo run`, a build's own tool. */
function readPanic({ file = "", line, column }: Groups, { at, latest }: Surroundings): Finding {
  const places = DOWNLOADED.test(file) ? {} : { places: [{ file, line, column }] };
  return (at(0) ?? "").startsWith("thread 'main'") && latest("test") === null ? { ...places, says: "problem", class: "unknown", pattern_name: "rust_panic", kind: "panic", message: at(1) ?? "panicked" } : places;
}
