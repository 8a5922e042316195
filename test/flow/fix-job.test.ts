/** `regreen fix --job`: the very command of CI, in its folder, with its environment. */
import { afterEach, expect, jest, test } from "@jest/globals";
import { join } from "node:path";
import { eslintConfig, eslintLog, openDesk, type Desk } from "../cli/program.ts";

jest.setTimeout(120_000);
let desk: Desk;
afterEach(() => { desk.remove(); });

const ci = `name: CI
on: push
jobs:
  lint:
    runs-on: ubuntu-latest
    env: {TARGET: src, TOKEN: "\${{ secrets.TOKEN }}"}
    defaults: {run: {working-directory: web}}
    steps:
      - run: npm ci
      - {name: Lint, run: "test \\"$CI\\" = true\\nnode ../node_modules/eslint/bin/eslint.js $TARGET | cat", shell: bash}
  test:
    steps: [{name: Unit, run: npm test}, {name: Browser, run: npm run browser}]
`;
const files = { "web/src/app.js": "var a = 1\nexport { a }\n", "eslint.config.mjs": eslintConfig, ".github/workflows/ci.yml": ci };

test("runs the job's step as the runner would, mends what failed, and runs it again", async () => {
  desk = openDesk(files);
  const run = await desk.fix(["--job", "lint"]);
  expect([run.code, desk.read("web/src/app.js")]).toEqual([0, "const a = 1\nexport { a }\n"]);
  expect(run.stderr).toContain("$ Lint   (ci: lint, in web; without TOKEN, which only a run on GitHub knows)\n");
  expect(run.stdout).toContain("`Lint` passes now.");
});

test("where several steps check something, they are offered", async () => {
  desk = openDesk(files);
  const run = await desk.fix(["--job", "test"]);
  expect([run.code, run.stderr]).toEqual([2, "regreen: 2 steps could be meant\n  Name one by --job and --step:\nJOB         STEP      WHAT IT RUNS\n--job test  --step 1  Unit\n--job test  --step 2  Browser\n"]);
});

test("--jobs lists what can be run, and as JSON with all that it is run with", async () => {
  desk = openDesk(files);
  const [text, json] = [await desk.regreen(["fix", "--jobs"]), await desk.regreen(["fix", "--jobs", "--json"], { directory: join(desk.checkout, "web") })];
  expect(text.stdout).toBe("JOB         STEP      WHAT IT RUNS\n--job lint  --step 1  Run npm ci    sets up\n--job lint  --step 2  Lint\n--job test  --step 1  Unit\n--job test  --step 2  Browser\n");
  expect((JSON.parse(json.stdout) as { steps: object[] }).steps[1]).toMatchObject({ job: "lint", number: 2, directory: ".", environment: { TARGET: "src" }, unknown: ["TOKEN"], shell: "bash -eo pipefail" });
});

test("a log of a job is about files below the job's working directory", async () => {
  desk = openDesk(files);
  const log = `##[group]Run eslint\nnode eslint src\nshell: bash\n##[endgroup]\n${eslintLog("", "src/app.js").replace("\n/src", "\nsrc")}`;
  const [placed, lost] = [await desk.fix(["--log", "-", "--job", "lint", "--dry-run"], { input: log }), await desk.fix(["--log", "-", "--job", "build", "--dry-run"], { input: log })];
  expect([placed.stdout.includes("on web/src/app.js") || placed.stdout, lost.code]).toEqual([true, 2]);
});

test.each([[["--run", "true", "--job", "lint"], "two commands"], [["--step", "2"], "--step is a step of the job"]])("%j is one too many", async (args, why) => {
  desk = openDesk(files);
  expect(await desk.fix(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(why) });
});
