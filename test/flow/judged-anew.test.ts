/** Row G3: when what a pull request is judged by changes elsewhere (the repository's default branch, the account's `.github`), it is judged again without an event of its own. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
let organisation: Project;
beforeAll(async () => {
  stand = await openStand({ crawlMinutes: 5 });
  organisation = await Project.open(stand, ".github", { ".github/regreen.yml": laid("own"), "policies/house.yml": pack("house", "true") });
});
afterAll(async () => {
  expect(stand.loopback.violations).toEqual([]);
  await stand.close();
});

function pack(rule: string, require: string): string {
  return `version: 1\nrules:\n  - {id: ${rule}, gates: [propose, merge], require: "${require}", otherwise: deny, message: The ${rule} rule, waivable: true, stage: 5}\n`;
}
function laid(govern: "own" | "all"): string {
  return `version: 1\npolicies: [policies/house.yml]\ngate: {govern: ${govern}}\n`;
}
const settings = (govern: "own" | "all"): string => `version: 1\nreact: {branches: ["never"]}\npolicies: [.github/own.yml]\ngate: {govern: ${govern}}\n`;

/** A pull request into `base`, by a person; gives its head. */
async function asked(project: Project, base: string): Promise<string> {
  const head = await project.push("Another answer", { "src/app.js": `export const answer = ${base.length};\n` }, `feature-${base.replace("/", "-")}`);
  await project.person.pulls.create({ ...project.at, head: `feature-${base.replace("/", "-")}`, base, title: "Another answer", body: "Please." });
  return head;
}

async function opened(name: string, govern: "own" | "all"): Promise<Project> {
  return Project.open(stand, name, { ".github/regreen.yml": settings(govern), ".github/own.yml": pack("own", "true") });
}

const word = (project: Project, head: string): string | null | undefined => project.checks("regreen/policy").find(({ headSha }) => headSha === head)?.conclusion;
const says = (project: Project, head: string, conclusion: string, seconds = 20): Promise<true> => until(`${conclusion} on ${head.slice(0, 7)}`, () => (word(project, head) === conclusion ? true : null), seconds);

test("the account's pack becomes stricter: a pull request in another repository is denied within seconds, and allowed again when the pack is", async () => {
  const project = await opened("anew-under-account", "all");
  const head = await asked(project, "main");
  await says(project, head, "success");
  await organisation.push("Be strict", { "policies/house.yml": pack("house", "false") });
  await says(project, head, "failure");
  await organisation.push("Be lenient", { "policies/house.yml": pack("house", "true") });
  await says(project, head, "success");
});

test("the repository's own pack changes on its default branch: a pull request into another branch is judged by it", async () => {
  const project = await opened("anew-own-pack", "all");
  await project.push("Begin a release", { "RELEASE.md": "1\n" }, "release/1");
  const head = await asked(project, "release/1");
  await says(project, head, "success");
  await project.push("Be strict", { ".github/own.yml": pack("own", "false") });
  await says(project, head, "failure");
});

test("where the push that changed the policy was never delivered, the timer finds it", async () => {
  const project = await opened("anew-by-timer", "all");
  const head = await asked(project, "main");
  await says(project, head, "success");
  const { webhookUrl } = stand.app;
  stand.app.webhookUrl = null;
  await organisation.push("Be strict", { "policies/house.yml": pack("house", "false") });
  stand.clock.forward(600);
  await stand.hurrying(() => says(project, head, "failure"));
  stand.app.webhookUrl = webhookUrl;
  await organisation.push("Be lenient", { "policies/house.yml": pack("house", "true") });
  await says(project, head, "success");
});

test("the account lays the gate over everybody: pull requests that are open in its repositories get their guards at the next look, once each", async () => {
  const project = await opened("anew-governed", "own");
  const head = await asked(project, "main");
  await stand.hurrying(() => until("the first look", async () => ((await stand.serving().store.crawls.watched(stand.installation.id)) >= 5 ? true : null), 20));
  const before = word(project, head);
  await organisation.push("Govern all", { ".github/regreen.yml": laid("all") });
  stand.clock.forward(300);
  await stand.hurrying(() => says(project, head, "success"));
  stand.clock.forward(900);
  await stand.hurrying(() => new Promise((resolve) => { setTimeout(resolve, 300); }));
  const guards = await stand.serving().store.repairs.guards({ repositoryId: project.repository.id, number: project.pulls()[0]?.number ?? 0, most: 9 });
  expect([before, guards.map(({ step }) => step)]).toEqual([undefined, ["guard"]]);
});

test("the gate is taken away and laid again: the guard that stayed judges again by the timer, though both pushes were lost", async () => {
  const project = await opened("anew-on-and-off", "all");
  const head = await asked(project, "main");
  await says(project, head, "success");
  stand.app.webhookUrl = null;
  await organisation.push("Govern own", { ".github/regreen.yml": laid("own") });
  await project.push("Govern own", { ".github/regreen.yml": settings("own") });
  const resting = async (): Promise<boolean> => (await stand.serving().store.repairs.guards({ repositoryId: project.repository.id, number: project.pulls()[0]?.number ?? 0, most: 9 })).some(({ reason }) => reason?.includes("gate.govern") === true);
  stand.clock.forward(600);
  await stand.hurrying(() => until("the guard to rest", async () => ((await resting()) ? true : null), 20));
  await organisation.push("Govern all, strictly", { ".github/regreen.yml": laid("all"), "policies/house.yml": pack("house", "false") });
  stand.clock.forward(600);
  await stand.hurrying(() => says(project, head, "failure"));
});
