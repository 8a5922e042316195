/** A candidate of a repository's own skill, replayed with the real program over what `regreen fix` recorded, and over the skill's examples. */
import { afterEach, expect, jest, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { sandbox } from "../execution/workshop.ts";
import { code, document, files, log, trim } from "../cli/commands/our-spaces.ts";
import { openDesk, type Desk, type ProgramRun } from "../cli/program.ts";

jest.setTimeout(120_000);
let desk: Desk;
afterEach(() => desk.remove());

const unconfined = sandbox.kind === "none" ? ["--unsafe-no-sandbox"] : [];
/** The candidate's folder; each failure is met with other uncommitted text, so that each is a recording of its own. */
async function openRecorded(failures: number): Promise<void> {
  desk = openDesk(files);
  for (let index = 0; index < failures; index += 1) {
    desk.write("src/app.py", `${code}# ${index}\n`);
    expect((await desk.fix([], { input: log })).code).toBe(1);
  }
}

const replay = (...more: string[]): Promise<ProgramRun> => desk.regreen(["replay", "--skill", "our-spaces", "--candidate", "candidate", ...unconfined, ...more]);

test("a candidate that does the same is accepted and promoted, sworn to with the report; the history keeps it; the checkout and the temporary folder are as before", async () => {
  await openRecorded(2);
  desk.write("candidate/SKILL.md", document("1.1.0"));
  const [before, rooms] = [desk.picture(), readdirSync(tmpdir()).filter((name) => name.startsWith("regreen-replay-"))];
  const run = await replay();
  expect([run.code, run.stderr.split("\n").filter((line) => line.startsWith("5/5 "))]).toEqual([0, [expect.stringContaining("fixed → fixed")]]);
  expect(run.stdout).toContain("candidate  5 fixed, 0 wrongly changed, 0 refused");
  expect(run.stdout).toMatch(/Accepted \(replay_\w+\): our-spaces 1\.1\.0 is promoted in local\/checkout; the ledger has the entry\./);
  const entries = (await desk.regreen(["ledger", "show", "--json"])).stdout.split("\n").filter((line) => line.includes("standing_changed")).map((line) => JSON.parse(line) as object);
  expect(entries).toMatchObject([{ kind: "standing_changed", payload: { skill: "our-spaces", version: "1.1.0", from: "candidate", to: "promoted" }, evidence: [{ path: expect.stringMatching(/^replays\/replay_/) }] }]);
  expect((await desk.regreen(["ledger", "verify"])).code).toBe(0);
  const replays = (await desk.regreen(["ledger", "show", "--json"])).stdout.split("\n").filter((line) => line.includes("skill_replayed")).map((line) => JSON.parse(line) as object);
  expect(replays).toMatchObject([{ kind: "skill_replayed", repair: null, payload: { skill: "our-spaces", version: "1.1.0", accepted: true, because: [], cases: 5, from: "STRATEGIZE" } }]);
  const history = (await desk.regreen(["replay", "--history", "--json"])).stdout.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as object);
  expect(history).toMatchObject([{ skill: "our-spaces", accepted: true, reasons: [], cases: { length: 5 } }]);
  expect([desk.picture(), readdirSync(tmpdir()).filter((name) => name.startsWith("regreen-replay-"))]).toEqual([before, rooms]);
});

test("one that changes more than was right, over too few failures, is refused for both; it is not promoted, and its report is kept", async () => {
  await openRecorded(1);
  desk.write("candidate/SKILL.md", document("1.1.0", [trim, { transform: "insert_utf8_header" }]));
  const wrong = await replay("--json");
  const reasons = ["4 failures were replayed, and at least 5 are needed to judge a version", expect.stringMatching(/^4 wrongly changed: /), "0 fixed, and 4 were before"];
  expect([wrong.code, JSON.parse(wrong.stdout)]).toEqual([3, expect.objectContaining({ accepted: false, promoted: null, reasons: expect.arrayContaining(reasons) })]);
  expect((await desk.regreen(["replay", "--history"])).stdout.split("\n").filter((line) => line.includes("refused"))).toHaveLength(1);
  expect((await desk.regreen(["ledger", "show", "--json"])).stdout).not.toContain("standing_changed");
});

test("stopped in the middle, nothing is kept; a mistake in the candidate is named by line and column", async () => {
  await openRecorded(0);
  desk.write("candidate/SKILL.md", document("1.1.0", [["sleep", "60"]]));
  const stopped = await desk.regreen(["replay", "--skill", "our-spaces", "--candidate", "candidate", ...unconfined], { terminateWhen: "… sleep 60" });
  expect([stopped.code, stopped.stderr]).toEqual([1, expect.stringContaining("stopped; nothing was kept")]);
  expect((await desk.regreen(["replay", "--history"])).stdout).toBe("No candidate was replayed yet.\n");
  desk.write("candidate/SKILL.md", document("1.1.0").replace("complexity: 1", "complexity: many"));
  const mistaken = await replay();
  expect([mistaken.code, mistaken.stderr]).toEqual([2, expect.stringMatching(/SKILL\.md:10:13: /)]);
});

test("from IMPLEMENT on, the recorded plan is run with the candidate's commands: a candidate that would not be chosen for the failure any more is tried all the same", async () => {
  await openRecorded(2);
  desk.write("candidate/SKILL.md", document("1.1.0").replace("handles: [{class: lint, tool: flake8}, {class: format, tool: flake8}]", "handles: [{class: lint, tool: pylint}]"));
  const endings = async (from: string): Promise<unknown> => {
    const { cases } = JSON.parse((await replay("--json", "--from", from)).stdout) as { readonly cases: readonly { readonly source: string; readonly after: { readonly kind: string } }[] };
    return cases.filter(({ source }) => source === "recording").map(({ after }) => after.kind);
  };
  expect([await endings("plan"), await endings("IMPLEMENT")]).toEqual([["refused", "refused"], ["fixed", "fixed"]]);
});

test("from VERIFY on, the recorded change is held against the candidate's post-checks and contract, and its commands are not run; from REVIEW on, against its contract alone", async () => {
  await openRecorded(2);
  const endings = async (from: string): Promise<unknown> => {
    const { cases } = JSON.parse((await replay("--json", "--from", from)).stdout) as { readonly cases: readonly { readonly source: string; readonly after: { readonly kind: string; readonly reason: string } }[] };
    return cases.filter(({ source }) => source === "recording").map(({ after }) => `${after.kind} ${after.reason}`.trim());
  };
  desk.write("candidate/SKILL.md", document("1.1.0", [["false"]]));
  expect([await endings("IMPLEMENT"), await endings("VERIFY"), await endings("REVIEW")]).toEqual([Array(2).fill(expect.stringMatching(/^refused /)), ["fixed", "fixed"], ["fixed", "fixed"]]);
  desk.write("candidate/SKILL.md", document("1.1.0").replace("[{unchanged_by: normalise_whitespace}]", '[["false"]]').replace("\nunchanged_by: normalise_whitespace\n", "\nfalse\n"));
  expect([await endings("VERIFY"), await endings("REVIEW")]).toEqual([Array(2).fill(expect.stringMatching(/^refused .*does not pass/)), ["fixed", "fixed"]]);
  desk.write("candidate/SKILL.md", document("1.1.0").replace('{allow: ["**/*.py"]}', '{allow: ["docs/**"]}'));
  expect(await endings("REVIEW")).toEqual(Array(2).fill(expect.stringMatching(/^refused the recorded change is not what its contract allows: /)));
});

test("PR and MONITOR cannot be run again without writing, and are refused for that", async () => {
  await openRecorded(0);
  desk.write("candidate/SKILL.md", document("1.1.0"));
  const [again, later] = [await replay("--from", "PR"), await replay("--from", "MONITOR")];
  expect([again.code, again.stderr, later.code, later.stderr]).toEqual([2, expect.stringContaining("it would write to GitHub a second time, and a replay writes nothing"), 2, expect.stringContaining("a replay writes nothing")]);
});
