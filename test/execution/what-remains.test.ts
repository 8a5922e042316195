/** Real eslint: what it mends, what it cannot, and what of that a result tells. */
import { afterEach, expect, jest, test } from "@jest/globals";
import { digestOf } from "../../src/core/identity/digest.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";

jest.setTimeout(30_000);
let shop: Workshop;
afterEach(() => shop.remove());

const contract = (fix: string, postCheck = '["npx", "--no-install", "eslint", "{files}"]') => `version: 1.2.0
complexity: 1
handles: [{class: lint, tool: eslint}]
requires: [npx]
files: {allow: ["**/*.js"], deny: [], max_files: 50, max_changed_lines: 400}
actions: {allow: [modify_text, change_syntax_tree], forbid: [add_file, delete_file]}
fix: [${fix}]
post_check: [${postCheck}]
limits: {seconds: 60, memory_mb: 1024, output_mb: 4, network: none}`;
const eslint = '["npx", "--no-install", "eslint", "--fix", "{files}"]';
const configuration = "export default [{ rules: { 'no-var': 'error', 'prefer-const': 'error', 'no-undef': 'error', 'no-unused-vars': 'error' } }];\n";

async function ran(code: string, text: string) {
  shop = openWorkshop({ "src/app.js": code, "eslint.config.mjs": configuration });
  shop.addSkill("eslint-fix", text);
  const before = shop.picture();
  const execution = await shop.execute(shop.plan([{ skill: "eslint-fix", files: ["src/app.js"] }]));
  expect(shop.picture()).toEqual(before);
  return execution;
}

test("where it mended one of two and can do nothing about the other, the result names what is left by rule and place, and shows the patch, which is not kept", async () => {
  const { result, patch, partial } = await ran("var a = 1\nexport { a }\nstart(a)\n", contract(eslint));
  expect([result.outcome, patch.length, result.partial_sha256]).toEqual(["failed", 0, digestOf(partial ?? new Uint8Array())]);
  expect(Buffer.from(partial ?? []).toString()).toContain("-var a = 1\n+const a = 1\n");
  expect(result.checks[0]?.after).toMatchObject({ exit: 1, findings: [{ file: "src/app.js", line: 3, rule: "no-undef", message: "'start' is not defined" }] });
  expect(result.checks[0]?.before.findings?.map(({ rule }) => rule)).toEqual(["no-var", "no-undef"]);
  expect(result.reason).toContain("Nothing new: what is left was there before the fix (src/app.js:3 no-undef)");
});

test.each<[string, string, string]>([
  ["something new stands beside what was there", "var a = 1\nexport { a }\nstart(a)\n", contract('["/bin/sh", "-c", "sed -i \'s/^var/const/; $ a const unused = 1\' $1", "sh", "{files}"]')],
  ["the same finding stands there once more", "var a = 1\nexport { a }\nstart(a)\n", contract('["/bin/sh", "-c", "sed -i \'s/^var/const/; $ a start(2)\' $1", "sh", "{files}"]')],
  ["the file cannot be parsed any more", "var a = 1\nexport { a }\nstart(a)\n", contract('["/bin/sh", "-c", "echo \'const =\' >> $1", "sh", "{files}"]')],
  ["the tool says itself that it could mend more", "var a = 1\nvar b = 2\nexport { a, b }\nstart(a)\n", contract('["/bin/sh", "-c", "sed -i \'1s/^var/const/\' $1", "sh", "{files}"]')],
  ["the post-check crashes", "var a = 1\nexport { a }\nstart(a)\n", contract(eslint, '["/bin/sh", "-c", "grep -q \'^var\' $1 && exec npx --no-install eslint $1; npx --no-install eslint $1; exit 2", "sh", "{files}"]')],
  ["the contract was not kept besides", "var a = 1\nexport { a }\nstart(a)\n", contract('["/bin/sh", "-c", "npx --no-install eslint --fix $1; echo x > new.txt", "sh", "{files}"]')],
])("no patch is shown where %s", async (_, code, text) => {
  const { result, partial } = await ran(code, text);
  expect([result.outcome, result.partial_sha256, partial, result.reason?.includes("Nothing new")]).toEqual(["failed", undefined, null, false]);
});
