import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { DefaultArtifactClient } from "@actions/artifact";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StoredArtifact } from "./artifact-home.ts";
import { startArtifactService, type ArtifactService } from "./start-artifact-service.ts";

const stored: StoredArtifact[] = [];
let service: ArtifactService;
let folder: string;
const given = { ...process.env };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "artifacts-"));
  service = await startArtifactService({
    add: (_run, { name, bytes }) => {
      const artifact = { id: 700 + stored.length, name, bytes, digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`, createdAt: new Date() };
      stored.push(artifact);
      return artifact;
    },
    list: (runId) => (runId === 41 ? stored : []),
  });
  const token = service.token({ runId: 41, jobId: 42 }, new Date(Date.now() + 60_000));
  Object.assign(process.env, { ACTIONS_RESULTS_URL: service.url, ACTIONS_RUNTIME_TOKEN: token, GITHUB_SERVER_URL: "http://github.localhost:1234", GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder });
});

afterAll(async () => {
  process.env = given;
  await service.close();
  await rm(folder, { recursive: true });
});

async function quietly<T>(act: () => Promise<T>): Promise<T> {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  try {
    return await act();
  } finally {
    process.stdout.write = write;
  }
}

describe("with the real @actions/artifact client", () => {
  test("what is uploaded is listed, downloaded and kept, with its digest", async () => {
    await writeFile(join(folder, "result.json"), '{"outcome":"changed"}');
    const client = new DefaultArtifactClient();
    const upload = await quietly(() => client.uploadArtifact("regreen-result-1", [join(folder, "result.json")], folder));
    expect(upload.id).toBe(700);
    expect(stored.map((one) => [one.name, one.digest])).toEqual([["regreen-result-1", `sha256:${upload.digest}`]]);
    const { artifacts } = await quietly(() => client.listArtifacts());
    expect(artifacts.map((one) => [one.name, one.id, one.digest])).toEqual([["regreen-result-1", 700, `sha256:${upload.digest}`]]);
    const { downloadPath } = await quietly(() => client.downloadArtifact(700, { path: join(folder, "back") }));
    expect(await readFile(join(downloadPath ?? "", "result.json"), "utf8")).toBe('{"outcome":"changed"}');
  });

  test("a name is taken once in a run", async () => {
    await expect(quietly(() => new DefaultArtifactClient().uploadArtifact("regreen-result-1", [join(folder, "result.json")], folder))).rejects.toThrow(/409/);
  });
});

describe("refuses", () => {
  const call = (token: string, body: unknown) => fetch(new URL("/twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact", service.url), {
    method: "POST", headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(body),
  }).then((response) => response.status);
  const own = { workflow_run_backend_id: "41", workflow_job_run_backend_id: "42", name: "x", version: 7 };

  test("a forged and an expired token", async () => {
    const [head, , signature] = service.token({ runId: 41, jobId: 42 }, new Date(Date.now() + 60_000)).split(".");
    const forged = Buffer.from(JSON.stringify({ scp: "Actions.Results:1:1", exp: 9e9 })).toString("base64url");
    expect(await call(`${head}.${forged}.${signature}`, own)).toBe(401);
    expect(await call(service.token({ runId: 41, jobId: 42 }, new Date(0)), own)).toBe(401);
  });
  test("another run's token, and a name with a path in it", async () => {
    const other = service.token({ runId: 1, jobId: 42 }, new Date(Date.now() + 60_000));
    expect(await call(other, own)).toBe(403);
    expect(await call(other, { ...own, workflow_run_backend_id: "1", name: "../x" })).toBe(400);
  });
  test("a blob address whose signature is not ours", async () => {
    expect((await fetch(`${service.url}artifacts/results/700?sp=r&se=2099-01-01T00%3A00%3A00.000Z&sig=x`)).status).toBe(403);
  });
});
