/** Requests that are no comments: by dispatch, by a file in the watched folder, and on the operator's command line; each is sworn to and answered. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { commands } from "../../src/commands.ts";
import { until } from "../demo/until.ts";
import { deliver, digested } from "./deliver.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

const quietly = { ".github/regreen.yml": "version: 1\nreact: {branches: [\"never\"]}\n" };
let stand: Stand;
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-requests-"));
  stand = await openStand({ requests: folder });
});
beforeEach(() => { stand.clock.forward(70); });
afterAll(async () => {
  await stand.close();
  rmSync(folder, { recursive: true, force: true });
});

/** `regreen …` beside the serving process, on its database. */
async function regreen(name: string, ...argv: string[]): Promise<{ readonly code: number; readonly out: string }> {
  let out = "";
  const sink = new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } });
  const command = await commands.find((entry) => entry.name === name)?.load();
  const code = await command?.run([...argv, "--database", stand.databaseFile], { stdin: Readable.from([]), stdout: sink, stderr: sink, environment: { GHE_HOST: new URL(stand.loopback.url).host, GHE_PROTOCOL: "http" }, directory: folder });
  return { code: code ?? -1, out };
}

async function known(name: string): Promise<Project> {
  const project = await Project.open(stand, name, quietly);
  await project.turnRed();
  await project.closed();
  return project;
}

describe("a file in the watched folder", () => {
  const put = (name: string, content: unknown): void => { writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content)); };

  test("is one request of whom it names, done once, and moved away", async () => {
    const project = await known("by-file");
    const asked = { version: 1, id: "nightly-1", repo: "octo/by-file", commands: ["lint --scan"], by: "nightly job" };
    put("one.json", asked);
    put("two.json", asked);
    await stand.hurrying(() => until("both to be taken", () => (readdirSync(folder).includes("taken") && readdirSync(join(folder, "taken")).length === 2 ? true : null), 20));
    await project.closed(1);
    const requests = (await stand.serving().store.requests.list(50)).filter(({ repository }) => repository.name === "octo/by-file");
    expect(requests).toMatchObject([{ actor: "nightly job", origin: { kind: "file", name: "one.json" }, lines: ["lint --scan"] }]);
    expect((await project.repairs())[1]).toMatchObject({ status: "skipped", reason: "dry run: would run eslint-fix" });
  });

  test("that is no request is set aside with the reason; links and other files are left alone", async () => {
    put("bad.json", { version: 1, id: "x", repo: "octo/by-file", commands: ["lint"], by: "me", shell: "rm -rf /" });
    put("text.json", "not json");
    put("unknown.json", { version: 1, id: "y", repo: "octo/nowhere", commands: ["lint"], by: "me" });
    put("note.txt", "hello");
    mkdirSync(join(folder, "sub.json"));
    symlinkSync("/etc/passwd", join(folder, "link.json"));
    await stand.hurrying(() => until("all to be refused", () => (readdirSync(folder).includes("refused") && readdirSync(join(folder, "refused")).length === 6 ? true : null), 20));
    const reasons = ["bad", "text", "unknown"].map((name) => readFileSync(join(folder, "refused", `${name}.json.reason.txt`), "utf8"));
    expect(reasons).toEqual([expect.stringMatching(/Unrecognized key: "shell"/), "it is no JSON in UTF-8\n", expect.stringMatching(/has not worked in octo\/nowhere yet/)]);
    expect(readdirSync(folder).filter((name) => !["taken", "refused"].includes(name)).toSorted()).toEqual(["link.json", "note.txt", "sub.json"]);
  });
});

describe("a dispatch", () => {
  const dispatch = (project: Project, sender: object, client_payload: object): Promise<number> => deliver(stand, {
    event: "repository_dispatch",
    body: JSON.stringify({ action: "regreen", branch: "main", client_payload, repository: { id: project.repository.id, full_name: `octo/${project.repository.name}`, default_branch: "main" }, installation: { id: stand.installation.id }, sender }),
  });

  test("by a person who may write is done; by a workflow it waits until a person approves it", async () => {
    const project = await known("by-dispatch");
    expect(await dispatch(project, { login: "octo", type: "User" }, { version: 1, id: "a", commands: ["mode code"] })).toBe(202);
    expect(await dispatch(project, { login: "github-actions[bot]", type: "Bot" }, { version: 1, id: "b", commands: ["mode ops"] })).toBe(202);
    await digested(stand);
    const modes = async (): Promise<readonly unknown[]> => (await stand.serving().store.orders.of(project.repository.id)).map((order) => order.kind === "mode" && order.mode);
    await until("the person's word", async () => ((await modes()).length === 1 ? true : null), 20);
    const waiting = await until("the machine's to wait", async () => (await stand.serving().store.requests.list(10)).find(({ state }) => state === "waiting_approval") ?? null, 20);
    expect(await modes()).toEqual(["code"]);
    expect((await regreen("requests", "approve", waiting.id)).code).toBe(0);
    await stand.hurrying(() => until("the machine's word", async () => ((await modes()).length === 2 ? true : null), 20));
    expect((await project.ledger()).filter(({ kind }) => kind === "human_decision").map(({ payload }) => payload["decision"]).toSorted()).toEqual(["approved", "asked", "asked", "held", "mode", "mode"]);
  });
});

describe("the operator's command line", () => {
  test("asks, waits for the answer, and shows repairs and requests in words and as JSON", async () => {
    const project = await known("by-operator");
    const scan = await stand.hurrying(() => regreen("request", "lint --scan", "--repo", "octo/by-operator"));
    expect([scan.code, scan.out]).toEqual([0, expect.stringMatching(/(?:followed|closed)[\s\S]*Red on main at [0-9a-f]{7}: CI\. Regreen looks at what it would run, and changes nothing \(only lint\)\./)]);
    await project.closed(1);
    const fix = (await project.repairs())[1]?.id ?? "";
    expect((await regreen("status", fix)).out).toMatch(/^octo\/by-operator {2}fix_\w+ \(ESLint\): nothing was changed: dry run: would run eslint-fix\n$/);
    expect(JSON.parse((await regreen("status", "--repo", "octo/by-operator", "--all", "--json")).out.split("\n")[0] ?? "")).toMatchObject({ id: fix, requested: { scan: true } });
    expect((await regreen("explain", fix)).out).toMatch(/What failed\n\n- CI \/ lint: ESLint, 1 problem[\s\S]*What you can do/);
    const listed = (await regreen("requests", "--json")).out.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as { readonly lines: readonly string[]; readonly origin: { readonly kind: string } });
    expect(listed.find(({ origin }) => origin.kind === "operator")).toMatchObject({ lines: ["lint --scan"], origin: { number: null } });
  });

  test("pauses and resumes a repair by its id alone, with the reason kept", async () => {
    const project = await Project.open(stand, "steered");
    await project.turnRed();
    await project.fixRun();
    const { id } = await project.until(({ step }) => step === "collect");
    const paused = await stand.hurrying(() => regreen("pause", id, "release", "day"));
    expect([paused.code, paused.out]).toEqual([0, expect.stringMatching(/Paused\. Nothing more is done about fix_\w+ until it is resumed\. The reason is kept: release day/)]);
    await project.until(({ status }) => status === "paused");
    const again = await stand.hurrying(() => regreen("pause", id));
    expect([again.code, again.out]).toEqual([1, expect.stringMatching(/is paused already/)]);
    expect((await regreen("status", id)).out).toMatch(/paused by \S+: release day/);
    expect((await stand.hurrying(() => regreen("resume", id, "--dry-run"))).out).toMatch(/would be told: resume/);
    expect((await stand.hurrying(() => regreen("resume", id))).code).toBe(0);
    await project.until(({ status }) => status !== "paused");
  });

  test("mistakes are told before anything is stored", async () => {
    const before = (await stand.serving().store.requests.list(500)).length;
    await expect(regreen("request", "make it green", "--repo", "octo/steered")).rejects.toThrow(/there is no command "make it green"/);
    await expect(regreen("pause", "fix_20200101_000000_none")).rejects.toThrow(/There is no repair/);
    await expect(regreen("mode", "fast", "--repo", "octo/steered")).rejects.toThrow(/modes are normal, research, code, ops/);
    expect((await stand.serving().store.requests.list(500)).length).toBe(before);
  });
});
