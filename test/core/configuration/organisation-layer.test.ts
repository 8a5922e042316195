import { describe, expect, test } from "@jest/globals";
import type { Configuration } from "../../../src/core/configuration/configuration.ts";
import { ratchet, readOrganisationLayer } from "../../../src/core/configuration/organisation-layer.ts";
import { readConfiguration } from "../../../src/core/configuration/parse-configuration.ts";

const read = (text: string): Configuration => {
  const reading = readConfiguration(new TextEncoder().encode(`version: 1\n${text}`));
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  return reading.configuration;
};
function under(own: string, above: string): Configuration {
  const layer = readOrganisationLayer(new TextEncoder().encode(`version: 1\n${above}`));
  if (!layer.ok) throw new Error(JSON.stringify(layer.mistakes));
  return ratchet(read(own), layer.layer);
}

test("an organisation that says nothing changes nothing", () => {
  const own = "fix: {max_attempts: 2, min_confidence: 0.9}\nlimits: {open_pull_requests: 7}\ngate: {govern: all, mode: observe, observe: [3]}\nauto_merge: {enabled: true, risk: medium}\n";
  expect(under(own, "")).toEqual(read(own));
});

describe("the stricter wins", () => {
  test.each<readonly [string, string, string, readonly [(configuration: Configuration) => unknown, unknown]]>([
    ["an organisation's kill switch", "", "enabled: false\n", [({ enabled }) => enabled, false]],
    ["a repository's own kill switch", "enabled: false\n", "enabled: true\n", [({ enabled }) => enabled, false]],
    ["dry run above", "", "dry_run: true\n", [({ dry_run }) => dry_run, true]],
    ["dry run below", "dry_run: true\n", "dry_run: false\n", [({ dry_run }) => dry_run, true]],
    ["fewer attempts above", "fix: {max_attempts: 3}\n", "fix: {max_attempts: 1}\n", [({ fix }) => fix.max_attempts, 1]],
    ["fewer attempts below", "fix: {max_attempts: 1}\n", "fix: {max_attempts: 3}\n", [({ fix }) => fix.max_attempts, 1]],
    ["more confidence", "fix: {min_confidence: 0.4}\n", "fix: {min_confidence: 0.8}\n", [({ fix }) => fix.min_confidence, 0.8]],
    ["protected by either", "fix: {protected: [a]}\n", "fix: {protected: [b]}\n", [({ fix }) => fix.protected, ["a", "b"]]],
    ["disabled by either", "skills: {disable: [a]}\n", "skills: {disable: [b]}\n", [({ skills }) => skills.disable, ["a", "b"]]],
    ["a smaller budget", "limits: {open_pull_requests: 9}\n", "limits: {open_pull_requests: 2}\n", [({ limits }) => limits.open_pull_requests, 2]],
    ["no auto-merge", "auto_merge: {enabled: true}\n", "auto_merge: {enabled: false}\n", [({ auto_merge }) => auto_merge.enabled, false]],
    ["auto-merge is not switched on from above", "", "auto_merge: {enabled: true}\n", [({ auto_merge }) => auto_merge.enabled, false]],
    ["lower risk", "auto_merge: {enabled: true, risk: medium}\n", "auto_merge: {enabled: true, risk: low}\n", [({ auto_merge }) => auto_merge, { enabled: true, risk: "low" }]],
    ["all pull requests", "", "gate: {govern: all}\n", [({ gate }) => gate.govern, "all"]],
    ["enforcing", "gate: {mode: observe, observe: [3]}\n", "gate: {mode: enforce}\n", [({ gate }) => [gate.mode, gate.observe], ["enforce", []]]],
    ["observing is not asked for from above", "", "gate: {mode: observe}\n", [({ gate }) => gate.mode, "enforce"]],
    ["checks of both", "gate: {checks: [{name: a}]}\n", "gate: {checks: [{name: b}]}\n", [({ gate }) => gate.checks.map(({ name }) => name), ["a", "b"]]],
  ])("%s", (_what, own, above, [of, expected]) => {
    expect(of(under(own, above))).toEqual(expected);
  });
});

test("a mistake in the organisation's file is named, and is not taken for silence", () => {
  expect(readOrganisationLayer(new TextEncoder().encode("version: 1\nenable: false\n"))).toMatchObject({ ok: false, mistakes: [{ line: 2, message: 'unknown key "enable"' }] });
});
