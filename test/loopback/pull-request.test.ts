import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { runGit } from "./git/run-git.ts";
import { commitThroughApi, createWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  expect(world.loopback.violations).toEqual([]);
  await world.close();
});

const statusOf = (work: Promise<unknown>): Promise<unknown> => work.then((answer) => (answer as { status: number }).status, (error: unknown) => (error as { status: number }).status);

describe("a pull request through the interface", () => {
  test("blob, tree, commit, ref, pull and merge make a merge commit that real git finds sound", async () => {
    const { octokit, at, repository } = world;
    const head = await commitThroughApi(world, { branch: "regreen/one", files: { "src/app.js": "const a = 1;\n", "docs/deep/new.md": "# New\n" } });
    const { data: pull } = await octokit.pulls.create({ ...at, head: "regreen/one", base: "main", title: "Add the semicolon" });
    expect(pull).toMatchObject({ mergeable: true, commits: 1, changed_files: 2, additions: 2, deletions: 1, user: { login: "regreen[bot]", type: "Bot" } });
    const { data: merged } = await octokit.pulls.merge({ ...at, pull_number: pull.number, sha: head });
    expect((await runGit(repository.git.folder, ["log", "-1", "--format=%P", merged.sha])).toString().trim().split(" ")).toHaveLength(2);
    expect((await runGit(repository.git.folder, ["show", "main:src/app.js"])).toString()).toBe("const a = 1;\n");
    await expect(runGit(repository.git.folder, ["fsck", "--strict", "--no-dangling"])).resolves.toBeDefined();
  });

  test("a conflict is found by git, and the merge is refused with 405", async () => {
    const { octokit, at, loopback, repository } = world;
    await commitThroughApi(world, { branch: "regreen/two", files: { "README.md": "# Two\n" } });
    const { data: pull } = await octokit.pulls.create({ ...at, head: "regreen/two", base: "main", title: "Two" });
    await loopback.push(repository, { message: "Say it otherwise", files: { "README.md": "# Otherwise\n" } });
    expect((await octokit.pulls.get({ ...at, pull_number: pull.number })).data).toMatchObject({ mergeable: false, mergeable_state: "dirty" });
    expect(await statusOf(octokit.pulls.merge({ ...at, pull_number: pull.number }))).toBe(405);
  });

  test("a merge of another head than expected is refused with 409, a second pull request from the same branch with 422", async () => {
    const { octokit, at } = world;
    await commitThroughApi(world, { branch: "regreen/three", files: { "three.md": "3\n" } });
    const { data: pull } = await octokit.pulls.create({ ...at, head: "regreen/three", base: "main", title: "Three" });
    expect(await statusOf(octokit.pulls.merge({ ...at, pull_number: pull.number, sha: "0".repeat(40) }))).toBe(409);
    expect(await statusOf(octokit.pulls.create({ ...at, head: "regreen/three", base: "main", title: "Again" }))).toBe(422);
  });

  test("a required check blocks the merge until it is green on the head", async () => {
    const { octokit, at, loopback, repository } = world;
    const head = await commitThroughApi(world, { branch: "regreen/four", files: { "four.md": "4\n" } });
    const { data: pull } = await octokit.pulls.create({ ...at, head: "regreen/four", base: "main", title: "Four" });
    loopback.protect(repository, "main", { requiredChecks: ["regreen/policy"], strict: false });
    expect(await statusOf(octokit.pulls.merge({ ...at, pull_number: pull.number }))).toBe(405);
    await octokit.checks.create({ ...at, name: "regreen/policy", head_sha: head, conclusion: "success", output: { title: "Passed", summary: "All rules hold." } });
    expect(await statusOf(octokit.pulls.merge({ ...at, pull_number: pull.number }))).toBe(200);
    loopback.protect(repository, "main", { requiredChecks: [], strict: false });
  });

  test("a push to the head branch is a synchronize with the SHA before and after", async () => {
    const { octokit, at, loopback, repository } = world;
    const before = await commitThroughApi(world, { branch: "regreen/five", files: { "five.md": "5\n" } });
    const { data: pull } = await octokit.pulls.create({ ...at, head: "regreen/five", base: "main", title: "Five" });
    const after = await loopback.push(repository, { branch: "regreen/five", message: "Five, again", files: { "five.md": "five\n" } });
    const told = loopback.deliveries.findLast((delivery) => delivery.event === "pull_request" && delivery.action === "synchronize");
    expect(JSON.parse(told?.payload ?? "{}")).toMatchObject({ number: pull.number, before, after, pull_request: { head: { sha: after } } });
  });

  test("a pull request without commits, a tree with `..` and a ref that is not a fast-forward are refused with 422", async () => {
    const { octokit, at } = world;
    const main = (await octokit.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
    await octokit.git.createRef({ ...at, ref: "refs/heads/same", sha: main });
    const { parents } = (await octokit.git.getCommit({ ...at, commit_sha: main })).data;
    expect(await statusOf(octokit.pulls.create({ ...at, head: "same", base: "main", title: "Nothing" }))).toBe(422);
    expect(await statusOf(octokit.git.createTree({ ...at, tree: [{ path: "a/../b", mode: "100644", type: "blob", content: "x" }] }))).toBe(422);
    expect(await statusOf(octokit.git.updateRef({ ...at, ref: "heads/same", sha: parents[0]?.sha ?? "" }))).toBe(422);
  });
});

test("an App merges a pull request into a base where a person has changed a workflow since", async () => {
  const { octokit, at, loopback, repository } = world;
  await commitThroughApi(world, { branch: "regreen/six", files: { "six.md": "6\n" } });
  const { data: pull } = await octokit.pulls.create({ ...at, head: "regreen/six", base: "main", title: "Six" });
  await loopback.push(repository, { message: "Rename the workflow", files: { ".github/workflows/ci.yml": "name: Checks\non: push\njobs: {lint: {runs-on: ubuntu-latest, steps: [{run: 'true'}]}}\n" } });
  expect(await statusOf(octokit.pulls.merge({ ...at, pull_number: pull.number }))).toBe(200);
});

test("a pull request is closed with the deletion of its branch, and does not open again without it", async () => {
  const { octokit, at } = world;
  await commitThroughApi(world, { branch: "regreen/seven", files: { "seven.md": "7\n" } });
  const { data: pull } = await octokit.pulls.create({ ...at, head: "octo:regreen/seven", base: "main", title: "Seven" });
  await octokit.git.deleteRef({ ...at, ref: "heads/regreen/seven" });
  expect((await octokit.pulls.get({ ...at, pull_number: pull.number })).data).toMatchObject({ state: "closed", merged: false });
  expect(await statusOf(octokit.pulls.update({ ...at, pull_number: pull.number, state: "open" }))).toBe(422);
});

test("a file that becomes a symlink, a rename and a binary file are listed with their own patches", async () => {
  const { octokit, at, repository } = world;
  const main = await octokit.git.getCommit({ ...at, commit_sha: (await repository.git.resolve("main")) ?? "" });
  const readme = (await repository.git.resolve("main:README.md")) ?? "";
  const target = await repository.git.writeBlob(Buffer.from("src"));
  const picture = await repository.git.writeBlob(Buffer.from([0, 1, 2, 255]));
  const { data: tree } = await octokit.git.createTree({ ...at, base_tree: main.data.tree.sha, tree: [
    { path: "README.md", mode: "120000", type: "blob", sha: target }, { path: "docs/readme copy.md", mode: "100644", type: "blob", sha: readme }, { path: "zz.png", mode: "100755", type: "blob", sha: picture },
  ] });
  const { data: commit } = await octokit.git.createCommit({ ...at, message: "Kinds", tree: tree.sha, parents: [main.data.sha] });
  const { files = [] } = (await octokit.repos.getCommit({ ...at, ref: commit.sha })).data;
  expect(files.map((file) => [file.filename, file.status, file.patch?.split("\n").at(-2)])).toEqual([
    ["README.md", "modified", "+src"], ["docs/readme copy.md", "added", "@@ -0,0 +1 @@"], ["zz.png", "added", undefined],
  ]);
});
