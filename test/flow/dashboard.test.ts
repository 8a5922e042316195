/** People steer from the dashboard, without JavaScript: who they are GitHub says, what they may is asked at that moment, why is asked for and kept. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { deliver, digested } from "./deliver.ts";
import { freePort } from "./free-port.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";
import { Visitor, type Page } from "./visitor.ts";

let stand: Stand;
beforeAll(async () => {
  stand = await openStand({ pages: "members", signInAt: await freePort() });
  for (const login of ["mona", "mallory"]) stand.loopback.createUser(login);
});
beforeEach(() => { stand.clock.forward(70); });
afterAll(() => stand.close());

async function visitor(login: string): Promise<Visitor> {
  const person = new Visitor(stand.serving().url);
  await person.signIn(login);
  return person;
}

/** The page of what was asked for, once it is answered. */
async function answered(person: Visitor, page: Page, words: RegExp): Promise<Page> {
  return until(`${words.source} on ${page.url}`, async () => {
    const now = await person.open(new URL(page.url).pathname);
    return words.test(now.text) ? now : null;
  }, 20).catch(async (error: unknown) => { throw new Error(`${String(error)}: ${(await person.open(new URL(page.url).pathname)).text.replace(/<style>.*<\/style>/s, "")}`); });
}

async function offered(name: string): Promise<{ readonly project: Project; readonly id: string; readonly number: number }> {
  const project = await Project.open(stand, name);
  const offer = await project.offered();
  const [repair] = await project.repairs();
  return { project, id: repair?.id ?? "", number: offer.number };
}

const decisions = async (project: Project): Promise<readonly unknown[]> => (await project.ledger()).filter(({ kind, repair }) => kind === "human_decision" && repair !== null).map(({ payload }) => [payload["decision"], payload["by"], payload["reason"]]);

describe("signing in", () => {
  test("nobody sees anything before; with GitHub a person comes back to the page that was asked for", async () => {
    const person = new Visitor(stand.serving().url);
    const first = await person.open("/requests");
    expect([new URL(first.url).pathname, first.text.includes("Sign in with GitHub")]).toEqual(["/sign-in", true]);
    const back = await person.signIn("octo", "/requests");
    expect([first.text.includes("/sign-in/github?back=/requests"), new URL(back.url).pathname, back.status]).toEqual([true, "/requests", 200]);
    expect((await person.open("/sign-in")).text).toContain("You are octo");
  });

  test("a person sees the repositories that this person may read on GitHub, and no others: not their repairs, evidence, requests, ledger entries", async () => {
    const { project, id } = await offered("private-one");
    stand.loopback.addCollaborator(project.repository, "mona", "read");
    const [mona, mallory] = [await visitor("mona"), await visitor("mallory")];
    expect((await mona.open("/repairs")).text).toContain(id);
    for (const path of ["/repairs", "/ledger", "/gates", "/requests"]) expect((await mallory.open(path)).text).not.toContain("private-one");
    for (const path of [`/repairs/${id}`, `/repairs/${id}/steer`, `/repositories/${project.repository.id}`]) expect([path, (await mallory.open(path)).status]).toEqual([path, 404]);
  });

  test("who may read and not write sees no form, and a form sent all the same does nothing", async () => {
    const { project, id } = await offered("read-only");
    stand.loopback.addCollaborator(project.repository, "mona", "read");
    const mona = await visitor("mona");
    const page = await mona.open(`/repairs/${id}/steer`);
    expect([page.text.includes("<form"), page.text.includes("mona may look, and not write here")]).toEqual([false, true]);
    const token = /name="token" value="([^"]+)"/.exec((await mona.open("/sign-in")).text)?.[1] ?? "";
    const sent = await mona.post(`/repairs/${id}/steer`, { token, how: "abort", reason: "because I can" });
    expect([sent.status, sent.text.includes("may not write to octo/read-only")]).toEqual([403, true]);
    expect((await project.repairs())[0]?.step).toBe("gate");
  });
});

describe("steering a repair", () => {
  test("pause and resume, with who and why kept in the ledger and shown", async () => {
    const { project, id } = await offered("paused-there");
    const octo = await visitor("octo");
    const sent = await octo.send(await octo.open(`/repairs/${id}/steer`), `/repairs/${id}/steer`, { how: "pause", reason: "the release is today" });
    await answered(octo, sent, /Paused\. Nothing more is done/);
    await project.until(({ status }) => status === "paused");
    expect((await octo.open(`/repairs/${id}`)).text).toMatch(/What people said[\s\S]*octo[\s\S]*pause[\s\S]*the release is today/);
    await octo.send(await octo.open(`/repairs/${id}/steer`), `/repairs/${id}/steer`, { how: "resume", reason: "it is out" });
    await project.until(({ status }) => status !== "paused");
    expect(await decisions(project)).toEqual([["pause", "octo", "the release is today"], ["resume", "octo", "it is out"]]);
  });

  test("without a reason nothing is done", async () => {
    const { project, id } = await offered("no-reason");
    const octo = await visitor("octo");
    const sent = await octo.send(await octo.open(`/repairs/${id}/steer`), `/repairs/${id}/steer`, { how: "abort", reason: "  " });
    expect([sent.status, await decisions(project)]).toEqual([400, []]);
  });

  test("a dry run only says what would be told", async () => {
    const { project, id } = await offered("rehearsed-there");
    const octo = await visitor("octo");
    await answered(octo, await octo.send(await octo.open(`/repairs/${id}/steer`), `/repairs/${id}/steer`, { how: "abort", reason: "to see", dry_run: "yes" }), /would be told: abort/);
    expect(await decisions(project)).toEqual([]);
  });

  test("request changes, then reject: the pull request waits, and is closed", async () => {
    const { project, id, number } = await offered("changed-there");
    await project.allowed(project.pulls()[0] as never);
    const octo = await visitor("octo");
    await octo.send(await octo.open(`/repairs/${id}/steer`), `/repairs/${id}/steer`, { how: "request-changes", reason: "keep \"the\" old 'name' --until later" });
    await until("the check to wait", () => (project.checks("regreen/policy").at(-1)?.status === "in_progress" ? true : null), 20);
    await octo.send(await octo.open(`/repairs/${id}/steer`), `/repairs/${id}/steer`, { how: "reject", reason: "we drop this file" });
    await project.closed();
    expect([project.pulls().find((pull) => pull.number === number)?.state, await decisions(project)]).toEqual(["closed", [["request-changes", "octo", "keep \"the\" old ’name’ --until later"], ["reject", "octo", "we drop this file"]]]);
  });

  test("escalate hands it to people, abort ends it", async () => {
    for (const [how, status] of [["escalate", "escalated"], ["abort", "closed"]] as const) {
      const { project, id } = await offered(`ended-by-${how}`);
      const octo = await visitor("octo");
      await octo.send(await octo.open(`/repairs/${id}/steer`), `/repairs/${id}/steer`, { how, reason: "a person takes it" });
      expect(await project.closed()).toMatchObject({ status });
    }
  });

  test("a rule that holds it up is waived there, for its pull request, by who maintains", async () => {
    const pack = "version: 1\nrules:\n  - {id: not-on-fridays, require: \"false\", otherwise: deny, message: Not on a Friday, waivable: true}\n";
    const project = await Project.open(stand, "waived-there", { ".github/policies/own.yml": pack, ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\npolicies: [default, .github/policies/own.yml]\n" });
    const offer = await project.offered();
    await until("the policy to deny", () => project.checks("regreen/policy").find(({ conclusion }) => conclusion === "failure"), 20);
    const id = (await project.repairs())[0]?.id ?? "";
    const octo = await visitor("octo");
    const page = await octo.open(`/repairs/${id}/steer`);
    expect(page.text).toContain("<option>not-on-fridays</option>");
    const until2 = new Date(stand.clock.milliseconds() + 2 * 86_400_000).toISOString().slice(0, 10);
    await answered(octo, await octo.send(page, `/repairs/${id}/waive`, { rule: "not-on-fridays", until: until2, reason: "the release waits for it" }), /not-on-fridays is waived for/);
    await project.allowed(offer);
    expect((await octo.open(`/repositories/${project.repository.id}`)).text).toMatch(/not-on-fridays[\s\S]*octo[\s\S]*the release waits for it/);
  });

  test("the mode of a repository is set with the reason", async () => {
    const { project } = await offered("moded");
    const octo = await visitor("octo");
    const place = `/repositories/${project.repository.id}`;
    await answered(octo, await octo.send(await octo.open(place), place, { mode: "ops", reason: "the cluster burns" }), /The mode is ops from now on, by octo: the cluster burns/);
    expect((await project.ledger()).filter(({ payload }) => payload["decision"] === "mode").map(({ payload }) => [payload["mode"], payload["by"], payload["reason"]])).toEqual([["ops", "octo", "the cluster burns"]]);
  });
});

describe("skills", () => {
  test("one that was rolled back says so with its ledger entry, is put on trial again there by who maintains, with the reason kept, and runs again", async () => {
    const project = await Project.open(stand, "unlucky-there");
    const failing = [{ name: "eslint", argv: ["npx", "eslint"], before: { exit: 1, summary: "1 problem" }, after: { exit: 1, summary: "1 problem" } }];
    for (const which of [0, 1]) {
      await project.turnRed({ files: { "README.md": `# ${which}\n` } });
      await project.endFixJob({ result: { outcome: "failed", reason: "after the fix, eslint still does not pass: 1 problem", patch_sha256: null, checks: failing } });
      await project.until(({ status, step }) => status === "escalated" && step === "closed", which);
    }
    stand.loopback.addCollaborator(project.repository, "mona", "write");
    const [octo, mona, mallory] = [await visitor("octo"), await visitor("mona"), await visitor("mallory")];
    const list = await octo.open("/skills");
    expect(list.text).toMatch(/unlucky-there<\/a><\/h2>[\s\S]*eslint-fix<\/a>[\s\S]*rolled back[\s\S]*2 runs: 0 succeeded, 2 failed/);
    const place = `/repositories/${project.repository.id}/skills/eslint-fix`;
    const page = await octo.open(place);
    const sworn = /promoted<\/span> → <span class="pill bad">rolled back<\/span>[\s\S]*?href="(\/ledger\/\d+)"/.exec(page.text)?.[1] ?? "";
    expect((await octo.open(sworn)).text).toMatch(/its hash holds[\s\S]*2 of 2 runs failed/);
    for (const path of [place, sworn, `/repositories/${project.repository.id}/skills`]) expect([path, (await mallory.open(path)).status]).toEqual([path, 404]);
    expect((await mallory.open("/skills")).text).not.toContain("unlucky-there");
    const hers = await mona.open(place);
    expect([hers.text.includes("<form"), hers.text.includes("asks for the role maintain or admin")]).toEqual([false, true]);
    const short = await octo.send(page, place, { reason: "mended" });
    expect([short.status, short.text.includes("Say why, in 10 characters at least")]).toEqual([400, true]);
    await answered(octo, await octo.send(page, place, { reason: "its plugin was broken, and is mended", dry_run: "yes" }), /would be on trial again/);
    await answered(octo, await octo.send(page, place, { reason: "its plugin was broken, and is mended" }), /is on trial again in this repository, by octo: its plugin was broken, and is mended/);
    expect((await octo.open(place)).text).toMatch(/promoted<\/span>[\s\S]*and only since [\s\S]* when octo put it on trial again[\s\S]*put on trial again by octo: its plugin was broken, and is mended/);
    expect((await project.ledger()).filter(({ kind, payload }) => kind === "standing_changed" || payload["decision"] === "retry").map(({ kind, payload }) => [kind, payload["to"] ?? payload["reason"], payload["by"] ?? null])).toEqual([
      ["standing_changed", "rolled_back", null], ["human_decision", "its plugin was broken, and is mended", "octo"], ["standing_changed", "promoted", "octo"],
    ]);
    await answered(octo, await octo.send(page, place, { reason: "once more, to be sure" }), /was not rolled back here: it is promoted/);
    await project.turnRed({ files: { "README.md": "# 2\n" } });
    expect((await project.fixRun()).plan.steps.map(({ skill }) => skill.name)).toEqual(["eslint-fix"]);
  });
});

describe("requests", () => {
  test("what a machine asked for waits on the page with what it would do, and is approved or refused there, with the reason kept", async () => {
    const project = await Project.open(stand, "asked-by-machine", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"never\"]}\n" });
    await project.turnRed();
    await project.closed();
    for (const [id, line] of [["one", "lint"], ["two", "mode ops"]]) await deliver(stand, { event: "repository_dispatch", body: JSON.stringify({
      action: "regreen", client_payload: { version: 1, id, commands: [line] }, repository: { id: project.repository.id, full_name: "octo/asked-by-machine", default_branch: "main" }, installation: { id: stand.installation.id }, sender: { login: "github-actions[bot]", type: "Bot" },
    }) });
    await digested(stand);
    await project.until(({ reason }) => reason === "dry run: would run eslint-fix", 1);
    const octo = await visitor("octo");
    const list = await octo.open("/requests");
    expect(list.text).toMatch(/2 requests of machines wait for a person[\s\S]*github-actions\[bot\][\s\S]*repository_dispatch/);
    const of = (line: string): string => new RegExp(`href="(/requests/req_[a-z0-9_]+)"><code>${line}<`).exec(list.text)?.[1] ?? "";
    const first = await octo.open(of("lint"));
    expect(first.text).toMatch(/What it would do[\s\S]*Regreen looks at what it would run, and changes nothing[\s\S]*would run eslint-fix/);
    await octo.send(first, of("lint"), { how: "approve", reason: "read and fine" });
    await project.fixRun();
    await octo.send(await octo.open(of("mode ops")), of("mode ops"), { how: "reject", reason: "not by a machine" });
    await until("it to end", async () => ((await octo.open(of("mode ops"))).text.includes("Refused by") ? true : null), 20);
    expect(await stand.serving().store.orders.of(project.repository.id)).toEqual([]);
  });

  test("one is made there; as a dry run it shows what would be dispatched", async () => {
    const project = await Project.open(stand, "asked-there", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"never\"]}\n" });
    await project.turnRed();
    await project.closed();
    const octo = await visitor("octo");
    const sent = await octo.send(await octo.open("/requests"), "/requests", { repository: String(project.repository.id), commands: "lint\r\nstatus", number: "", dry_run: "yes" });
    await answered(octo, sent, /Regreen looks at what it would run, and changes nothing \(only lint\)[\s\S]*would run eslint-fix/);
    expect([project.fixRuns(), (await stand.serving().store.requests.list(1))[0]]).toMatchObject([[], { actor: "octo", origin: { kind: "dashboard", number: null }, lines: ["lint", "status"], dry_run: true }]);
    const bad = await octo.send(await octo.open("/requests"), "/requests", { repository: String(project.repository.id), commands: "make it green", number: "" });
    expect([bad.status, bad.text.includes("there is no command")]).toEqual([400, true]);
  });
});
