import { describe, expect, test } from "@jest/globals";
import { inputKindOf } from "../../../../src/core/failure/inputs/input-kind.ts";

describe("the kind of an input, told by its first bytes", () => {
  test.each([
    ["PK\u0003\u0004\u0014", "zip"],
    ['<?xml version="1.0"?>\n<!-- made by x -->\n<testsuites name="a">', "xml"],
    ["\uFEFF<testsuite name='a'>", "xml"],
    ["<checkstyle version='4.3'>", "xml"],
    ['<?xml version="1.0"?><project></project>', "log"],
    ["<testsuitesish>", "log"],
    ['{\n  "version": "2.1.0"', "json"],
    ['[{"filePath":"a"}]', "json"],
    ["[10:00:01] gulp started", "log"],
    ["{ not json", "log"],
    ["TAP version 14\n1..2", "tap"],
    ["1..3\nok 1", "tap"],
    ["not ok 1 - adds", "tap"],
    ["ok", "tap"],
    ["okay then", "log"],
    ["2026-11-20T08:00:00.0000000Z ##[group]Run npm test", "log"],
    ["", "log"],
  ])("%j is %s", (head, kind) => {
    expect(inputKindOf(Buffer.from(head, "utf8"))).toBe(kind);
  });
});
