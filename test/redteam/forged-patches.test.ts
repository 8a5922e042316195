/**
 * S3, E2: the same lies told to the App by a forged artifact: the job says that all is well, and its patch does what the contract forbids. The App knows
 * only the plan, the base and the patch. The control: the same file, laid out anew, is proposed.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";
import { lies, type Lie } from "./lies.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
// One installation for all: GitHub's limit on its writes in a minute is not what is tested here.
beforeEach(() => { stand.clock.forward(60); });
afterAll(() => stand.close());

const stamped = (lines: readonly string[]): string => lines.map((line) => `2026-11-20T08:15:10.1000000Z ${line}`).join("\n");
const job = (command: string, lines: readonly string[]): string => stamped([`##[group]Run ${command}`, command, "##[endgroup]", ...lines, "##[error]Process completed with exit code 1.", ""]);

/** What the tool that formats this file says of it; null where no built-in formatter takes the file. */
function logFor(path: string): string | null {
  const ending = path.slice(path.lastIndexOf(".") + 1);
  if (ending === "py") return job("black --check .", [`would reformat ${path}`, "", "Oh no! 💥 💔 💥", "1 file would be reformatted."]);
  if (!["js", "jsx", "ts", "css", "json", "yml", "md"].includes(ending)) return null;
  return job("npx prettier --check .", ["Checking formatting...", `[warn] ${path}`, "[warn] Code style issues found in the above file. Run Prettier with --write to fix."]);
}

/** A project whose formatter complains of this file, and a fix job that gives this patch for it. */
async function collect(name: string, { path, before }: Pick<Lie, "path" | "before">, after: string | null): Promise<Project> {
  const project = await Project.open(stand, name.replaceAll(/[^\w-]+/g, "-"), { [path]: before });
  await project.push("Change", { "README.md": `# ${name}\n` });
  await project.playCi({ lint: { conclusion: "failure", log: logFor(path) ?? "" } });
  const patch = renderPatch([{ path, before: Buffer.from(before), after: after === null ? null : Buffer.from(after), beforeMode: "100644", afterMode: "100644" }]);
  await project.endFixJob({ patch });
  return project;
}

const told = lies.filter(({ path, action }) => logFor(path) !== null && action !== "modify_docstrings").map((lie): readonly [string, Lie] => [`${lie.action} in ${lie.language}`, lie]);

describe("refused by the App, sworn to, and told in one issue", () => {
  test.each(told)("%s", async (name, lie) => {
    const project = await collect(`forged-${name}`, lie, lie.after);
    expect(await project.closed()).toMatchObject({ status: "escalated", reason: expect.stringContaining("contract-kept"), offer: null });
    expect([project.pulls().length, (await project.ownBranches()).length, project.issues().length]).toEqual([0, 0, 1]);
    expect(await project.sworn()).toContainEqual(expect.stringContaining("contract-kept"));
  });
});

describe("the control: layout alone is proposed", () => {
  test.each<readonly [string, string, string, string]>([
    ["JavaScript", "src/auth.js", "if (user.admin && ok) grant();\n", "if (user.admin && ok)\n  grant();\n"],
    ["Python", "src/auth.py", "key = b'abc\\n'\n", 'key = b"abc\\n"\n'],
    ["CSS", "src/a.css", "a { margin: 1px; color: #fff; }\n", "a {\n  margin: 1px;\n  color: #fff;\n}\n"],
    ["YAML", "src/a.yml", "verify:   no\n", "verify: no\n"],
    ["JSON", "package.json", '{"scripts":{}}\n', '{ "scripts": {} }\n'],
  ])("%s", async (language, path, before, after) => {
    const project = await collect(`honest-${language}`, { path, before }, after);
    expect((await project.until(({ offer }) => offer?.number != null)).offer?.number).toBeGreaterThan(0);
  });
});
