/** Row G7: the evidence of VERIFY holds a bill of materials of what the patch brings in. */
import { expect, test } from "@jest/globals";
import { renderPatch } from "../../../src/core/fix/render-patch.ts";
import type { FixResult } from "../../../src/core/fix/result.ts";
import { sbomFiles, type Execution } from "../../../src/core/repair/proof-files.ts";
import { at, execution, headSha, plan, repairIn } from "./a-repair.ts";

const lock = (packages: object): Buffer => Buffer.from(`${JSON.stringify({ name: "hello", lockfileVersion: 3, packages: { "": { name: "hello" }, ...packages } }, null, 2)}\n`);
const lodash = (version: string): object => ({ "node_modules/lodash": { version, resolved: `https://registry.example/lodash-${version}.tgz`, integrity: "sha512-AA==", license: "MIT" } });

function executionOf(path: string, before: Buffer, after: Buffer): Execution {
  const patch = renderPatch([{ path, before, after, beforeMode: "100644", afterMode: "100644" }]);
  const check = { violations: [], files: [], base: new Map([[path, before]]), contents: new Map([[path, after]]), added: 0, removed: 0 };
  return { execution, plan, proof: { result: {} as FixResult, patch, check, head: headSha, fitted: null, advisories: null, modlog: null } };
}
const billOf = (one: Execution): unknown => sbomFiles(repairIn("VERIFY"), one, at).map(({ phase, file, content }) => [phase, file, JSON.parse(new TextDecoder().decode(content))]);

test("a package that comes in and one that is updated stand in it, as CycloneDX, about this commit", () => {
  const bill = billOf(executionOf("package-lock.json", lock(lodash("4.17.20")), lock({ ...lodash("4.17.21"), "node_modules/ms": { version: "2.1.3", license: "MIT" } })));
  expect(bill).toMatchObject([["VERIFY", "sbom.cdx.json", { bomFormat: "CycloneDX", metadata: { component: { name: "octo/hello", version: headSha } } }]]);
  expect((bill as [[string, string, { components: { purl: string; licenses: unknown }[] }]])[0][2].components.map(({ purl }) => purl).toSorted()).toEqual(["pkg:npm/lodash@4.17.21", "pkg:npm/ms@2.1.3"]);
});

test("where nothing comes in there is none", () => {
  expect([billOf(executionOf("package-lock.json", lock(lodash("4.17.21")), lock({}))), billOf(executionOf("src/app.js", Buffer.from("var a;\n"), Buffer.from("let a;\n")))]).toEqual([[], []]);
});
