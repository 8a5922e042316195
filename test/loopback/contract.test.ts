import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Contract } from "./openapi/contract.ts";
import { routes } from "./routes/routes.ts";
import { eventNames } from "./webhooks/event-names.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await world.close();
});

const statusOf = (work: Promise<unknown>): Promise<unknown> => work.then((answer) => (answer as { status: number }).status, (error: unknown) => (error as { status: number }).status);

describe("GitHub's own description", () => {
  test("is extracted for exactly the operations and events that are implemented", () => {
    const contract = new Contract();
    expect([...contract.operations.keys()].toSorted()).toEqual(routes.map((route) => route.operation).toSorted());
    expect([...contract.events].toSorted()).toEqual([...eventNames].toSorted());
  });

  test("refuses a request that does not fit it with 422, and says what is wrong", async () => {
    const { octokit, at, loopback } = world;
    const bad = octokit.request("POST /repos/{owner}/{repo}/git/trees", { ...at, tree: [{ path: "a", mode: "777" }] } as never);
    expect(await statusOf(bad)).toBe(422);
    expect(loopback.refusals.at(-1)?.what).toBe("git/create-tree");
  });

  test("finds an answer that does not fit it", () => {
    const contract = new Contract();
    const operation = contract.operations.get("git/create-blob");
    if (operation === undefined) throw new Error("no operation");
    expect(contract.responseProblems(operation, 201, { sha: 1 })).toEqual(["must have required property 'url'", "/sha must be string"]);
    expect(contract.responseProblems(operation, 202, {})).toEqual(["status 202 is not described"]);
  });

  test("what is not implemented is answered 501 and listed at /_loopback", async () => {
    const { octokit, at, loopback } = world;
    expect(await statusOf(octokit.repos.listTags(at))).toBe(501);
    const listed = (await (await fetch(`${loopback.url}/_loopback`)).json()) as { unimplemented: string[]; implemented: string[] };
    expect(listed.unimplemented).toEqual(["GET /repos/octo/hello/tags"]);
    expect(listed.implemented).toContain("pulls/merge");
  });
});

describe("faults that a test asks for", () => {
  test("5xx after the commit: the answer is bad, the write stands", async () => {
    const { octokit, at, loopback, repository } = world;
    loopback.faults.next({ operation: "issues/create" }, { kind: "after-commit", status: 502 });
    expect(await statusOf(octokit.issues.create({ ...at, title: "Stands" }))).toBe(502);
    expect([...repository.issues.values()].map((issue) => issue.title)).toEqual(["Stands"]);
  });

  test("the secondary rate limit with and without a header, a status, a cut connection: nothing is done, and only once", async () => {
    const { octokit, at, loopback, repository } = world;
    const path = "/repos/octo/hello/issues";
    const issues = repository.issues.size;
    loopback.faults.next({ method: "POST", path }, { kind: "secondary-limit", retryAfterSeconds: 7 });
    await expect(octokit.issues.create({ ...at, title: "x" })).rejects.toMatchObject({ status: 403, response: { headers: { "retry-after": "7" } } });
    loopback.faults.next({ method: "POST", path }, { kind: "secondary-limit", retryAfterSeconds: null });
    await expect(octokit.issues.create({ ...at, title: "x" })).rejects.toMatchObject({ status: 403 });
    loopback.faults.next({ method: "POST", path: /issues$/ }, { kind: "status", status: 422 });
    expect(await statusOf(octokit.issues.create({ ...at, title: "x" }))).toBe(422);
    loopback.faults.next({ method: "POST", path }, { kind: "drop", when: "before" });
    await expect(octokit.issues.create({ ...at, title: "x" })).rejects.toThrow();
    expect(repository.issues.size).toBe(issues);
    expect(await statusOf(octokit.issues.create({ ...at, title: "x" }))).toBe(201);
  });
});
