/** Every workflow that is shipped, and every one that `regreen init` makes of it, is clean under zizmor's strictest view. */
import { execFile } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, jest, test } from "@jest/globals";
import { detectLayout } from "../../src/core/onboarding/detect/detect-layout.ts";
import { tailorWorkflow } from "../../src/core/onboarding/workflow/tailor-workflow.ts";
import { layoutNames, readLayout } from "../core/onboarding/read-layout.ts";
import { installZizmor } from "./tools/zizmor.ts";

jest.setTimeout(400_000);

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "regreen-workflows-"));
const zizmor = await installZizmor();
const templates = globSync("action/workflows/**/*.yml", { cwd: root }).toSorted();
afterAll(() => { rmSync(folder, { recursive: true }); });

/** What zizmor finds; empty where it finds nothing. Nothing is looked up outside. */
async function findings(files: readonly string[]): Promise<readonly string[]> {
  const asked = promisify(execFile)(zizmor, ["--pedantic", "--offline", "--no-progress", "--format=json", ...files], { maxBuffer: 2 ** 26 });
  const { stdout } = await asked.catch((error: unknown) => error as { readonly stdout: string });
  return (JSON.parse(stdout) as readonly { readonly ident: string; readonly ignored: boolean; readonly locations: readonly { readonly symbolic: { readonly key: unknown } }[] }[])
    .filter(({ ignored }) => !ignored).map(({ ident, locations }) => `${ident} ${JSON.stringify(locations[0]?.symbolic.key)}`);
}

test.each(templates)("%s is clean under zizmor --pedantic", async (template) => {
  expect(await findings([join(root, template)])).toEqual([]);
});

test.each(templates)("%s is clean for every recorded layout", async (template) => {
  const files = layoutNames.map((name) => {
    const layout = readLayout(name);
    const file = join(folder, `${template.replaceAll("/", "-")}-${name}.yml`);
    writeFileSync(file, tailorWorkflow(readFileSync(join(root, template), "utf8"), { layout: detectLayout(layout), paths: layout.paths }));
    return file;
  });
  expect(await findings(files)).toEqual([]);
});

test("zizmor does find what is wrong", async () => {
  const file = join(folder, "wrong.yml");
  writeFileSync(file, "on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{uses: actions/checkout@v4}]}}\n");
  expect((await findings([file])).some((finding) => finding.startsWith("unpinned-uses"))).toBe(true);
});
