/** Attacks by comment (G10, R09, P15, W09): who may not write moves nothing, whatever is written, edited, forged or repeated. */
import { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { deliver, digested } from "../flow/deliver.ts";
import { withoutCodeSpans } from "../../src/core/request/code-spans.ts";
import { Project } from "../flow/project.ts";
import { processorTime } from "../processor-time.ts";
import { openStand, type Stand } from "../flow/stand.ts";

let stand: Stand;
let mallory: Octokit;
beforeAll(async () => {
  stand = await openStand();
  stand.loopback.createUser("mallory");
  mallory = new Octokit({ baseUrl: stand.loopback.url, auth: stand.loopback.createUserToken("mallory"), log: { debug() {}, info() {}, warn() {}, error() {} } });
});
beforeEach(() => { stand.clock.forward(70); });
afterAll(() => stand.close());

async function settled(): Promise<void> {
  await stand.loopback.webhooks.settled();
  await digested(stand);
  await until("every request to be answered", async () => ((await stand.serving().store.requests.list(200)).every(({ state }) => state !== "asked") ? true : null), 30);
  await until("everything to be written", async () => ((await stand.serving().store.outbox.count()).waiting === 0 ? true : null), 30);
}

const say = async (project: Project, number: number, body: string, person = project.person): Promise<number> => (await person.issues.createComment({ ...project.at, issue_number: number, body })).data.id;
const talk = async (project: Project): Promise<number> => (await project.person.issues.create({ ...project.at, title: "Talk" })).data.number;
const ofApp = (project: Project): readonly string[] => [...project.repository.issues.values()].flatMap(({ comments }) => comments.filter(({ app }) => app !== null).map(({ body }) => body));
const open = async (name: string): Promise<Project> => {
  const project = await Project.open(stand, name);
  stand.loopback.addCollaborator(project.repository, "mallory", "read");
  return project;
};

test("R09: fifty commands of an outsider give fifty refusals without a word, and no repair is touched", async () => {
  const project = await open("spammed");
  const offer = await project.offered();
  const before = await project.repairs();
  for (let count = 0; count < 50; count += 1) await say(project, offer.number, `/autofix abort ${count}\n/autofix help`, mallory);
  await stand.hurrying(settled);
  expect(ofApp(project)).toEqual([]);
  expect((await project.repairs()).map(({ id, step, status }) => [id, step, status])).toEqual(before.map(({ id, step, status }) => [id, step, status]));
});

test("G10: the right to write is asked for when the request is answered: who lost it meanwhile is refused", async () => {
  const project = await open("lost-right");
  const number = await talk(project);
  stand.loopback.addCollaborator(project.repository, "mallory", "write");
  await say(project, number, "/autofix mode code", mallory);
  await settled();
  stand.loopback.addCollaborator(project.repository, "mallory", "read");
  await say(project, number, "/autofix mode ops", mallory);
  await settled();
  expect((await stand.serving().store.orders.of(project.repository.id)).map((order) => order.kind === "mode" && order.mode)).toEqual(["code"]);
});

test("G10: a waiver asks for more than write, and holds on its pull request alone", async () => {
  const project = await open("waived");
  const offer = await project.offered();
  stand.loopback.addCollaborator(project.repository, "mallory", "write");
  const day = new Date(stand.clock.milliseconds() + 3 * 86_400_000).toISOString().slice(0, 10);
  const line = `/autofix waive diff-size --reason "I would like it so" --until ${day}`;
  await say(project, offer.number, line, mallory);
  await settled();
  expect([await stand.serving().store.orders.of(project.repository.id), ofApp(project).at(-1)]).toEqual([[], expect.stringMatching(/role maintain or admin/)]);
  stand.loopback.addCollaborator(project.repository, "mallory", "maintain");
  await say(project, offer.number, line, mallory);
  await settled();
  expect(await stand.serving().store.orders.of(project.repository.id)).toMatchObject([{ kind: "waiver", waiver: { rule: "diff-size", pull: offer.number, by: "mallory", until: day } }]);
});

test("a maintainer's comment that somebody else's hand has edited asks for nothing", async () => {
  const project = await open("other-hand");
  const number = await talk(project);
  const id = await say(project, number, "Looks good.");
  stand.loopback.addCollaborator(project.repository, "mallory", "maintain");
  await mallory.issues.updateComment({ ...project.at, comment_id: id, body: "Looks good.\n\n/autofix mode ops" });
  await settled();
  expect([await stand.serving().store.orders.of(project.repository.id), ofApp(project)]).toEqual([[], []]);
});

test("a repair of another repository cannot be named from here", async () => {
  const [mine, other] = [await open("mine"), await Project.open(stand, "not-mine")];
  await other.turnRed();
  const repair = await other.until(({ step }) => step === "collect");
  const number = await talk(mine);
  await say(mine, number, `/autofix abort ${repair.id}`);
  await settled();
  expect([ofApp(mine).at(-1), (await other.repairs())[0]?.status]).toEqual([expect.stringMatching(/There is no repair/), repair?.status]);
});

test("W09: a forged signature, a body of the wrong shape and a sender that the body only claims move nothing", async () => {
  const project = await open("forged");
  const number = await talk(project);
  const payload = (change: object): string => JSON.stringify({
    action: "created", repository: { id: project.repository.id, full_name: `octo/${project.repository.name}`, default_branch: "main" }, installation: { id: stand.installation.id },
    issue: { number }, comment: { id: 99_999, body: "/autofix mode ops", user: { login: "nobody-at-all", type: "User" } }, sender: { login: "nobody-at-all", type: "User" }, ...change,
  });
  expect(await deliver(stand, { event: "issue_comment", body: payload({}), secret: "another secret of some length" })).toBe(401);
  for (const change of [{}, { comment: [] }, { comment: { id: -1, body: "/autofix", user: { login: "octo" } } }, { issue: { number: "1; drop table requests" } }]) expect(await deliver(stand, { event: "issue_comment", body: payload(change) })).toBe(202);
  await settled();
  expect([await stand.serving().store.orders.of(project.repository.id), ofApp(project)]).toEqual([[], []]);
});

test("P15: what a person writes comes back as text: no mention, no closing word, no HTML, no command of another bot on a line of its own", async () => {
  const project = await open("echoed");
  const number = await talk(project);
  await say(project, number, "/autofix pause @octo fixes #1 <script>alert(1)</script> [x](javascript:alert(1))\n/autofix ${jndi:ldap://x.example} `\n/autofix --file \u202egpj.exe");
  await settled();
  const told = ofApp(project).join("\n");
  expect(told).not.toBe("");
  expect(withoutCodeSpans(told)).not.toMatch(/@octo|#1|<script|javascript:|jndi|\u202e/);
  expect(told).not.toMatch(/^\/(?!autofix)/m);
});

test("a text made to be slow to read is read in no time", async () => {
  const { commandLines } = await import("../../src/core/request/command-lines.ts");
  const texts = ["`".repeat(65_000), "` ".repeat(32_000), "<!--".repeat(16_000), "> ".repeat(32_000), "wrote ".repeat(10_000), `${"a".repeat(400)} wrote\n`.repeat(150), "/autofix \"".repeat(6_000), "\n \n".repeat(20_000), "<pre>".repeat(13_000), "On ".repeat(20_000)];
  expect(processorTime(() => { for (const text of texts) commandLines(text); })).toBeLessThan(1_000);
});
