import { expect, test } from "@jest/globals";
import nock from "nock";
import { mintsToken } from "./exchanges.ts";
import { gitHub, repository, sha } from "./octo-hello.ts";
import { API, REPO } from "./addresses.ts";
import { useNock } from "./use-nock.ts";

useNock();

const run = (id: number): object => ({
  id, run_attempt: 1, name: "ci", path: ".github/workflows/ci.yml@main", event: "push", display_title: "Break it", status: "completed", conclusion: "failure",
  head_sha: sha("a"), head_branch: "main", head_repository: { id: 501 }, created_at: "2026-11-20T08:15:00Z", html_url: "https://github.com/octo/hello/actions/runs/1",
});
const readsRun = (): ReturnType<ReturnType<typeof gitHub>["reader"]["workflowRun"]> => gitHub().reader.workflowRun(repository, 1);

test("a token for reading is asked for this repository alone, with read permissions alone", async () => {
  const { asked } = mintsToken();
  nock(API).get(`${REPO}/actions/runs/1`).reply(200, run(1));
  await readsRun();
  expect(asked).toEqual([{ repository_ids: [501], permissions: { actions: "read", checks: "read", contents: "read", metadata: "read", pull_requests: "read", statuses: "read" } }]);
});

test("the App's JWT is RS256, begins a minute ago and ends within nine", async () => {
  const { jwts } = mintsToken();
  nock(API).get(`${REPO}/actions/runs/1`).reply(200, run(1));
  await readsRun();
  const [header, payload] = (jwts[0] ?? "").split(".", 2).map((part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, number>);
  const now = Date.now() / 1000;
  expect(header).toMatchObject({ alg: "RS256" });
  expect(Math.round(now - (payload?.["iat"] ?? 0))).toBeGreaterThanOrEqual(60);
  expect((payload?.["exp"] ?? Infinity) - now).toBeLessThanOrEqual(540);
});

test("one token serves several reads", async () => {
  const { asked } = mintsToken();
  const { reader } = gitHub();
  nock(API).get(`${REPO}/actions/runs/1`).reply(200, run(1)).get(`${REPO}/actions/runs/2`).reply(200, run(2));
  await reader.workflowRun(repository, 1);
  await reader.workflowRun(repository, 2);
  expect(asked).toHaveLength(1);
});

test("a token that GitHub forgot is replaced once", async () => {
  mintsToken("ghs_old");
  mintsToken("ghs_new");
  nock(API).get(`${REPO}/actions/runs/1`).matchHeader("authorization", "token ghs_old").reply(401, { message: "Bad credentials" });
  nock(API).get(`${REPO}/actions/runs/1`).matchHeader("authorization", "token ghs_new").reply(200, run(1));
  expect((await readsRun())?.id).toBe(1);
});

test.each([
  { status: 403, body: { message: "Resource not accessible by integration" }, headers: {}, code: "github-forbidden" },
  { status: 409, body: { message: "Conflict" }, headers: {}, code: "github-conflict" },
  { status: 422, body: { message: "Validation Failed" }, headers: {}, code: "github-invalid" },
  { status: 500, body: { message: "Server Error" }, headers: {}, code: "github-unavailable" },
  { status: 502, body: "<html>Bad Gateway</html>", headers: {}, code: "github-unavailable" },
  { status: 429, body: { message: "Too many requests" }, headers: { "retry-after": "7" }, code: "github-rate-limited" },
])("an answer of $status is the fault $code", async ({ status, body, headers, code }) => {
  mintsToken();
  nock(API).get(`${REPO}/actions/runs/1`).reply(status, body, headers);
  await expect(readsRun()).rejects.toMatchObject({ code });
});

test("what is not there is null", async () => {
  mintsToken();
  nock(API).get(`${REPO}/actions/runs/1`).reply(404, { message: "Not Found" });
  expect(await readsRun()).toBeNull();
});

test("no answer at all is github-unavailable", async () => {
  mintsToken();
  nock(API).get(`${REPO}/actions/runs/1`).replyWithError("socket hang up");
  await expect(readsRun()).rejects.toMatchObject({ code: "github-unavailable", retry: "later" });
});

test("an installation that was suspended or removed gives no token, and that is final", async () => {
  nock(API).post("/app/installations/77/access_tokens").reply(403, { message: "This installation has been suspended" });
  await expect(readsRun()).rejects.toMatchObject({ code: "github-forbidden", retry: "never" });
});

test("an answer of another shape is a fault, not a guess", async () => {
  mintsToken();
  nock(API).get(`${REPO}/actions/runs/1`).reply(200, { ...run(1), head_sha: "not a sha" });
  await expect(readsRun()).rejects.toMatchObject({ code: "github-unexpected" });
});

test("a secondary limit without a time asks for a minute, and nothing is sent meanwhile", async () => {
  mintsToken();
  const { reader } = gitHub();
  nock(API).get(`${REPO}/actions/runs/1`).reply(403, { message: "You have exceeded a secondary rate limit" });
  await expect(reader.workflowRun(repository, 1)).rejects.toMatchObject({ code: "github-rate-limited", retryAfterSeconds: 60 });
  await expect(reader.workflowRun(repository, 2)).rejects.toMatchObject({ code: "github-rate-limited", detail: "still waiting, nothing was sent" });
});

test("L14, C04: a redirect to another host is not followed, and the token stays here", async () => {
  mintsToken();
  const canary = nock("https://evil.example").get(/.*/).reply(200, run(1));
  nock(API).get(`${REPO}/actions/runs/1`).reply(301, "", { location: "https://evil.example/runs/1" });
  await expect(readsRun()).rejects.toMatchObject({ code: "github-unavailable" });
  expect(canary.isDone()).toBe(false);
  nock.cleanAll();
});

test("a renamed repository is found where GitHub says, on the same host", async () => {
  mintsToken();
  nock(API).get(`${REPO}/actions/runs/1`).reply(301, "", { location: `${API}/repositories/501/actions/runs/1` }).get("/repositories/501/actions/runs/1").reply(200, run(1));
  expect((await readsRun())?.path).toBe(".github/workflows/ci.yml");
});

test("R06: what did not change is not sent again, and counts nothing against the limit", async () => {
  mintsToken();
  const { reader } = gitHub();
  const body = JSON.stringify(run(1));
  nock(API, { badheaders: ["if-none-match"] }).get(`${REPO}/actions/runs/1`).reply(200, body, { "content-type": "application/json", "content-length": String(body.length), etag: '"v1"' });
  nock(API).get(`${REPO}/actions/runs/1`).matchHeader("if-none-match", '"v1"').reply(304);
  nock(API).get(`${REPO}/actions/runs/1`).matchHeader("if-none-match", '"v1"').reply(200, { ...run(1), conclusion: "success" });
  expect((await reader.workflowRun(repository, 1))?.conclusion).toBe("failure");
  expect((await reader.workflowRun(repository, 1))?.conclusion).toBe("failure");
  expect((await reader.workflowRun(repository, 1))?.conclusion).toBe("success");
});
