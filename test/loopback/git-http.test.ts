import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { runGit, tryGit } from "./git/run-git.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let folder: string;
beforeAll(async () => {
  world = await createWorld();
  folder = await mkdtemp(join(tmpdir(), "regreen-clone-"));
});
afterAll(async () => {
  expect(world.loopback.violations).toEqual([]);
  await world.close();
  await rm(folder, { recursive: true });
});

const identity = ["-c", "user.name=octo", "-c", "user.email=octo@example.com"];

async function cloneAs(token: string, name: string): Promise<string> {
  const place = join(folder, name);
  await runGit(folder, ["clone", "--quiet", world.loopback.cloneUrl(world.repository, token), place]);
  return place;
}

async function commit(place: string, path: string): Promise<void> {
  await writeFile(join(place, path), "changed\n");
  await runGit(place, ["add", "."]);
  await runGit(place, [...identity, "commit", "--quiet", "-m", `Change ${path}`]);
}

test("git clones with a token, pushes, and the push is told and starts the workflows", async () => {
  const place = await cloneAs(world.loopback.createUserToken("octo"), "owner");
  await commit(place, "new.md");
  await runGit(place, ["push", "--quiet", "origin", "HEAD:refs/heads/topic"]);
  const sha = (await runGit(place, ["rev-parse", "HEAD"])).toString().trim();
  const told = world.loopback.deliveries.findLast((delivery) => delivery.event === "push");
  expect(JSON.parse(told?.payload ?? "{}")).toMatchObject({ ref: "refs/heads/topic", after: sha, created: true, pusher: { name: "octo" }, head_commit: { added: ["new.md"] } });
  expect(world.repository.workflowRuns.at(-1)).toMatchObject({ event: "push", headSha: sha, headBranch: "topic", status: "queued", title: "Change new.md" });
});

test("without a token, and with one that may only read, nothing is pushed", async () => {
  const reader = world.loopback.createUserToken("reader");
  world.loopback.addCollaborator(world.repository, "reader", "read");
  const place = await cloneAs(reader, "reader");
  await commit(place, "reader.md");
  expect(await tryGit(place, ["push", "--quiet", "origin", "HEAD:refs/heads/reader"])).toMatchObject({ exit: 128 });
  expect(await tryGit(folder, ["clone", "--quiet", `${world.loopback.url}/octo/hello.git`, join(folder, "nobody")])).toMatchObject({ exit: 128 });
});

test("an App without the permission `workflows` cannot push a workflow file, by git or by the interface", async () => {
  const { octokit, at } = world;
  const { token } = (await octokit.auth({ type: "installation" })) as { token: string };
  const place = await cloneAs(token, "app");
  await commit(place, ".github/workflows/evil.yml");
  const pushed = await tryGit(place, ["push", "--quiet", "origin", "HEAD:refs/heads/evil"]);
  expect(pushed.stderr).toContain("without `workflows` permission");
  const put = octokit.repos.createOrUpdateFileContents({ ...at, path: ".github/workflows/evil.yml", message: "x", content: "", branch: "main" });
  await expect(put).rejects.toMatchObject({ status: 403 });
});
