/** Bats (TAP with comments) and its pretty formatter; other TAP without details is read here too. */
import type { Format, Surroundings } from "../../format.ts";
import type { PrintedPlace } from "../../line/place.ts";

export const bats: Format = {
  tool: "bats",
  layer: "tool",
  class: "test-failure",
  pattern_name: "bats_failures",
  rules: [
    { id: "tap", says: "problem", literals: ["not ok "], pattern: /^not ok \d+ (?:- )?(?<test>(?!.*# (?:TODO|skip))\S.*?)(?: in \d+m?s)?$/, after: 6, confidence: 0.95, read: ({ test = "" }, around) => place(around) === null ? null : { tests: [test], places: [place(around) ?? { file: "" }] } },
    { id: "pretty", says: "problem", literals: [" ✗ "], pattern: /^(?: {3}.{1,300}\d{1,5}\/\d{1,5})? ✗ (?<test>\S.*)$/, after: 6, confidence: 0.9, read: ({ test = "" }, around) => place(around) === null ? null : { tests: [test], places: [place(around) ?? { file: "" }] } },
  ],
};

function place({ at }: Surroundings): PrintedPlace | null {
  for (let offset = 1; offset <= 4; offset++) {
    const { file, line } = /^(?:#|\s+)\s*\((?:from function .* )?in (?:test )?file (?<file>\S+), line (?<line>\d+)/.exec(at(offset) ?? "")?.groups ?? {};
    if (file !== undefined) return { file, line };
  }
  return null;
}
