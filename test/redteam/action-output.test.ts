/** L10: what a step prints is read by GitHub's runner, which obeys commands in it. Our own action prints what tools said: none of that is a command. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import type { Generate } from "../../src/core/configuration/generate.ts";
import { buildPlan } from "../../src/core/fix/build-plan.ts";
import { digestOf } from "../../src/core/identity/digest.ts";
import { GitSha, RepositoryName } from "../../src/core/identity/identifier.ts";
import { parseSkill } from "../../src/core/skill/parse-skill.ts";
import { buildAction, runAction, type BuiltAction } from "../action/built-action.ts";
import { obeyedCommands } from "../action/runner-commands.ts";
import { openWorkshop, projectRoot, sandbox, type Workshop } from "../execution/workshop.ts";
import { startArtifactService, type ArtifactService } from "../loopback/artifacts/start-artifact-service.ts";

jest.setTimeout(60_000);
const confined = sandbox.kind === "none" ? test.skip : test;
let built: BuiltAction;
let service: ArtifactService;
let job: string;
let shop: Workshop;

beforeAll(async () => {
  built = buildAction();
  service = await startArtifactService({ add: (_run, { name, bytes }) => ({ id: 1, name, bytes, digest: `sha256:${digestOf(bytes)}`, createdAt: new Date() }), list: () => [] });
});
afterAll(async () => {
  built.remove();
  await service.close();
});
beforeEach(() => {
  job = mkdtempSync(join(tmpdir(), "regreen-job-"));
  mkdirSync(join(job, "temp"));
  for (const name of ["output", "summary"]) writeFileSync(join(job, name), "");
});
afterEach(() => {
  rmSync(job, { recursive: true, force: true });
  shop.remove();
});

/** Each holds the canary, so that what is obeyed of it can be told from our own. */
const hostile = [
  "::set-output name=outcome::canary", "::add-mask::canary", "::stop-commands::canary", "::canary::", "::error file=src/app.js,line=1::canary", "::warning::canary", "::save-state name=x::canary", "::echo::canary",
  "::endgroup::canary", "::add-matcher::/tmp/canary.json", "::remove-matcher owner=canary::", "::set-env name=NODE_OPTIONS::--require=/tmp/canary", "::add-path::/tmp/canary", "::debug::canary",
  "   \t\u00a0::set-output name=patch-sha256::canary", "all is well\r::set-output name=outcome::canary", "::SET-OUTPUT name=outcome::canary",
  "##[set-output name=outcome;]canary", "##[add-mask]canary", "all is well ##[error]canary", "##[stop-commands]canary", "##[group]canary", "##[endgroup]canary", "::stop-commands::", "::::canary",
];
/** ESLint runs its configuration, so whoever writes it says what the tool prints, on both outputs. */
const shouting = (lines: readonly string[]): string =>
  `for (const line of ${JSON.stringify(lines)}) { console.log(line); console.error(line); }\nprocess.stdout.write("::set-output name=outcome::canary without a line end");\nexport default [{ rules: { "no-var": "error" } }];\n`;

interface Step { readonly skill: string; readonly files: readonly string[]; readonly generate?: readonly Generate[] }

/** Runs the action as a step of a job on the checkout. */
async function printed(files: Readonly<Record<string, string>>, { entry = built.entry, skill, ...step }: Step & { readonly entry?: string }): Promise<string> {
  shop = openWorkshop({ ".gitignore": "node_modules\n", ...files });
  const bytes = readFileSync(join(projectRoot, "skills", skill, "SKILL.md"));
  const plan = buildPlan({
    planned: [{ skill: parseSkill({ name: skill, bytes, origin: "built-in" }), ...step }],
    repo: RepositoryName.parse("octo/hello"), base_sha: GitSha.parse(shop.git("rev-parse", "HEAD").trim()), nonce: "ab".repeat(16),
  });
  const { stdout } = await runAction(entry, {
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`, HOME: job, CI: "true", GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: shop.checkout, GITHUB_REPOSITORY: "octo/hello",
    RUNNER_TEMP: join(job, "temp"), GITHUB_OUTPUT: join(job, "output"), GITHUB_STEP_SUMMARY: join(job, "summary"), GITHUB_SERVER_URL: "http://github.localhost:1",
    ACTIONS_RESULTS_URL: service.url, ACTIONS_RUNTIME_TOKEN: service.token({ runId: 7, jobId: 8 }, new Date(Date.now() + 60_000)), INPUT_MODE: "fix", INPUT_PLAN: JSON.stringify(plan),
  });
  return stdout;
}

const eslint: Step = { skill: "eslint-fix", files: ["src/app.js"] };
const red = { "src/app.js": "var a = 1;\nexport { a };\n" };

/** The canary in what is obeyed, the message of our own annotation left out. */
const canaries = (stdout: string): readonly string[] => obeyedCommands(stdout).filter(({ line }) => line.includes("canary") && !/^::(?:(?:notice|warning) title=Regreen|error file=src\/app\.js,title=eslint-fix::Not mended)::?/.test(line)).map(({ name }) => name);
/** What is obeyed, and no telling of what the artifact client says for itself: its mask of its own signature, and what it tells for debugging. */
const ours = (stdout: string): readonly string[] => obeyedCommands(stdout).map(({ name }) => name).filter((name) => !["debug", "add-mask"].includes(name));
const whole = ["group", "stop-commands", "endgroup"];

describe("L10: of what the action prints, the runner obeys our own commands only", () => {
  confined("when the tool that mends prints commands in every spelling", async () => {
    const stdout = await printed({ ...red, "eslint.config.mjs": shouting(hostile) }, eslint);
    expect(hostile.filter((line) => !stdout.includes(line.trim().split("\r").at(-1) ?? ""))).toEqual([]);
    expect([canaries(stdout), ours(stdout)]).toEqual([[], [...whole, "notice"]]);
    expect(readFileSync(join(job, "output"), "utf8")).toMatch(/^outcome<<(regreen_\w+)\nchanged\n\1\n/);
  });

  confined("when the tool fails, and its words are the reason", async () => {
    const stdout = await printed({ ...red, "eslint.config.mjs": `${shouting(hostile)}throw Object.assign(new Error("x"), { stack: ${JSON.stringify(hostile.join("\n"))} });\n` }, eslint);
    expect(stdout).toMatch(/^::notice title=Regreen::unchanged: .*canary/m);
    // The file that is left as it was is marked, with the same words: one line of ours, escaped.
    expect([canaries(stdout), ours(stdout)]).toEqual([[], [...whole, "error", "notice"]]);
  });

  confined("when the repository's own command, which we say that we run, holds commands", async () => {
    const generate = ["##[add-mask]canary", "#\u00ad#[add-mask]canary", "\n::add-mask::canary", "\r##[error]canary"].map((word) => ({ run: ["/bin/echo", word], files: ["src/app.js"] }));
    const stdout = await printed(red, { skill: "generated-drift", files: ["src/app.js"], generate });
    expect(stdout.match(/^Regreen runs: \/bin\/echo .*canary$/gm)?.length).toBeGreaterThanOrEqual(4);
    expect([canaries(stdout), ours(stdout).slice(0, 3)]).toEqual([[], whole]);
    expect(canaries(stdout.replaceAll("\u00ad", ""))).toEqual([]);
  });

  confined("the control: the same action without its defences obeys what the tool and the repository say", async () => {
    const folder = mkdtempSync(join(tmpdir(), "regreen-undefended-"));
    try {
      cpSync(join(built.dist, "..", ".."), folder, { recursive: true, verbatimSymlinks: true });
      const [file, entry] = ["workflow-commands.mjs", "index.mjs"].map((name) => join(folder, "action", "dist", name)) as [string, string];
      writeFileSync(file, readFileSync(file, "utf8").replace("::stop-commands::", "not stopped: ").replace(/(["'`])# \1/, '"#"'));
      const told = await printed({ ...red, "eslint.config.mjs": shouting(hostile) }, { ...eslint, entry });
      expect(canaries(told)).toEqual(expect.arrayContaining(["set-output", "add-mask"]));
      shop.remove();
      const announced = await printed(red, { skill: "generated-drift", files: ["src/app.js"], generate: [{ run: ["/bin/echo", "##[add-mask]canary"], files: ["src/app.js"] }], entry });
      expect(obeyedCommands(announced)[0]).toMatchObject({ name: "add-mask", line: "Regreen runs: /bin/echo ##[add-mask]canary" });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
