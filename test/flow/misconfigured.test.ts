import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

const pack = (require: string): string => `version: 1\nrules:\n  - id: mine\n    require: ${require}\n    otherwise: deny\n    message: Mine\n`;

test.each<readonly [string, Readonly<Record<string, string>>, string, readonly (readonly [number, number, RegExp])[]]>([
  ["an unknown key and a wrong value in the configuration", { ".github/regreen.yml": "version: 1\nenabeld: true\nfix: {max_attempts: many}\n" }, ".github/regreen.yml", [[3, 21, /max_attempts/], [2, 10, /unknown key "enabeld"/]]],
  ["a configuration that is no YAML", { ".github/regreen.yml": "version: 1\nreact: [\n" }, ".github/regreen.yml", [[3, 1, /./]]],
  ["a fact that a policy pack does not know", { ".github/regreen.yml": "version: 1\npolicies: [default, .github/policies/mine.yml]\n", ".github/policies/mine.yml": pack("pull.lines < 5") }, ".github/policies/mine.yml", [[4, 14, /pull\.lines|lines/]]],
  ["a policy pack that is not there", { ".github/regreen.yml": "version: 1\npolicies: [default, .github/policies/none.yml]\n" }, ".github/regreen.yml", [[1, 1, /there is no \.github\/policies\/none\.yml on main/]]],
  ["a built-in pack that is none", { ".github/regreen.yml": "version: 1\npolicies: [strictest]\n" }, ".github/regreen.yml", [[1, 1, /strictest/]]],
])("%s: one check run with an annotation at its line and column, nothing else, and right again it works", async (name, files, path, places) => {
  const project = await Project.open(stand, `wrong-${name.replaceAll(/\W+/g, "-")}`);
  await project.turnRed({ files });
  const [check] = await until("the check run", () => (project.checks("regreen/configuration").length > 0 ? project.checks("regreen/configuration") : null), 20);
  expect(check).toMatchObject({ conclusion: "failure", output: { title: expect.stringContaining(path), summary: expect.stringContaining("Regreen does nothing here until it is right.") } });
  expect(check?.annotations.map(({ path: file, start_line, start_column, message }) => [file, start_line, start_column, message])).toEqual(expect.arrayContaining(places.map(([line, column, message]) => [path, line, column, expect.stringMatching(message)])));
  expect(await project.closed()).toMatchObject({ status: "skipped", reason: expect.stringContaining(`${path}:${places[0]?.[0] ?? 0}:`) });
  expect(project.writes()).toEqual(["checks/create"]);
  expect(await project.sworn()).toEqual([expect.stringContaining("the configuration has a mistake")]);
  await project.turnRed({ files: { ".github/regreen.yml": "version: 1\n", "README.md": "right again\n" } });
  await project.fixRun();
});

test("P10: a pull request that changes the configuration is judged by the one of the default branch", async () => {
  const project = await Project.open(stand, "own-rules", { ".github/regreen.yml": "version: 1\nskills: {disable: [eslint-fix]}\n" });
  await project.turnRed({ branch: "feature", files: { ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\n" } });
  expect(await project.closed()).toMatchObject({ status: "skipped" });
  expect(project.writes()).toEqual([]);
});
