/**
 * D12: a fix that brings a dependency along, under a name that is nearly right. No class of fixes adds one: the tool runs for real, passes its own post-check,
 * and the change is refused for what it does. The control: under a contract that may change manifests, where the repository asks for that, the very same passes.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { treeSitterSyntax } from "../../src/adapters/syntax/read-syntax.ts";
import type { Execution } from "../../src/execution/execution.ts";
import { openWorkshop, type Workshop } from "../execution/workshop.ts";

jest.setTimeout(60_000);
const manifests: readonly (readonly [path: string, before: string, after: string])[] = [
  ["package.json", '{"dependencies":{"lodash":"4.17.21"}}\n', '{"dependencies":{"lodahs":"4.17.21","lodash":"4.17.21"}}\n'],
  ["pyproject.toml", '[project]\ndependencies = ["requests"]\n', '[project]\ndependencies = ["requests", "reqeusts"]\n'],
  ["requirements.txt", "requests==2.32.3\n", "requests==2.32.3\nreqeusts==2.32.3\n"],
  ["Cargo.toml", '[dependencies]\nserde = "1"\n', '[dependencies]\nserde = "1"\nserdee = "1"\n'],
  ["go.mod", "module example.com/a\n", "module example.com/a\n\nrequire example.com/evil v1.0.0\n"],
  ["Gemfile", 'gem "rails"\n', 'gem "rails"\ngem "rials"\n'],
  ["composer.json", '{"require":{"php":">=8"}}\n', '{"require":{"php":">=8","symfny/console":"*"}}\n'],
  ["pom.xml", "<project></project>\n", "<project><dependencies><dependency/></dependencies></project>\n"],
];
let shop: Workshop;
beforeAll(() => { shop = openWorkshop(Object.fromEntries(manifests.map(([path, before]) => [path, before]))); });
afterAll(() => shop.remove());
let skills = 0;

async function run(path: string, after: string, allow: string): Promise<Execution> {
  const name = `adds-${(skills += 1)}`;
  const script = `echo ${Buffer.from(after).toString("base64")} | base64 -d > "$1"`;
  shop.addSkill(name, [
    "version: 1.0.0", "complexity: 1", "handles: [{class: format, tool: test}]", "requires: [/bin/sh]", 'files: {allow: ["**/*"]}', `actions: {allow: [${allow}]}`,
    `fix: [["/bin/sh", "-c", ${JSON.stringify(script)}, "sh", "{files}"]]`, 'post_check: [["/bin/true", "{files}"]]', "limits: {seconds: 20, memory_mb: 512, output_mb: 1, network: none}", "opt_in: true",
  ].join("\n"));
  return shop.execute(shop.plan([{ skill: name, files: [path] }]), { syntax: treeSitterSyntax });
}

describe.each(manifests)("D12: %s gains a dependency", (path, _before, after) => {
  test("and is refused, whatever of its text and syntax the contract allows", async () => {
    const before = shop.picture();
    const { result, patch } = await run(path, after, "modify_text, change_syntax_tree, modify_imports, modify_comments");
    expect([result.outcome, result.reason, patch.length]).toEqual(["refused", expect.stringContaining("`modify_manifest`"), 0]);
    expect(shop.picture()).toEqual(before);
  });

  test("the control: a contract that allows manifests lets it be", async () => {
    const { result } = await run(path, after, "modify_text, change_syntax_tree, modify_imports, modify_comments, modify_manifest");
    expect([result.reason, result.outcome]).toEqual([null, "changed"]);
  });
});
