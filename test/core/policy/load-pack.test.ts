import { expect, test } from "@jest/globals";
import { loadPack } from "../../../src/core/policy/load-pack.ts";

const rule = (require: string, extra = ""): string => `version: 1\nrules:\n  - id: a\n    require: ${require}\n    otherwise: deny\n    message: m\n${extra}`;

test.each([
  ["a name that is no fact", rule("pul.number == 1"), 'p:4:14: rule a, require: Unknown variable: pul'],
  ["a field that the fact has not", rule("pull.nmber == 1"), "p:4:14: rule a, require: No such key: nmber"],
  ["a comparison of different types", rule('pull.number == "1"'), "no such overload: int == string"],
  ["something that is no condition", rule("pull.number"), "gives int; a rule gives bool"],
  ["an expression that breaks off", rule("pull.number =="), "p:4:14: rule a, require: Unexpected token"],
  ["a key that nobody knows", rule(`"true"`, "    severity: high\n"), 'p:7:15: unknown key "rules.0.severity"'],
  ["a rule given twice", `${rule('"true"')}  - id: a\n    require: "true"\n    otherwise: deny\n    message: m\n`, "rule a is there twice"],
])("%s is an error when the pack is loaded", (_name, text, expected) => {
  expect(() => loadPack("p", text)).toThrow(expected);
});
