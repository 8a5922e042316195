import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import nock from "nock";
import { mintsToken } from "../exchanges.ts";
import { gitHub, repository } from "../octo-hello.ts";
import { API, REPO } from "../addresses.ts";
import { useNock } from "../use-nock.ts";

useNock();

const zip = Buffer.from("PK of a zip");
const digest = `sha256:${createHash("sha256").update(zip).digest("hex")}`;
const artifact = (more: object = {}): object => ({ id: 31, name: "regreen-result-x", size_in_bytes: zip.byteLength, expired: false, digest, workflow_run: { id: 9 }, ...more });
const reads = (mostBytes = 1000): Promise<Uint8Array | null> => gitHub().reader.artifact(repository, 9, "regreen-result-x", mostBytes);
const lists = (artifacts: readonly object[]): void => {
  mintsToken();
  nock(API).get(`${REPO}/actions/runs/9/artifacts`).query({ name: "regreen-result-x", per_page: 100, page: 1 }).reply(200, { total_count: artifacts.length, artifacts });
};
const serves = (body: Buffer): void => {
  nock(API).get(`${REPO}/actions/artifacts/31/zip`).reply(302, "", { location: "https://store1.blob.core.windows.net/31?sig=x" });
  nock("https://store1.blob.core.windows.net", { badheaders: ["authorization"] }).get("/31").query(true).reply(200, body);
};

test("the run's artifact is downloaded and holds what its digest promises", async () => {
  lists([artifact()]);
  serves(zip);
  expect(Buffer.from(await reads() ?? [])).toEqual(zip);
});

test("no artifact of that name, or an expired one, is null", async () => {
  lists([artifact({ name: "regreen-result-y" }), artifact({ expired: true })]);
  expect(await reads()).toBeNull();
});

test("two artifacts of one name are refused: one of them is not ours", async () => {
  lists([artifact(), artifact({ id: 32 })]);
  await expect(reads()).rejects.toMatchObject({ code: "artifact-invalid" });
});

test("an artifact of another run is refused", async () => {
  lists([artifact({ workflow_run: { id: 10 } })]);
  await expect(reads()).rejects.toMatchObject({ code: "artifact-invalid" });
});

test("an artifact that says it is too large is not downloaded", async () => {
  lists([artifact({ size_in_bytes: 5000 })]);
  await expect(reads()).rejects.toMatchObject({ code: "artifact-invalid" });
});

test("an artifact that is larger than it says is cut off", async () => {
  lists([artifact({ size_in_bytes: 1, digest: null })]);
  serves(Buffer.alloc(5000));
  await expect(reads()).rejects.toMatchObject({ code: "artifact-invalid" });
});

test("other bytes than the digest promises are refused", async () => {
  lists([artifact()]);
  serves(Buffer.from("PK of another"));
  await expect(reads()).rejects.toMatchObject({ code: "artifact-invalid" });
});
