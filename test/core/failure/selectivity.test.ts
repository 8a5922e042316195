import { describe, expect, test } from "@jest/globals";
import { formats } from "../../../src/core/failure/formats/registry.ts";
import { cleanLine } from "../../../src/core/failure/line/clean-line.ts";
import { backgroundLog, quietJob } from "../../bench/background-log.ts";
import { busyJob } from "../../bench/busy-job.ts";

const rules = formats.flatMap((format) => format.rules.map((rule) => ({ name: `${format.tool}/${rule.id}`, rule })));

describe("the literals of every rule", () => {
  test("are at least four bytes long, hold no line break and are given", () => {
    const bad = rules.filter(({ rule }) => rule.literals.length === 0 || rule.literals.some((literal) => Buffer.byteLength(literal) < 4 || /[\r\n]/.test(literal)));
    expect(bad.map(({ name }) => name)).toEqual([]);
  });

  test.each(Object.entries({ quietJob, busyJob }))("are selective: each stands in less than 0.3 %% of the lines of a %s that no rule confirms", (_name, of) => {
    const lines = backgroundLog({ seed: 7, lines: 20_000, of }).replace(/\u001b\[\d+m/g, "").split("\n");
    const innocent = lines.filter((line) => !rules.some(({ rule }) => rule.literals.some((literal) => line.includes(literal)) && rule.pattern.test(cleanLine(line).text)));
    expect(innocent.length).toBeGreaterThan(lines.length * 0.95);
    const weak = [...new Set(rules.flatMap(({ rule }) => rule.literals))].filter((literal) => innocent.filter((line) => line.includes(literal)).length > lines.length * 0.003);
    expect(weak).toEqual([]);
  });

  test("name each rule once in its format", () => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });
});
