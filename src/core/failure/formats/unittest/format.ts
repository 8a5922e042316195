/** Python's unittest, and what prints in its manner (Django's runner, nose). */
import type { Finding, Format, Surroundings } from "../../format.ts";
import { pythonTraceBelow } from "../frames.ts";

const REACH = 150;

export const unittest: Format = {
  tool: "unittest",
  layer: "tool",
  class: "test-failure",
  pattern_name: "unittest_failures",
  judge: (sightings) => {
    const failed = sightings.filter(({ rule }) => rule.id === "test");
    if (failed.length === 0) return null;
    const unimportable = failed.every((sighting) => sighting.class === "module-not-found");
    return unimportable ? { class: "module-not-found", pattern_name: "module_not_found" } : { class: "test-failure", pattern_name: "unittest_failures" };
  },
  rules: [
    {
      id: "test",
      says: "problem",
      literals: ["FAIL: ", "ERROR: "],
      pattern: /^(?<how>FAIL|ERROR): (?<test>\S.*)$/,
      after: REACH,
      before: 3,
      confidence: 0.95,
      read: ({ test = "" }, around) => readTest(test, around),
    },
    { id: "xml-runner", says: "problem", literals: ["FAIL [", "ERROR ["], pattern: /^(?:FAIL|ERROR) \[[\d.]+s\]: (?<test>\S.*)$/, after: REACH, confidence: 0.95, read: ({ test = "" }, around) => traced(test, around) },
    { id: "summary", says: "verdict", literals: ["FAILED ("], pattern: /^FAILED \((?:[\w ]+=\d+(?:, )?)+\)$/, confidence: 0.95, before: 4, read: (_groups, { at, previous }) => (/(?:failures|errors)=[1-9]/.test(at(0) ?? "") ? (previous?.finding.tool === undefined ? {} : { tool: previous.finding.tool }) : null) },
    { id: "passed", says: "passed", literals: ["Ran "], pattern: /^Ran [1-9]\d* tests? in [\d.]+s/, after: 3, read: (_groups, { at }) => (/^OK\b/.test(at(2) ?? "") || /^OK\b/.test(at(1) ?? "") ? {} : null) },
  ],
};

/** The test's name between two rulers, then its traceback. */
function readTest(test: string, around: Surroundings): Finding | null {
  if (!/^={40,}$/.test(around.at(-1) ?? "")) return null;
  const ruler = [1, 2, 3, 4].find((offset) => /^-{40,}$/.test(around.at(offset) ?? ""));
  if (ruler === undefined) return null;
  const { place, exception, message } = pythonTraceBelow(around, { start: ruler + 1, reach: REACH });
  const kind = exception ?? "";
  return {
    tests: [test],
    ...(/^[a-z_][\w]*(?:\.\w+){2,}(?:\(.*\))?$/.test(test) ? { tool: "nose", pattern_name: "nose_failures" } : {}),
    ...(place === null ? {} : { places: [{ ...place, message }] }),
    ...(kind === "" ? {} : { kind }),
    ...(/^(?:ImportError|ModuleNotFoundError)$/.test(kind) && /Failed to import|_FailedTest|ModuleImportFailure/.test(`${test} ${around.at(ruler + 1) ?? ""}`) ? { class: "module-not-found", pattern_name: "module_not_found" } : {}),
    ...(/^Failure: (?:ImportError|ModuleNotFoundError)/.test(test) ? { class: "module-not-found", pattern_name: "module_not_found" } : {}),
  };
}

/** unittest-xml-reporting and PyTorch's runner: the time stands in brackets, a ruler may follow. */
function traced(test: string, around: Surroundings): Finding {
  const { place, exception } = pythonTraceBelow(around, { start: 1, reach: REACH });
  return { tests: [test], ...(place === null ? {} : { places: [place] }), ...(exception === null ? {} : { kind: exception }) };
}
