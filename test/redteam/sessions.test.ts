/** Attacks on the dashboard's sessions: forged and foreign forms (CSRF), forged cookies, login by somebody else's code, rights that are gone, words that want to be commands. */
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { seal } from "../../src/app/sign-in/seal.ts";
import { until } from "../demo/until.ts";
import { freePort } from "../flow/free-port.ts";
import { rollBack } from "../dashboard/rolled-back.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";
import { Visitor } from "../flow/visitor.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand({ pages: "everyone", signInAt: await freePort() }); });
beforeEach(() => { stand.clock.forward(70); });
afterAll(() => stand.close());

async function desk(name: string): Promise<{ readonly project: Project; readonly place: string; readonly octo: Visitor }> {
  const project = await Project.open(stand, name);
  await project.offered();
  const octo = new Visitor(stand.serving().url);
  await octo.signIn("octo");
  return { project, place: `/repairs/${(await project.repairs())[0]?.id ?? ""}/steer`, octo };
}

const untouched = async (project: Project): Promise<readonly unknown[]> => (await project.ledger()).filter(({ kind }) => kind === "human_decision");
const wish = { how: "abort", reason: "by somebody else's page" };

test.each<readonly [string, Readonly<Record<string, string>>]>([
  ["another site", { origin: "https://evil.example" }], ["a sandboxed frame", { origin: "null" }], ["another port of this machine", { origin: "http://127.0.0.1:1" }],
  ["a page that the browser says is another site's", { "sec-fetch-site": "cross-site" }], ["a page of a sibling of this host", { "sec-fetch-site": "same-site" }],
])("a form from %s is refused, though it has the cookie and even the token", async (_, headers) => {
  const { project, place, octo } = await desk(`foreign-${Object.values(headers).join("").replace(/\W/g, "")}`);
  const sent = await octo.send(await octo.open(place), place, wish, headers);
  expect([sent.status, await untouched(project)]).toEqual([403, []]);
});

test("a form without the page's token, or with another session's, does nothing", async () => {
  const { project, place, octo } = await desk("no-token");
  const other = new Visitor(stand.serving().url);
  await other.signIn("octo");
  const token = /name="token" value="([^"]+)"/.exec((await other.open("/sign-in")).text)?.[1] ?? "";
  expect([(await octo.post(place, wish)).status, (await octo.post(place, { ...wish, token })).status, await untouched(project)]).toEqual([403, 403, []]);
});

test("a skill is not put on trial again by another site's form, by one without the token, nor by who may write and not maintain", async () => {
  const { project, octo } = await desk("retried");
  await rollBack(stand.serving().store, "octo/retried", stand.clock.now());
  stand.loopback.createUser("writer");
  stand.loopback.addCollaborator(project.repository, "writer", "write");
  const place = `/repositories/${project.repository.id}/skills/eslint-fix`;
  const why = { reason: "by somebody else's page, as it seems" };
  const page = await octo.open(place);
  expect([(await octo.send(page, place, why, { origin: "https://evil.example" })).status, (await octo.send(page, place, why, { "sec-fetch-site": "cross-site" })).status, (await octo.post(place, why)).status]).toEqual([403, 403, 403]);
  const writer = new Visitor(stand.serving().url);
  await writer.signIn("writer");
  const token = /name="token" value="([^"]+)"/.exec((await writer.open("/sign-in")).text)?.[1] ?? "";
  const sent = await writer.post(place, { ...why, token });
  await until("the answer", async () => (/asks for the role maintain or admin/.test((await writer.open(new URL(sent.url).pathname)).text) ? true : null), 20);
  const { standings } = await stand.serving().store.skillRecords.history({ repo: "octo/retried", most: 9 });
  expect([standings.map(({ skill, standing }) => [skill, standing]), (await project.ledger()).filter(({ payload }) => payload["decision"] === "retry")]).toEqual([[["eslint-fix", "rolled_back"]], []]);
});

test("a cookie that somebody made, changed, or sealed for something else is nobody's", async () => {
  const { project, place } = await desk("forged-cookie");
  const body = { id: "0123456789abcdef", person: { kind: "operator", name: "root" }, until: stand.clock.milliseconds() + 1e9 };
  const key = (await stand.serving().store.keys.read("session")) ?? "";
  for (const cookie of [seal(body, "session", "guessed"), seal(body, "link", key), `${Buffer.from(JSON.stringify(body)).toString("base64url")}.`, "x.y", "", "a.b.c", seal({ ...body, until: 1 }, "session", key)]) {
    const answer = await fetch(`${stand.serving().url}${place}`, { method: "POST", redirect: "manual", body: new URLSearchParams(wish), headers: { origin: stand.serving().url, cookie: `regreen_session=${cookie}` } });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/sign-in?back=${encodeURIComponent(place)}`]);
  }
  expect(await untouched(project)).toEqual([]);
});

test("a session cookie is for no script and no other site's forms, and says nothing that GitHub should be asked", async () => {
  const answer = await fetch(`${stand.serving().url}/sign-in/github`, { redirect: "manual" });
  expect(answer.headers.get("set-cookie")).toMatch(/; HttpOnly; SameSite=Lax$/);
  const { octo } = await desk("cookie");
  expect(Buffer.from(octo.cookies.split("regreen_session=")[1]?.split(".")[0] ?? "", "base64url").toString()).toMatch(/^\{"id":"[0-9a-f]{32}","person":\{"kind":"github","login":"octo"\},"until":\d+\}$/);
});

test("a code of the attacker's own does not sign anybody in: the state is not of this browser", async () => {
  const [attacker, victim] = [new Visitor(stand.serving().url), new Visitor(stand.serving().url)];
  const asked = await fetch(`${stand.serving().url}/sign-in/github`, { redirect: "manual" });
  const authorized = await fetch(`${asked.headers.get("location") ?? ""}&login=octo`, { redirect: "manual" });
  const callback = authorized.headers.get("location") ?? "";
  expect(callback).toContain("/sign-in/callback?code=");
  const page = await victim.open(callback);
  expect([page.status, victim.cookies, attacker.cookies]).toEqual([403, "", ""]);
});

test.each(["//evil.example", "https://evil.example", "/\\evil.example", "/repairs?x=//evil.example"])("after signing in nobody is sent to %s", async (back) => {
  const answer = await fetch(`${stand.serving().url}/sign-in?back=${encodeURIComponent(back)}`);
  expect(await answer.text()).toContain('href="/sign-in/github?back=/repairs"');
});

test("a right that was taken away meanwhile is gone: the session does not carry it", async () => {
  const { project, place } = await desk("right-gone");
  stand.loopback.createUser("mona");
  stand.loopback.addCollaborator(project.repository, "mona", "write");
  const mona = new Visitor(stand.serving().url);
  await mona.signIn("mona");
  const page = await mona.open(place);
  expect(page.text).toContain("<form");
  stand.loopback.addCollaborator(project.repository, "mona", "read");
  expect([(await mona.send(page, place, wish)).status, await untouched(project)]).toEqual([403, []]);
});

test("a reason is a reason, whatever it says: no second command, no option, no other repair", async () => {
  const { project, place, octo } = await desk("reason");
  const words = "x\" --dry-run\n/autofix abort fix_20260101_000000_0000 '<script>alert(1)</script>";
  await octo.send(await octo.open(place), place, { how: "pause", reason: words });
  await project.until(({ status }) => status === "paused");
  const page = await octo.open(place.replace("/steer", ""));
  expect([(await stand.serving().store.requests.list(1))[0]?.lines.length, page.text.includes("<script>alert")]).toEqual([1, false]);
});

test("a form that is too long, of another type, or for a page without forms is refused, and the server goes on", async () => {
  const { url } = stand.serving();
  const post = async (path: string, body: string, type = "application/x-www-form-urlencoded"): Promise<number> => (await fetch(`${url}${path}`, { method: "POST", body, headers: { origin: url, "content-type": type } })).status;
  expect([await post("/requests", "a".repeat(40_000)), await post("/requests", "{}", "application/json"), await post("/ledger", "a=1"), await post("/repairs", "a=1"), (await fetch(`${url}/requests`)).status]).toEqual([413, 415, 405, 405, 200]);
});
