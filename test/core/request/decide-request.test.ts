import { describe, expect, test } from "@jest/globals";
import { Configuration } from "../../../src/core/configuration/configuration.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import type { FixId } from "../../../src/core/identity/identifier.ts";
import { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { openRequest, type Asking } from "../../../src/core/request/open-request.ts";
import { decideRequest, decideUnanswerable } from "../../../src/core/request/answer/decide-request.ts";
import type { AnswerSnapshot } from "../../../src/core/request/answer/snapshot.ts";
import type { Request } from "../../../src/core/request/request.ts";
import { fixIdOf, offered, repairOf, repository, sha } from "../../adapters/store/samples.ts";

const at = Timestamp.parse("2026-11-20T21:30:00.000Z");
const configured = (text: object = {}): AnswerSnapshot["configuration"] => ({ ok: true, configuration: Configuration.parse({ version: 1, ...text }) });

function asked(lines: readonly string[], change: Partial<Asking> = {}): Request {
  return openRequest({ repository, origin: { kind: "comment", comment_id: 31, number: 7, pull: true }, actor: "octo", machine: false, lines, dryRun: false, occasion: "", ...change }, { at, seed: "k3f9" }).request;
}

function snapshot(request: Request, change: Partial<AnswerSnapshot> = {}): AnswerSnapshot {
  return {
    request, at, configuration: configured(), power: "write", earlier: [], repairs: [], pull: null, head: { branch: "topic", sha: sha("a"), fork: false, pull: 7 }, red: [], running: 0, rules: [], orders: [], skills: new Set(["eslint-fix"]), undoings: new Map(),
    webUrl: "https://github.example", ...change,
  };
}

const textOf = (lines: readonly string[], change: Partial<AnswerSnapshot> = {}): string => decideRequest(snapshot(asked(lines), change)).request.outcomes.map(({ text }) => text).join("\n");
const kinds = (decision: ReturnType<typeof decideRequest>): readonly string[] => decision.effects.map(({ effect }) => (effect.kind === "react" ? effect.content : effect.kind));
const red = [{ name: "CI", source: { kind: "workflow_run", run_id: 900, run_attempt: 1, workflow: ".github/workflows/ci.yml" } }] as const;
const atGate = (change = {}) => repairOf(1, { step: "gate", status: "proposed", offer: offered(7, "c"), ...change });

describe("who asks, and where", () => {
  test.each<readonly [string, Partial<AnswerSnapshot>, readonly string[], RegExp]>([
    ["where there is no configuration: silence", { configuration: null }, [], /no configuration/],
    ["where the configuration says no: silence", { configuration: configured({ enabled: false }) }, [], /enabled: false/],
    ["where the configuration has a mistake: one reaction", { configuration: { ok: false, mistakes: [] } }, ["confused"], /mistake/],
    ["in a dry run: nobody is written to", { configuration: configured({ dry_run: true }) }, [], /dry run/],
    ["who may not write: one quiet reaction", { power: "none" }, ["-1"], /may not write/],
    ["under another prefix: silence", { configuration: configured({ commands: { prefix: "/mend" } }) }, [], /no command of ours/],
    ["what an earlier state of the comment asked for already: silence", { earlier: [asked(["/AUTOFIX  status"])] }, [], /did not run before/],
  ])("%s", (_, change, effects, reason) => {
    const decision = decideRequest(snapshot(asked(["/autofix status"]), change));
    expect([kinds(decision), decision.request.state, decision.request.outcomes, decision.opens]).toEqual([effects, "closed", [], []]);
    expect(decision.request.reason).toMatch(reason);
  });

  test("what cannot be answered is no silence: one reaction, and the reason is kept", () => {
    const decision = decideUnanswerable(asked(["/autofix waive x --reason \"a generated file\" --until 2026-12-01"]), "A policy pack has a mistake");
    expect([kinds(decision), decision.request.state, decision.request.reason]).toEqual([["confused"], "closed", "it could not be answered: A policy pack has a mistake"]);
  });

  test("a machine's request waits for a person, and is done once one approves", () => {
    const request = asked(["status"], { machine: true, origin: { kind: "dispatch", number: 7 } });
    const held = decideRequest(snapshot(request));
    expect([held.request.state, held.request.outcomes]).toEqual(["waiting_approval", []]);
    const done = decideRequest(snapshot({ ...held.request, approved_by: "operator" }));
    expect([done.request.state, done.request.outcomes.length, done.effects, done.entries[0]?.payload]).toMatchObject(["closed", 1, [], { decision: "approved", by: "operator", asked_by: "octo" }]);
  });
});

describe("a skill that was rolled back", () => {
  const line = "/autofix retry eslint-fix its plugin was broken, and is mended";
  const standings = (standing: "rolled_back" | "promoted") => new Map([["eslint-fix", { digest: digestOf("eslint-fix"), version: "1.2.0", standing, reason: "2 of 2 runs failed (limit 5 %)", begins_as: "promoted" }]] as const);

  test("is put on trial again by who may maintain, with the reason", () => {
    const decision = decideRequest(snapshot(asked([line]), { power: "maintain", standings: standings("rolled_back") }));
    expect(decision.trials).toMatchObject([{ skill: "eslint-fix", version: "1.2.0", from: "rolled_back", to: "promoted", by: "octo", reason: "put on trial again by octo: its plugin was broken, and is mended", at }]);
    expect(decision.entries.map(({ kind, payload }) => [kind, payload["decision"]])).toEqual([["human_decision", "retry"]]);
    expect(decision.request.outcomes).toMatchObject([{ done: true, text: expect.stringContaining("only what it does from now on counts") }]);
  });

  test.each<[string, readonly string[], Partial<AnswerSnapshot>, RegExp]>([
    ["by nobody who may only write", [line], { power: "write", standings: standings("rolled_back") }, /role maintain or admin/],
    ["not where it was not rolled back", [line], { power: "maintain", standings: standings("promoted") }, /was not rolled back here: it is promoted/],
    ["not where there is none of that name", ["/autofix retry nobody because of a reason"], { power: "maintain", standings: standings("rolled_back") }, /There is no skill/],
    ["not without a reason", ["/autofix retry eslint-fix"], { power: "maintain", standings: standings("rolled_back") }, /needs the reason/],
    ["not for a word", ["/autofix retry eslint-fix please"], { power: "maintain", standings: standings("rolled_back") }, /at least 10 characters/],
  ])("%s", (_, lines, change, said) => {
    const decision = decideRequest(snapshot(asked(lines), change));
    expect([decision.trials, decision.request.outcomes[0]?.done]).toEqual([[], false]);
    expect(decision.request.outcomes[0]?.text).toMatch(said);
  });
});

describe("a request that waits for a person", () => {
  const machine = asked(["lint", "pause"], { machine: true, origin: { kind: "dispatch", number: 7 } });
  const held = decideRequest(snapshot(machine, { red }));

  test("shows what it would come to: only looking is opened, nothing is told to any repair", () => {
    expect(held.request.preview?.map(({ done, text }) => [done, text])).toEqual([[true, expect.stringMatching(/Red on `topic` at aaaaaaa: `CI`\. Regreen looks at what it would run, and changes nothing/)], [false, expect.stringMatching(/No repair stands here/)]]);
    expect([held.opens.map(({ repair }) => repair.requested?.scan), held.instructions, held.effects]).toEqual([[true], [], []]);
  });

  test("once approved it opens what is to be mended, under another key than what only looked", () => {
    const done = decideRequest(snapshot({ ...held.request, approved_by: "octo" }, { red }));
    expect([done.opens.map(({ repair }) => repair.requested?.scan), done.opens[0]?.key === held.opens[0]?.key]).toEqual([[false], false]);
  });

  test("once refused it ends, with who refused it and why, and opens nothing", () => {
    const done = decideRequest(snapshot({ ...held.request, refused: { by: "octo", reason: "not today" } }, { red }));
    expect([done.request.state, done.request.reason, done.opens, done.entries.map(({ payload }) => payload["decision"])]).toEqual(["closed", "octo refused it: not today", [], ["declined"]]);
  });

  test.each(["approve", "reject"] as const)("%s in a comment rules it, and only in its own repository", (verb) => {
    const named = new Map([[held.request.id as string, held.request]]);
    const line = `/autofix ${verb} ${held.request.id} as it is`;
    expect(decideRequest(snapshot(asked([line]), { named })).rulings).toEqual([{ request: held.request.id, how: verb === "approve" ? "approve" : "refuse", by: "octo", reason: "as it is" }]);
    const elsewhere = decideRequest(snapshot(asked([line]), { named: new Map() }));
    expect([elsewhere.rulings, elsewhere.request.outcomes[0]?.text]).toEqual([[], expect.stringMatching(/There is no request/)]);
  });

  test("a machine's dry run needs nobody's word", () => {
    expect(decideRequest(snapshot(asked(["lint"], { machine: true, dryRun: true, origin: { kind: "dispatch", number: 7 } }), { red })).request.state).toBe("followed");
  });
});

describe("where it is said", () => {
  const onLine = { kind: "thread", comment_id: 32, thread_id: 30, number: 7, path: "src/app.js" } as const;

  test("on a line a fix is asked for in that file, and the answer goes into the thread", () => {
    const decision = decideRequest(snapshot(asked(["/autofix lint"], { origin: onLine }), { red }));
    expect(decision.opens.map(({ repair }) => repair.requested?.wanted.file)).toEqual(["src/app.js"]);
    expect(decision.effects.map(({ effect }) => effect)).toMatchObject([{ kind: "react", comment_id: 32, on: "thread" }, { kind: "upsert_comment", number: 7, thread_id: 30 }]);
  });

  test.each([["/autofix --file docs/a.md", "docs/a.md"], ["/autofix --module docs", null]])("%s says where by itself", (line, file) => {
    expect(decideRequest(snapshot(asked([line], { origin: onLine }), { red })).opens.map(({ repair }) => repair.requested?.wanted.file)).toEqual([file]);
  });

  test("in a review as a whole the answer is a comment, and there is no reaction", () => {
    expect(kinds(decideRequest(snapshot(asked(["/autofix status"], { origin: { kind: "review", review_id: 5, number: 7 } }))))).toEqual(["upsert_comment"]);
  });
});

describe("a stranger's pull request", () => {
  const strange = { ...repository, id: 90 };
  const waits = (change = {}) => repairOf(1, { status: "waiting_approval", awaited: true, subject: { ...repairOf(1).subject, pull_request: 7, fork: { repository_id: strange.id, branch: "topic" } }, ...change });
  const head = { branch: "topic", sha: sha("a"), fork: true, pull: 7 };

  test.each(["/autofix", "/autofix approve"])("%s of a maintainer lets it go on, for this head", (line) => {
    const decision = decideRequest(snapshot(asked([line]), { red, head, repairs: [waits()] }));
    expect([decision.instructions.map(({ instruction }) => instruction.how), decision.opens, decision.request.outcomes[0]?.text]).toEqual([["approve"], [], expect.stringMatching(/^Released\./)]);
  });

  test("a narrow wish does not let it go on in part", () => {
    expect(textOf(["/autofix lint"], { red, head, repairs: [waits()] })).toMatch(/`\/autofix` alone lets it go on/);
  });
});

describe("what is asked for", () => {
  test("a fix opens one repair for each red check, in the name of who asked, and follows it", () => {
    const decision = decideRequest(snapshot(asked(["/autofix lint --file src/a.js"]), { red }));
    expect(kinds(decision)).toEqual(["eyes", "upsert_comment"]);
    expect(decision.opens).toMatchObject([{ repair: { requested: { by: "octo", scan: false, wanted: { wants: "lint", file: "src/a.js" } }, subject: { branch: "topic", pull_request: 7 } } }]);
    expect(decision.request).toMatchObject({ state: "followed", outcomes: [{ follows: [decision.opens[0]?.repair.id] }] });
  });

  test("a fix that is at work already is followed, not opened again", () => {
    const repair = repairOf(1, { subject: { ...repairOf(1).subject, head_sha: sha("a"), source: red[0].source } });
    const decision = decideRequest(snapshot(asked(["/autofix"]), { red, repairs: [repair] }));
    expect([decision.opens, decision.request.outcomes[0]?.follows]).toEqual([[], [repair.id]]);
  });

  describe("a fix that is at work already, though nobody had asked for it", () => {
    const source = { ...repairOf(1).subject, head_sha: sha("a"), source: red[0].source };
    const followed = (): Request => decideRequest(snapshot(asked(["/autofix"]), { red, repairs: [repairOf(1, { subject: source })] })).request;

    test("is looked at once more as soon as it is followed, for it may have ended meanwhile and then wakes nobody", () => {
      expect(decideRequest(snapshot(asked(["/autofix"]), { red, repairs: [repairOf(1, { subject: source })] })).due).toBe(at);
    });

    test("and has not moved since: nothing is written, and it is left to what wakes it", () => {
      const again = decideRequest(snapshot(followed(), { configuration: null, repairs: [repairOf(1, { subject: source })] }));
      expect([again.request.state, again.due, again.effects]).toEqual(["followed", "2026-11-27T21:30:00.000Z", []]);
    });

    test("and left it aside: the same is asked anew, and now opened in the name of who asked", () => {
      const skipped = repairOf(1, { subject: source, step: "closed", status: "skipped" });
      const again = decideRequest(snapshot(followed(), { configuration: null, repairs: [skipped] }));
      expect([again.request.state, again.due, again.effects]).toEqual(["asked", at, []]);
      expect(decideRequest(snapshot(again.request, { red, repairs: [skipped] })).opens).toMatchObject([{ repair: { requested: { by: "octo" } } }]);
    });

    test("and mended it: the request is answered", () => {
      expect(decideRequest(snapshot(followed(), { configuration: null, repairs: [repairOf(1, { subject: source, step: "closed", status: "merged" })] })).request.state).toBe("closed");
    });
  });

  test.each<readonly [string, Partial<AnswerSnapshot>, RegExp]>([
    ["/autofix", {}, /Nothing is red on `topic` at aaaaaaa\./],
    ["/autofix", { running: 2 }, /2 runs have not ended/],
    ["/autofix", { red, head: { branch: "topic", sha: sha("a"), fork: true, pull: 7 } }, /in a fork/],
    ["/autofix", { red, head: { branch: "regreen/fix_20261120_081500_0001", sha: sha("a"), fork: false, pull: 7 } }, /does not mend what it offers itself/],
    ["/autofix", { red, head: null }, /no commit to look at/],
    ["/autofix reformat-everything", { red }, /no command, no skill and no kind of failure called `reformat-everything`/],
    ["/autofix rerun", { red: [{ name: "ci/jenkins", source: { kind: "status", status_id: 3, context: "ci/jenkins" } }] }, /its own CI runs it again/],
    ["/autofix approve", {}, /No repair stands here/],
    ["/autofix approve", { repairs: [atGate()] }, /auto_merge` is off/],
    ["/autofix approve fix_20261120_081500_0009", {}, /There is no repair/],
    ["/autofix resume", { repairs: [atGate()] }, /is not paused/],
    ["/autofix reject", { repairs: [repairOf(1, { subject: { ...repairOf(1).subject, pull_request: 7 } })] }, /offers nothing yet/],
    ["/autofix pause", { repairs: [atGate({ step: "closed", status: "merged" })] }, /is over \(merged\)/],
    ["/autofix reject", { repairs: [atGate(), atGate({ id: fixIdOf(2) })] }, /Several repairs stand here/],
    ["/autofix apply exec_20261120_213004_k3f9", {}, /Nothing is known here/],
    ["/autofix revert exec_20261120_213004_k3f9", { repairs: [atGate({ execution: "exec_20261120_213004_k3f9" })] }, /was not merged/],
    ["/autofix waive diff-size --reason \"a generated file\" --until 2026-12-01", {}, /role maintain or admin/],
    ["/autofix list", {}, /No repair is open/],
    ["/autofix report", {}, /no scheduled reports yet/],
  ])("%s: nothing is done, and it says why (%#)", (line, change, words) => {
    const decision = decideRequest(snapshot(asked([line]), change));
    expect(decision.request.outcomes[0]?.text).toMatch(words);
    expect([decision.opens, decision.instructions, decision.orders]).toEqual([[], [], []]);
  });

  test("approve, where merging is asked for, is delivered to the repair with who and when", () => {
    const { instructions, request } = decideRequest(snapshot(asked(["/autofix approve"]), { configuration: configured({ auto_merge: { enabled: true } }), repairs: [atGate()] }));
    expect(instructions).toEqual([{ repair: fixIdOf(1), instruction: { how: "approve", by: "octo", reason: null, at, request: request.id, pull: null } }]);
  });

  test("pause reaches every repair of the place", () => {
    const { instructions } = decideRequest(snapshot(asked(["/autofix pause for the release"]), { repairs: [atGate(), atGate({ id: fixIdOf(2) })] }));
    expect(instructions.map(({ repair, instruction }) => [repair, instruction.how, instruction.reason])).toEqual([[fixIdOf(1), "pause", "for the release"], [fixIdOf(2), "pause", "for the release"]]);
  });

  test("rerun asks for the failed jobs once", () => {
    expect(decideRequest(snapshot(asked(["/autofix rerun"]), { red })).effects.find(({ effect }) => effect.kind === "rerun_failed_jobs")).toMatchObject({ key: "req_20261120_213000_k3f9:rerun:900:1", effect: { run_id: 900, attempt: 1 } });
  });
});

describe("a waiver", () => {
  const pull = { number: 7, state: "open", merged: false, mergeSha: null, draft: false, author: "octo", headSha: sha("a"), headBranch: "topic", headRepositoryId: 7, baseBranch: "main", mergeable: true, labels: [], url: "" } as const;
  const rules = [{ id: "diff-size", waivable: true, organisation: false }, { id: "secrets", waivable: false, organisation: false }, { id: "licences", waivable: true, organisation: true }];
  const waive = (line: string) => decideRequest(snapshot(asked([`/autofix waive ${line}`]), { power: "maintain", pull, rules }));

  test("of a waivable rule is kept for this pull request alone, with who, why and until when", () => {
    const { orders, entries } = waive("diff-size --reason \"a generated file\" --until 2026-12-01");
    expect(orders).toEqual([{ kind: "waiver", at, waiver: { rule: "diff-size", pull: 7, reason: "a generated file", by: "octo", until: "2026-12-01" } }]);
    expect(entries[0]?.payload).toMatchObject({ decision: "waived", by: "octo", pull: 7 });
  });

  test.each<readonly [string, RegExp]>([
    ["secrets --reason \"it is a test key\" --until 2026-12-01", /cannot be waived/],
    ["licences --reason \"it is our own\" --until 2026-12-01", /the organisation's/],
    ["nothing --reason \"it is our own\" --until 2026-12-01", /Waivable are `diff-size`/],
    ["diff-size --reason \"a generated file\" --until 2027-11-01", /at most 30 days/],
    ["diff-size --reason \"a generated file\" --until 2026-11-19", /is over/],
  ])("%s is refused", (line, words) => {
    const { request, orders } = waive(line);
    expect([orders, request.outcomes[0]?.text]).toEqual([[], expect.stringMatching(words)]);
  });
});

describe("the answer", () => {
  test("is written anew only where what it tells of has moved, and rests when that is over", () => {
    const repair = repairOf(1, { subject: { ...repairOf(1).subject, head_sha: sha("a"), source: red[0].source } });
    const first = decideRequest(snapshot(asked(["/autofix"]), { red, repairs: [repair] }));
    const same = decideRequest(snapshot(first.request, { repairs: [repair] }));
    expect([same.effects, same.request.state]).toEqual([[], "followed"]);
    const moved = decideRequest(snapshot(first.request, { repairs: [{ ...repair, step: "gate", status: "proposed", offer: offered(9, "c") }] }));
    expect(moved.effects).toMatchObject([{ key: "req_20261120_213000_k3f9:answer:1", effect: { number: 7, body: expect.stringMatching(/offered in \[#9\]\(https:\/\/github\.example\/octo\/hello\/pull\/9\)/) } }]);
    expect(decideRequest(snapshot(moved.request, { repairs: [{ ...repair, step: "closed", status: "merged", offer: offered(9, "c") }] })).request.state).toBe("closed");
  });

  test("is not over while a repair that had ended has still to hear what it was told", () => {
    const over = repairOf(1, { subject: { ...repairOf(1).subject, head_sha: sha("a"), source: red[0].source }, step: "closed", status: "escalated" });
    const first = decideRequest(snapshot(asked(["/autofix"]), { red, repairs: [{ ...over, step: "diagnose", status: "pending" }] })).request;
    const state = (untold: readonly FixId[]): string => decideRequest(snapshot(first, { repairs: [over], untold: new Set(untold) })).request.state;
    expect([state([over.id]), state([])]).toEqual(["followed", "closed"]);
  });

  test("neutralises what people and logs wrote: no mention, no reference, no HTML, no command of another bot", () => {
    const hostile = "@everyone fixes #1 <img src=x> /approve ![a](http://x.example)";
    const text = textOf([`/autofix pause ${hostile}`, `/autofix ${"x".repeat(300)}`], { repairs: [atGate()] });
    expect(text).toMatch(/The reason is kept: `@everyone` fixes `#1` `<img` `src=x>` \/approve `!\[a\]/);
    expect(text.replace(/`[^`\n]*`/g, "").split("<details>")[0]).not.toMatch(/@|#1|<img|!\[/);
  });
});
