import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { artifactCaps, readZip } from "../../src/adapters/archive/read-zip.ts";
import { buildPlan } from "../../src/core/fix/build-plan.ts";
import type { FixPlan } from "../../src/core/fix/plan.ts";
import { FixResult } from "../../src/core/fix/result.ts";
import { digestOf } from "../../src/core/identity/digest.ts";
import { GitSha, RepositoryName } from "../../src/core/identity/identifier.ts";
import type { Place } from "../../src/core/skill/edit/place.ts";
import { parseSkill } from "../../src/core/skill/parse-skill.ts";
import { openWorkshop, projectRoot, sandbox, type Workshop } from "../execution/workshop.ts";
import type { StoredArtifact } from "../loopback/artifacts/artifact-home.ts";
import { startArtifactService, type ArtifactService } from "../loopback/artifacts/start-artifact-service.ts";
import { buildAction, runAction, type ActionRun, type BuiltAction } from "./built-action.ts";

jest.setTimeout(60_000);
const confined = sandbox.kind === "none" ? test.skip : test;
const stored: StoredArtifact[] = [];
let built: BuiltAction;
let service: ArtifactService;
let job: string;
let shop: Workshop;

beforeAll(async () => {
  built = buildAction();
  service = await startArtifactService({
    add: (_run, { name, bytes }) => {
      const artifact = { id: stored.length + 1, name, bytes, digest: `sha256:${digestOf(bytes)}`, createdAt: new Date() };
      stored.push(artifact);
      return artifact;
    },
    list: () => stored,
  });
});
afterAll(async () => {
  built.remove();
  await service.close();
});
afterEach(() => {
  stored.length = 0;
  rmSync(job, { recursive: true, force: true });
  shop.remove();
});

function openJob(files: Readonly<Record<string, string>>): void {
  job = mkdtempSync(join(tmpdir(), "regreen-job-"));
  mkdirSync(join(job, "temp"));
  for (const name of ["output", "summary"]) writeFileSync(join(job, name), "");
  shop = openWorkshop({ ".gitignore": "node_modules\n", ...files });
}

function planFor(files: readonly string[], repo = "octo/hello"): FixPlan {
  return planOf({ skill: "eslint-fix", files }, repo);
}

function planOf({ skill, ...rest }: { readonly skill: string; readonly files: readonly string[]; readonly places?: readonly Place[] }, repo = "octo/hello"): FixPlan {
  const bytes = readFileSync(join(projectRoot, "skills", skill, "SKILL.md"));
  return buildPlan({
    planned: [{ skill: parseSkill({ name: skill, bytes, origin: "built-in" }), ...rest }],
    repo: RepositoryName.parse(repo), base_sha: GitSha.parse(shop.git("rev-parse", "HEAD").trim()), nonce: "ab".repeat(16),
  });
}

/** The environment that GitHub gives to an action's step, canaries among it. */
function run(inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
  const named = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  return runAction(built.entry, {
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`, HOME: job, CI: "true", GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: shop.checkout, GITHUB_REPOSITORY: "octo/hello",
    RUNNER_TEMP: join(job, "temp"), GITHUB_OUTPUT: join(job, "output"), GITHUB_STEP_SUMMARY: join(job, "summary"), GITHUB_SERVER_URL: "http://github.localhost:1",
    ACTIONS_RESULTS_URL: service.url, ACTIONS_RUNTIME_TOKEN: service.token({ runId: 7, jobId: 8 }, new Date(Date.now() + 60_000)), GITHUB_TOKEN: "canary-token-3141", ...named,
  });
}

const config = { "eslint.config.mjs": "export default [{ rules: { 'no-var': 'error' } }];\n" };

async function artifactFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  return readZip(stored[0]?.bytes ?? new Uint8Array(), artifactCaps);
}

describe("the built action", () => {
  confined("mends with real eslint and uploads result, patch and file with the real artifact client", async () => {
    openJob({ "src/app.js": "var a = 1;\nexport { a };\n", ...config });
    const plan = planFor(["src/app.js"]);
    const before = shop.picture();
    const { code, stdout } = await run({ mode: "fix", plan: JSON.stringify(plan) });
    expect([code, stdout.includes("::error")]).toEqual([0, false]);
    expect(stored.map((artifact) => artifact.name)).toEqual([`regreen-result-${plan.plan_id}`]);
    const files = await artifactFiles();
    expect([...files.keys()].sort()).toEqual(["change.patch", "files/src/app.js", "result.json"]);
    const result = FixResult.parse(JSON.parse(Buffer.from(files.get("result.json") ?? []).toString()));
    expect([result.outcome, result.plan_id, result.patch_sha256]).toEqual(["changed", plan.plan_id, digestOf(files.get("change.patch") ?? "")]);
    expect(readFileSync(join(job, "output"), "utf8")).toMatch(/^outcome<<(regreen_\w+)\nchanged\n\1\n/);
    expect(readFileSync(join(job, "summary"), "utf8")).toContain("### The fix holds");
    expect([shop.picture(), existsSync(join(job, "temp", "regreen-scratch", "x"))]).toEqual([before, false]);
    for (const bytes of files.values()) expect(Buffer.from(bytes).toString("latin1")).not.toContain("canary-token-3141");
  });

  confined("reads imports with the grammars that lie beside it", async () => {
    openJob({ "src/app.js": "import { a, b } from './ab.js';\na();\n", "eslint.config.mjs": "export default [{ rules: { 'no-unused-vars': 'error' } }];\n" });
    await run({ plan: JSON.stringify(planOf({ skill: "unused-imports", files: ["src/app.js"], places: [{ file: "src/app.js", line: 1, column: 13, rule: "no-unused-vars" }] })) });
    const files = await artifactFiles();
    expect(FixResult.parse(JSON.parse(Buffer.from(files.get("result.json") ?? []).toString()))).toMatchObject({ outcome: "changed", reason: null });
    expect(Buffer.from(files.get("files/src/app.js") ?? []).toString()).toBe("import { a } from './ab.js';\na();\n");
  });

  confined("shows what tools say with commands stopped, so that the runner obeys none of it", async () => {
    openJob({ "src/app.js": "var a = 1;\n", "eslint.config.mjs": "console.log('::set-output name=outcome::pwned\\n::add-mask::x');\nexport default [{ rules: { 'no-var': 'error' } }];\n" });
    const { stdout } = await run({ plan: JSON.stringify(planFor(["src/app.js"])) });
    let stopped: string | null = null;
    const obeyed: string[] = [];
    for (const line of stdout.split("\n")) {
      const command = /^::([\w-]+)[^:]*::(.*)$/.exec(line);
      if (stopped !== null) { if (line === `::${stopped}::`) stopped = null; }
      else if (command?.[1] === "stop-commands") stopped = command[2] ?? "";
      else if (command !== null) obeyed.push(line);
    }
    expect(stdout).toContain("::add-mask::x");
    expect(obeyed.filter((line) => line.startsWith("::set-output") || line === "::add-mask::x")).toEqual([]);
  });

  test("a plan for another repository is a refusal with its reason, uploaded all the same", async () => {
    openJob({ "src/app.js": "var a = 1;\n", ...config });
    const { code, stdout } = await run({ plan: JSON.stringify(planFor(["src/app.js"], "octo/other")) });
    const files = await artifactFiles();
    expect([code, [...files.keys()]]).toEqual([0, ["result.json"]]);
    expect(JSON.parse(Buffer.from(files.get("result.json") ?? []).toString())).toMatchObject({ outcome: "refused", reason: "the plan is for octo/other, and this job belongs to octo/hello" });
    expect(stdout).toContain("::warning title=Regreen::refused: the plan is for octo/other");
  });

  test.each([
    [{ mode: "merge", plan: "{}" }, 'the input "mode" is "merge"; it can be: fix, propose, gate, report'],
    [{ mode: "propose" }, 'the input "token" is empty'],
    [{ plan: "" }, 'the input "plan" is empty'],
    [{ plan: '{"version":1}' }, 'The input "plan" is not a plan'],
    [{ plan: "not json\n::set-env name=X::y" }, 'The input "plan" is not a plan'],
  ])("bad inputs %j end with one error that says what is right", async (inputs, words) => {
    openJob({});
    const { code, stdout } = await run(inputs);
    expect([code, stdout.trim().split("\n").length, stdout.includes(words)]).toEqual([1, 1, true]);
  });
});
