/** No delivery arrives at all: runs that are started again, an App that is installed, given repositories, or removed. Looking finds it (issue 6, DECISIONS 88). */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { onboardingMarker } from "../../src/core/onboarding/onboarding.ts";
import type { Repair } from "../../src/core/repair/repair.ts";
import { until } from "../demo/until.ts";
import { pullsOf, type PullIssue } from "../loopback/state/find.ts";
import type { Repository } from "../loopback/state/repository.ts";
import { lintLog } from "../worker/red-repository.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand({ crawlMinutes: 5 }); });
afterAll(async () => {
  expect(stand.loopback.violations).toEqual([]);
  await stand.close();
});

const deafen = (): void => { stand.app.webhookUrl = null; };
const soon = <T>(what: string, look: () => Promise<T | null> | T | null): Promise<T> => stand.hurrying(() => until(what, look, 30));
const someLooks = async (): Promise<void> => {
  stand.clock.forward(1_200);
  await stand.hurrying(() => new Promise((resolve) => { setTimeout(resolve, 600); }));
};
const crawled = (): Promise<unknown> => soon("the repository to be looked at", async () => ((await stand.serving().store.crawls.watched(stand.installation.id)) > 0 ? true : null));

/** A repository with CI, and without a configuration. */
async function unconfigured(name: string): Promise<Repository> {
  const repository = await stand.loopback.createRepository({ owner: "octo", name });
  await stand.loopback.push(repository, { message: "Begin", files: { "package.json": "{\"name\": \"hello\"}\n", "src/app.js": "export const answer = 42;\n" } });
  return repository;
}
const asked = (repository: Repository): Promise<PullIssue> => soon("the onboarding pull request", () => pullsOf(repository).find(({ body }) => body?.startsWith(onboardingMarker) === true) ?? null);
async function onboardings(repository: Repository): Promise<readonly Repair[]> {
  const found: Repair[] = [];
  for await (const { kind, repair, payload } of stand.serving().store.ledger.read(1)) {
    if (kind !== "repair_opened" || repair === null || !String(payload["key"]).startsWith(`onboarding:${String(repository.id)}:`)) continue;
    const one = await stand.serving().store.repairs.find(repair);
    if (one !== null) found.push(one);
  }
  return found;
}

test("a run of three days ago that is started again, and fails then, is found, once for each attempt", async () => {
  deafen();
  const project = await Project.open(stand, "again");
  await crawled();
  stand.clock.forward(3 * 86_400);
  const [old] = project.repository.workflowRuns;
  if (old === undefined) throw new Error("there is no run");
  for (const attempt of [2, 3]) {
    await project.person.actions.reRunWorkflow({ ...project.at, run_id: old.id });
    await project.playCi({ lint: { conclusion: "failure", log: lintLog } });
    await soon(`attempt ${String(attempt)}`, async () => ((await project.repairs()).length === attempt - 1 ? true : null));
  }
  await someLooks();
  expect((await project.repairs()).map(({ subject: { source } }) => source)).toMatchObject([{ run_id: old.id, run_attempt: 2 }, { run_id: old.id, run_attempt: 3 }]);
});

test("a repository that is new to the App is asked once whether it wants Regreen, however often it is looked at", async () => {
  deafen();
  const repository = await unconfigured("new-here");
  expect((await asked(repository)).state).toBe("open");
  await someLooks();
  expect([pullsOf(repository).length, (await onboardings(repository)).length]).toEqual([1, 1]);
});

test("an App that is installed anew elsewhere is found, and one that is removed ends what was begun there", async () => {
  deafen();
  const repository = await stand.loopback.createRepository({ owner: "hexa", name: "elsewhere" });
  await stand.loopback.push(repository, { message: "Begin", files: { "package.json": "{\"name\": \"hello\"}\n" } });
  const installation = stand.loopback.install(stand.app, { account: "hexa" });
  const pull = await asked(repository);
  await soon("it to rest", async () => ((await onboardings(repository))[0]?.offer?.number === pull.number ? true : null));
  stand.loopback.state.installations.delete(installation.id);
  for (const [token, identity] of stand.loopback.state.tokens) if (identity.kind === "installation" && identity.installation === installation) stand.loopback.state.tokens.delete(token);
  const ended = await soon("the onboarding to end", async () => (await onboardings(repository)).find(({ step }) => step === "closed") ?? null);
  expect(ended).toMatchObject({ status: "closed", reason: "the pull request is not there any more" });
});

test("a repository that is taken from the App ends what was begun there", async () => {
  deafen();
  const [kept, taken] = [await stand.loopback.createRepository({ owner: "tris", name: "kept" }), await stand.loopback.createRepository({ owner: "tris", name: "taken" })];
  for (const repository of [kept, taken]) await stand.loopback.push(repository, { message: "Begin", files: { "package.json": "{\"name\": \"hello\"}\n" } });
  const installation = stand.loopback.install(stand.app, { account: "tris", repositories: [kept, taken] });
  for (const repository of [kept, taken]) {
    const { number } = await asked(repository);
    await soon("it to rest", async () => ((await onboardings(repository))[0]?.offer?.number === number ? true : null));
  }
  if (installation.repositoryIds === "all") throw new Error("it has two");
  installation.repositoryIds.delete(taken.id);
  await soon("the onboarding to end", async () => (await onboardings(taken)).find(({ step }) => step === "closed") ?? null);
  expect(await onboardings(kept)).toMatchObject([{ step: "onboard", status: "proposed" }]);
});
