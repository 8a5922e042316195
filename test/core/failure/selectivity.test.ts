import { describe, expect, test } from "@jest/globals";
import { formats } from "../../../src/core/failure/formats/registry.ts";
import { backgroundLog } from "../../bench/background-log.ts";

const rules = formats.flatMap((format) => format.rules.map((rule) => ({ name: `${format.tool}/${rule.id}`, rule })));

describe("the literals of every rule", () => {
  test("are at least four bytes long, hold no line break and are given", () => {
    const bad = rules.filter(({ rule }) => rule.literals.length === 0 || rule.literals.some((literal) => Buffer.byteLength(literal) < 4 || /[\r\n]/.test(literal)));
    expect(bad.map(({ name }) => name)).toEqual([]);
  });

  test("are selective: each stands in less than 0.3 % of the lines of a log in which nothing fails", () => {
    const lines = backgroundLog({ seed: 7, lines: 20_000 }).split("\n");
    const weak = [...new Set(rules.flatMap(({ rule }) => rule.literals))].filter((literal) => lines.filter((line) => line.includes(literal)).length > lines.length * 0.003);
    expect(weak).toEqual([]);
  });

  test("name each rule once in its format", () => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });
});
