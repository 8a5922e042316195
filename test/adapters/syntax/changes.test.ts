/** Each language has its own ways to say another thing with nearly the same letters. A formatter may do none of them; what it may do is layout. */
import { expect, test } from "@jest/globals";
import { treeSitterSyntax } from "../../../src/adapters/syntax/read-syntax.ts";
import { readDataChange } from "../../../src/core/fix/data/read-data.ts";
import { detectActions } from "../../../src/core/fix/detect-actions.ts";
import type { Change } from "./changes/change.ts";
import { changes as c } from "./changes/c.ts";
import { changes as css } from "./changes/css.ts";
import { changes as data } from "./changes/data.ts";
import { changes as go } from "./changes/go.ts";
import { changes as java } from "./changes/java.ts";
import { changes as javascript } from "./changes/javascript.ts";
import { changes as python } from "./changes/python.ts";
import { changes as rust } from "./changes/rust.ts";
import { changes as scripts } from "./changes/scripts.ts";

const all = [javascript, python, go, rust, java, c, css, scripts, data].flat();

async function actionsOf(path: string, before: string, after: string): Promise<readonly string[]> {
  const [one, other] = await Promise.all([treeSitterSyntax.read(path, before), treeSitterSyntax.read(path, after)]);
  const change = { path, before: Buffer.from(before), after: Buffer.from(after), beforeMode: "100644", afterMode: "100644" } as const;
  const { actions, syntaxUnknown } = detectActions(change, { syntax: one === null || other === null ? null : { before: one, after: other }, data: readDataChange(change) });
  return syntaxUnknown ? ["unknown"] : actions.filter((action) => action !== "modify_text" && action !== "touch_line_1_only");
}

const described = (change: Change): string => (change[4].length === 0 ? "is layout" : `is ${change[4].join(" and ")}`);

test.each(all.map((change) => [`${change[0]} ${described(change)}`, change] as const))("%s", async (_name, [, path, before, after, actions]) => {
  expect(await actionsOf(path, before, after)).toEqual(actions);
});

test("every text of the table is one that its grammar reads, so that nothing is refused only for being broken", async () => {
  const broken = await Promise.all(all.flatMap(([name, path, before, after]) => [before, after].map(async (text) => ((await treeSitterSyntax.read(path, text))?.valid === false ? name : null))));
  expect([...new Set(broken.filter((name) => name !== null))]).toEqual([]);
});
