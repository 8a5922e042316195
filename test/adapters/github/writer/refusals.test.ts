import { expect, test } from "@jest/globals";
import nock from "nock";
import type { Effect } from "../../../../src/core/repair/effect.ts";
import { mintsToken, writer } from "../exchanges.ts";
import { repository, sha } from "../octo-hello.ts";
import { API, REPO } from "../addresses.ts";
import { useNock } from "../use-nock.ts";

useNock();

const comment: Effect = { kind: "upsert_comment", number: 7, marker: "<!-- regreen:1 -->", body: "<!-- regreen:1 --> done" };
const answers = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
  mintsToken();
  nock(API).get(`${REPO}/issues/7/comments`).query(true).reply(status, body as nock.Body, headers);
};

test.each([
  { status: 403, body: { message: "Resource not accessible by integration" }, code: "github-forbidden" },
  { status: 404, body: { message: "Not Found" }, code: "github-missing" },
  { status: 410, body: { message: "Gone" }, code: "github-missing" },
])("$status is a receipt, since trying again would give the same", async ({ status, body, code }) => {
  answers(status, body);
  expect(await writer().perform(repository, comment)).toMatchObject({ kind: "refused", code });
});

test("422 to what is written is a receipt: what is asked for is not valid, and will not be", async () => {
  answers(200, []);
  nock(API).post(`${REPO}/issues/7/comments`).reply(422, { message: "Validation Failed" });
  expect(await writer().perform(repository, comment)).toMatchObject({ kind: "refused", code: "github-invalid" });
});

test("422 to a look before the writing is a fault that the relay comes back after: nothing was refused yet", async () => {
  answers(422, { message: "Validation Failed" });
  await expect(writer().perform(repository, comment)).rejects.toMatchObject({ code: "github-conflict", retry: "later" });
});

test.each([
  { status: 409, headers: {}, code: "github-conflict" },
  { status: 429, headers: {}, code: "github-rate-limited" },
  { status: 403, headers: { "retry-after": "61" }, code: "github-rate-limited" },
  { status: 500, headers: {}, code: "github-unavailable" },
  { status: 503, headers: {}, code: "github-unavailable" },
])("$status is a fault that the relay comes back after", async ({ status, headers, code }) => {
  answers(status, { message: "no" }, headers);
  await expect(writer().perform(repository, comment)).rejects.toMatchObject({ code, retry: "later" });
});

test("a body that GitHub would not take is refused before anything is sent", async () => {
  nock.cleanAll();
  const receipt = await writerWithoutNetwork().perform(repository, { ...comment, body: "x".repeat(65_537) });
  expect(receipt).toMatchObject({ kind: "refused", code: "github-invalid" });
});

test("a branch that is not Regreen's is refused before anything is sent", async () => {
  const push: Effect = { kind: "push_commit", branch: "main", parent_sha: sha("a"), files: [{ path: "a.js", mode: "100644", content_base64: "YQ==" }], message: "m", marker: "m" };
  expect(await writerWithoutNetwork().perform(repository, push)).toMatchObject({ kind: "refused", code: "github-invalid" });
});

function writerWithoutNetwork(): ReturnType<typeof writer> {
  const made = writer();
  nock.cleanAll();
  return made;
}

test("each effect is performed with its own permissions and no others", async () => {
  const { asked } = mintsToken("ghs_comment");
  nock(API).get(`${REPO}/issues/7/comments`).query(true).reply(200, []).post(`${REPO}/issues/7/comments`).matchHeader("authorization", "token ghs_comment").reply(201, { id: 3, body: comment.body, user: null });
  await writer().perform(repository, comment);
  expect(asked).toEqual([{ repository_ids: [501], permissions: { issues: "write", pull_requests: "write" } }]);
});
