import { afterAll, beforeAll, describe, expect, test, jest } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { StoredArtifact } from "../../artifacts/artifact-home.ts";
import { startArtifactService, type ArtifactService } from "../../artifacts/start-artifact-service.ts";
import { ownModules } from "../image/prepare-tool-image.ts";
import { tryJob } from "./job-fixture.ts";

// Real processes: slow where the machine is busy.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), "run-action-"));
const client = pathToFileURL(join(ownModules(), "@actions/artifact/lib/artifact.js")).href;
const stored: StoredArtifact[] = [];
let service: ArtifactService;
let actionSha: string;
let projectSha: string;

/** A repository under `folder`, as `file://` serves it. */
function repository(name: string, files: Readonly<Record<string, string>>): string {
  const at = join(folder, `${name}.git`);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), content);
  }
  const git = (...argv: string[]) => execFileSync("git", ["-C", at, "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "uploadpack.allowAnySHA1InWant=true", ...argv], { encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "-m", "One");
  git("config", "uploadpack.allowAnySHA1InWant", "true");
  return git("rev-parse", "HEAD");
}

beforeAll(async () => {
  actionSha = repository("octo/action", {
    "action.yml": "name: Try\ninputs:\n  greeting: {default: hello}\n  who am i: {required: true}\noutputs: {said: {description: x}}\nruns: {using: node24, main: main.mjs, post: post.mjs}\n",
    "main.mjs": `import { appendFileSync, writeFileSync } from "node:fs";
      import { DefaultArtifactClient } from ${JSON.stringify(client)};
      console.log(process.env.INPUT_GREETING, process.env.INPUT_WHO_AM_I, process.env.GITHUB_ACTION_REPOSITORY);
      appendFileSync(process.env.GITHUB_OUTPUT, "said=yes\\n");
      appendFileSync(process.env.GITHUB_STATE, "opened=door\\n");
      writeFileSync("result.json", "{}");
      const { id } = await new DefaultArtifactClient().uploadArtifact("regreen-result-1", ["result.json"], ".");
      console.log("kept as", id);`,
    "post.mjs": `console.log("closing", process.env.STATE_opened);`,
  });
  repository("octo/composite", { "action.yml": "name: C\nruns: {using: composite, steps: []}\n" });
  projectSha = repository("octo/hello", { "README.md": "hello", "own/action.yml": "name: Own\nruns: {using: node24, main: run.js}\n", "own/run.js": "console.log('own action runs'); process.exitCode = 1" });
  service = await startArtifactService({
    add: (_run, { name, bytes }) => {
      stored.push({ id: 9, name, bytes, digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`, createdAt: new Date() });
      return { id: 9, name, bytes, digest: "", createdAt: new Date() };
    },
    list: () => [],
  });
});

afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const gitUrl = pathToFileURL(folder).href;
const results = () => ({ url: service.url, token: service.token({ runId: 1, jobId: 2 }, new Date(Date.now() + 60_000)) });

describe("an action of a repository", () => {
  test("is downloaded at its commit, runs on Node with its inputs, uploads with the real client, and is cleaned up after the last step", async () => {
    const { outcome, lines, steps } = await tryJob(`- id: try\n  uses: octo/action@${actionSha}\n  with: {who am i: me}\n- run: echo after \${{ steps.try.outputs.said }}`, { gitUrl, results: results() });
    expect(lines).toEqual(expect.arrayContaining([`Download action repository 'octo/action@${actionSha}' (SHA:${actionSha})`, "with:", "  greeting: hello", "  who am i: me", "hello me octo/action", "kept as 9", "after yes", "closing door"]));
    expect(lines.indexOf("Post job cleanup.")).toBeGreaterThan(lines.indexOf("after yes"));
    expect(steps.map((step) => step.name)).toEqual(["Set up job", `Run octo/action@${actionSha}`, "Run echo after ${{ steps.try.outputs.said }}", `Post Run octo/action@${actionSha}`, "Complete job"]);
    expect(stored.map((one) => one.name)).toEqual(["regreen-result-1"]);
    expect(outcome.conclusion).toBe("success");
  });

  test("that a job before it has altered is what its SHA says again", async () => {
    const sha = repository("octo/altered", {
      "action.yml": "name: Altered\nruns: {using: node24, main: main.mjs}\n",
      "main.mjs": `import { writeFileSync } from "node:fs"; console.log("as it was"); writeFileSync(import.meta.filename, "console.log('altered')");`,
    });
    const run = async () => (await tryJob(`- uses: octo/altered@${sha}`, { gitUrl, archive: join(folder, "archive") })).lines.filter((line) => /^(as it was|altered)$/.test(line));
    expect([await run(), await run()]).toEqual([["as it was"], ["as it was"]]);
  });

  test("that is of a kind this runner lacks fails the job before any step, with its name", async () => {
    const { lines, steps } = await tryJob("- run: echo never\n- uses: octo/composite@main", { gitUrl });
    expect(lines).toContainEqual("##[error]octo/composite@main: runs.using: `using: composite` is not supported by this runner: only node20 and node24 are; runs.main: Invalid input: expected string, received undefined");
    expect(steps[0]).toMatchObject({ name: "Set up job", conclusion: "failure" });
    expect(lines).not.toContain("never");
  });

  test("that is not there fails in GitHub's words", async () => {
    const { lines } = await tryJob("- uses: octo/nowhere@v1", { gitUrl });
    expect(lines).toContain("##[error]Unable to resolve action `octo/nowhere@v1`, unable to find version `v1`");
  });
});

describe("checkout", () => {
  const asked = () => ({ gitUrl, github: { repository: "octo/hello", sha: projectSha, ref: "refs/heads/main", event_name: "push", server_url: "http://github.localhost", api_url: "", token: "ghs_secret123", event: {} } });

  test("brings the event's commit, and an action of the workspace can run then", async () => {
    const { outcome, lines } = await tryJob("- uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n- run: git log -1 --format=%H:%D && cat README.md\n- uses: ./own", asked());
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${projectSha}:.*HEAD -> main`)));
    expect(lines).toContain("own action runs");
    expect(outcome.conclusion).toBe("failure");
  });

  test("leaves the token in the configuration only where it is told to, and never in the log", async () => {
    const kept = await tryJob("- uses: actions/checkout@v5\n- run: grep -c AUTHORIZATION .git/config", asked());
    const dropped = await tryJob("- uses: actions/checkout@v5\n  with: {persist-credentials: false}\n- run: grep -c AUTHORIZATION .git/config", asked());
    expect([kept.outcome.conclusion, dropped.outcome.conclusion]).toEqual(["success", "failure"]);
    expect(kept.log).not.toContain(Buffer.from("x-access-token:ghs_secret123").toString("base64"));
  });

  test("refuses a path outside the workspace and inputs that it does not know", async () => {
    const { outcome } = await tryJob("- {uses: actions/checkout@v5, with: {path: ../..}, continue-on-error: true}\n- {uses: actions/checkout@v5, with: {lfs: true}}", asked());
    expect(outcome.annotations.map((one) => one.message)).toEqual([expect.stringContaining("is not under"), "inputs not supported by this runner's stand-in: lfs"]);
  });
});

test("set-up actions say which tool of the machine is used, and warn where another was asked for", async () => {
  const { lines, outcome } = await tryJob("- id: n\n  uses: actions/setup-node@v5\n  with: {node-version: '18'}\n- run: echo \"${{ steps.n.outputs.node-version }}\"");
  expect(outcome.conclusion).toBe("success");
  expect(lines).toContainEqual(expect.stringMatching(/^##\[warning\]Node.js 18 is not on this machine; \d+\.\d+\.\d+ is used$/));
});
