/** Row D4 as a property: whatever another run on another machine prints otherwise, the fingerprint is the same; and another cause has another one. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openLogReading } from "../../../src/core/failure/read-log.ts";
import { rewrites } from "./rewrites.ts";
import { seededRandom } from "./seeded-random.ts";

const folder = join(import.meta.dirname, "../../golden/logs");
const logs = readdirSync(folder).flatMap((tool) => readdirSync(join(folder, tool)).map((name) => `${tool}/${name}`));

function fingerprintsOf(log: string): string[] {
  const reading = openLogReading({ job: null, workspace: null });
  reading.push(Buffer.from(log));
  return reading.finish().reports.map(({ fingerprint }) => fingerprint).sort();
}

describe("the fingerprints of every golden log stay the same under", () => {
  test.each(rewrites.map(({ what, rewrite }) => [what, rewrite] as const))("%s", (_what, rewrite) => {
    const random = seededRandom(11);
    const below = (limit: number): number => Math.floor(random() * limit);
    const changed = logs.filter((name) => {
      const log = readFileSync(join(folder, name, "log.txt"), "utf8");
      const rewritten = rewrite(log, below);
      return rewritten !== log && fingerprintsOf(rewritten).join() !== fingerprintsOf(log).join();
    });
    expect(changed).toEqual([]);
  });
});

describe("another cause has another fingerprint:", () => {
  test.each([
    ["another type error in the same file", "src/a.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.", "src/a.ts(3,7): error TS2304: Cannot find name 'cart'."],
    ["the same error about other types", "src/a.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.", "src/a.ts(3,7): error TS2322: Type 'Cart' is not assignable to type 'Order'."],
    ["the same error in another file", "src/a.ts(3,7): error TS2304: Cannot find name 'cart'.", "src/b.ts(3,7): error TS2304: Cannot find name 'cart'."],
    ["another test", "FAILED tests/test_cart.py::test_total - assert 2 == 1", "FAILED tests/test_cart.py::test_empty - assert 2 == 1"],
    ["another missing module", "ModuleNotFoundError: No module named 'numpy'", "ModuleNotFoundError: No module named 'pandas'"],
    ["another npm error", "npm error code ERESOLVE\nnpm error ERESOLVE unable to resolve dependency tree", "npm error code E404\nnpm error 404 Not Found - GET https://host.example/left-pad - Not found"],
    ["another file to format", "would reformat src/cart.py\n1 file would be reformatted.", "would reformat src/order.py\n1 file would be reformatted."],
    ["another exit status of what is unknown", "##[error]deploy.sh: the release gate said no, exit code 3", "##[error]deploy.sh: the release gate said no, exit code 137"],
    ["another sentence of what is unknown", "##[error]the release channel is frozen", "##[error]the release channel is closed"],
    ["another compiler error", "main.c:7:9: error: 'price' undeclared (first use in this function)", "main.c:7:9: error: 'order' undeclared (first use in this function)"],
  ])("%s", (_what, one, other) => {
    const [first, second] = [fingerprintsOf(`${one}\n`), fingerprintsOf(`${other}\n`)];
    expect([first.length, second.length]).not.toContain(0);
    expect(first).not.toEqual(second);
  });
});

test("what is unknown is grouped by its template, though names in it make other fingerprints", () => {
  const templates = ["'alpha' on port 8080", "'beta' on port 9090"].map((what) => {
    const reading = openLogReading({ job: null, workspace: null });
    reading.push(Buffer.from(`##[error]cannot reach ${what}\n`));
    return reading.finish().reports.map(({ template }) => template);
  });
  expect(templates[0]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect(templates[1]).toEqual(templates[0]);
});
