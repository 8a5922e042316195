/** Onboarding: one pull request per repository, with what Regreen would have mended; merged it is on, closed it is off, and nobody is asked twice. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parseConfiguration } from "../../src/core/configuration/parse-configuration.ts";
import type { FixId } from "../../src/core/identity/identifier.ts";
import type { Repair } from "../../src/core/repair/repair.ts";
import { fixWorkflow } from "../demo/fix-workflow.ts";
import { until } from "../demo/until.ts";
import type { PullIssue } from "../loopback/state/find.ts";
import { pullsOf } from "../loopback/state/find.ts";
import type { Repository } from "../loopback/state/repository.ts";
import { lintLog } from "../worker/red-repository.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

const samplePage = join(import.meta.dirname, "../../docs/sample-onboarding.md");

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(async () => {
  expect(stand.loopback.violations).toEqual([]);
  await stand.close();
});

const typeLog = "src/sum.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.\n##[error]Process completed with exit code 2.\n";
const networkLog = "npm error code ECONNRESET\nnpm error network read ECONNRESET\nnpm error network This is a problem related to network connectivity.\n##[error]Process completed with exit code 1.\n";

/** A repository that Regreen was not set up in, as `Project` leaves it without its configuration. */
async function unconfigured(name: string, files: Readonly<Record<string, string>> = {}): Promise<Project> {
  const project = await Project.open(stand, name);
  await project.push("Take Regreen away", { ".github/regreen.yml": null, ".github/workflows/regreen-fix.yml": null, "package.json": '{"devDependencies":{"eslint":"9.0.0"}}\n', "package-lock.json": "{}\n", "eslint.config.js": "export default [];\n", ...files });
  await project.playCi({ lint: { conclusion: "success" } });
  return project;
}

const known = new Map<number, FixId>();

/** The ledger says under which id the repository is asked: looked up once. */
async function onboardingOf({ id, name }: Repository): Promise<Repair | null> {
  const repair = known.get(id) ?? (await stand.ledger()).find(({ kind, repo, payload }) => kind === "repair_opened" && repo === `octo/${name}` && String(payload["key"]).startsWith("onboarding:"))?.repair ?? null;
  if (repair === null) return null;
  known.set(id, repair);
  return stand.serving().store.repairs.find(repair);
}

const install = (...projects: readonly Project[]): void => { stand.loopback.addRepositories(stand.installation, projects.map(({ repository }) => repository)); };

async function ended({ repository }: Project): Promise<Repair> {
  return until("the onboarding to end", async () => {
    const repair = await onboardingOf(repository);
    return repair?.step === "closed" ? repair : null;
  }, 20);
}

async function asked({ repository }: Project): Promise<PullIssue> {
  let last: Repair | null = null;
  await until("the onboarding to wait for a person", async () => {
    last = await onboardingOf(repository);
    return last?.status === "proposed" ? true : null;
  }, 30).catch((error: unknown) => { throw new Error(`${String(error)}; it is ${JSON.stringify(last)}`); });
  const [pull, ...others] = pullsOf(repository).filter(({ title }) => title === "Set up Regreen");
  expect(others).toEqual([]);
  return pull ?? Promise.reject(new Error("no pull request"));
}

test("a repository with failed runs is asked once, with what would have been mended, read from those very logs", async () => {
  const project = await unconfigured("asked");
  for (const log of [lintLog, lintLog, typeLog, networkLog]) await project.turnRed({ log });
  install(project);
  install(project);
  const pull = await asked(project);
  expect(pull).toMatchObject({ title: "Set up Regreen", pull: { baseBranch: "main", headBranch: "regreen/onboarding", size: { files: 1 } } });
  expect(pull.body).toContain("Of your last 6 runs, 4 failed.");
  expect(pull.body).toContain("| 2 | a fix would have been tried, for all that failed | `eslint-fix` 2× |");
  expect(pull.body).toContain("| 1 | passes by itself: run it again |  |");
  expect(pull.body).toContain("| 1 | for a person: no skill answers |  |");
  expect(pull.body).toContain("ESLint (`eslint.config.js`)");
  const configuration = await project.file("regreen/onboarding", ".github/regreen.yml");
  expect(parseConfiguration(Buffer.from(configuration ?? "")).react.branches).toEqual(["main"]);
  expect((await project.repairs()).map(({ subject }) => subject.source.kind)).toEqual(["workflow_run", "workflow_run", "workflow_run", "workflow_run"]);
});

test("the body leads to GitHub's own page for a new file, with the workflow filled in", async () => {
  const project = await unconfigured("linked");
  await project.push("Change two lines", { "src/app.js": "export const answer = 43;\n" }, "topic");
  const { data } = await project.person.pulls.create({ ...project.at, head: "topic", base: "main", title: "Change the answer" });
  await project.person.pulls.merge({ ...project.at, pull_number: data.number });
  install(project);
  const pull = await asked(project);
  expect(pull.body).toContain("of the last 1 merged pull request, half had at most 2 changed lines in 1 file");
  const link = /\]\((\S+\/octo\/linked\/new\/main\?\S+)\)/.exec(pull.body ?? "")?.[1] ?? "";
  const page = new URL(link);
  expect(page.searchParams.get("filename")).toBe(".github/workflows/regreen-fix.yml");
  expect(page.searchParams.get("value")).toContain("        run: \"npm ci --ignore-scripts ||");
  expect(project.writes().filter((operation) => operation.startsWith("actions/") || operation.startsWith("issues/"))).toEqual([]);
});

const tidied = (project: Project): Promise<unknown> => until("its branch to be gone", async () => ((await project.repository.git.refs("refs/heads/regreen/")).length === 0 ? true : null), 20);

test("merged: Regreen is on, and mends the next red run", async () => {
  const project = await unconfigured("merged");
  install(project);
  const { number } = await asked(project);
  await project.person.pulls.merge({ ...project.at, pull_number: number });
  expect(await ended(project)).toMatchObject({ status: "merged" });
  await tidied(project);
  await project.push("Add the workflow", { ".github/workflows/regreen-fix.yml": fixWorkflow({ repository: "regreen/regreen", sha: "a".repeat(40) }) });
  await project.turnRed();
  await project.fixRun();
});

test("closed: off, and nothing more is said, however often the App is installed again", async () => {
  const project = await unconfigured("closed");
  install(project);
  const { number } = await asked(project);
  await project.person.pulls.update({ ...project.at, pull_number: number, state: "closed" });
  expect(await ended(project)).toMatchObject({ status: "closed", reason: expect.stringContaining("stays off") });
  await tidied(project);
  const before = project.writes().length;
  install(project);
  const again = stand.loopback.install(stand.app, { account: "octo", repositories: [project.repository] });
  await until("the second onboarding to end", async () => {
    const entries = (await project.ledger()).filter(({ kind, payload }) => kind === "repair_opened" && payload["key"] === `onboarding:${project.repository.id}:${again.id}`);
    const [opened] = entries;
    const repair = opened?.repair == null ? null : await stand.serving().store.repairs.find(opened.repair);
    return repair?.step === "closed" && repair.reason === "it was asked before, and the pull request was closed" ? true : null;
  }, 20);
  await project.turnRed();
  expect((await project.closed()).reason).toBe("no configuration");
  expect(project.writes().length).toBe(before);
});

test.each<readonly [string, (project: Project) => void, string]>([
  ["an archived repository", ({ repository }) => { repository.isArchived = true; }, "the repository is archived"],
  ["one that has a configuration", (project) => void project, "there is a .github/regreen.yml already"],
])("%s is left alone", async (name, make, reason) => {
  const project = name.includes("configuration") ? await Project.open(stand, "configured") : await unconfigured("archived");
  make(project);
  const before = project.writes().length;
  install(project);
  expect(await ended(project)).toMatchObject({ status: "skipped", reason });
  expect(project.writes().length).toBe(before);
});

test.each([["a fork", { name: "forked", isFork: true }, "the repository is a fork"], ["an empty repository", { name: "empty" }, "the repository is empty"]])("%s is left alone", async (_, options, reason) => {
  const repository = await stand.loopback.createRepository({ owner: "octo", ...options });
  if ("isFork" in options) await stand.loopback.push(repository, { message: "Begin", files: { "a.js": "" } });
  stand.loopback.addRepositories(stand.installation, [repository]);
  const repair = await until("the onboarding to end", async () => {
    const found = await onboardingOf(repository);
    return found?.step === "closed" ? found : null;
  }, 20);
  expect(repair).toMatchObject({ status: "skipped", reason });
  expect(pullsOf(repository)).toEqual([]);
});

test("killed in the middle of reading, it goes on where it was, and asks once", async () => {
  const project = await unconfigured("killed");
  for (let run = 0; run < 9; run += 1) await project.turnRed();
  install(project);
  await until("some logs to be read", async () => (((await onboardingOf(project.repository))?.onboarding?.runs.length ?? 0) >= 4 ? true : null), 20);
  await stand.restart();
  const pull = await asked(project);
  expect(pull.body).toContain("Of your last 11 runs, 9 failed.");
  expect(pull.body).toContain("| 9 | a fix would have been tried, for all that failed | `eslint-fix` 9× |");
});

/** The sample in the documentation: this very pull request, with what differs from run to run taken out. `REGREEN_WRITE_SAMPLES=1` writes it. */
test("the sample in the documentation is the pull request of a story", async () => {
  const project = await unconfigured("sample");
  for (const log of [lintLog, typeLog, networkLog, lintLog]) await project.turnRed({ log });
  install(project);
  const { title, body } = await asked(project);
  const told = `# ${title}\n\n${body ?? ""}\n`.replaceAll(stand.loopback.url, "https://github.com").replace(/actions\/runs\/\d+/g, "actions/runs/1").replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, "2026-11-20 08:15");
  if (process.env["REGREEN_WRITE_SAMPLES"] === "1") writeFileSync(samplePage, told);
  expect(told).toBe(readFileSync(samplePage, "utf8"));
});
