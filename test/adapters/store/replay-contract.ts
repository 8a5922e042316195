/** What every store must keep of recorded failures and replays: each once, with what became of it, and a promotion with its ledger entry or not at all. */
import { expect, test } from "@jest/globals";
import { sealPlan } from "../../../src/core/fix/plan.ts";
import type { FixResult } from "../../../src/core/fix/result.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { ExecutionId } from "../../../src/core/identity/identifier.ts";
import { promotionOf } from "../../../src/core/replay/promotion.ts";
import { ReplayReport } from "../../../src/core/replay/report.ts";
import type { FailureLog, KeptRecording } from "../../../src/core/replay/recording.ts";
import { defaultBounds } from "../../../src/core/skill/standing/bounds.ts";
import { SkillName } from "../../../src/core/skill/skill.ts";
import type { LedgerEntry } from "../../../src/core/ledger/entry.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { decisionOf, later, opening, pendingFixOf, repairOf, repository, request, sha, start } from "./samples.ts";

const content = Buffer.from("var a = 1\n");
const log: FailureLog = { check: "ci / lint", content: Buffer.from("1:1 error no-var\n"), sha256: digestOf("1:1 error no-var\n") };
const step = (name: string) => ({
  skill: { name: SkillName.parse(name), version: "1.0.0", digest: digestOf(name) }, files: ["src/app.js"], fix: [[name]], post_check: [[name]],
  may_touch: { allow: ["**"], deny: [], max_files: 50, max_changed_lines: 400 }, actions: { allow: ["modify_text" as const], forbid: [] }, limits: { seconds: 60, memory_mb: 512, output_mb: 4, network: "none" as const },
});

function recordingOf(number: number, skills: readonly string[] = ["eslint-fix"]): KeptRecording {
  const plan = sealPlan({ version: 1, repo: repository.name, base_sha: sha("a"), steps: skills.map(step), nonce: String(number).padStart(32, "0") });
  const result: FixResult = {
    version: 1, plan_id: plan.plan_id, nonce: plan.nonce, outcome: "changed", reason: null, patch_sha256: digestOf("patch"), files: [], checks: [], seconds: 1.5,
    environment: { sandbox: "bubblewrap", node: "v24.0.0", platform: "linux" },
  };
  return {
    recording: {
      version: 1, execution: ExecutionId.parse(`exec_20261120_081500_${String(number).padStart(4, "0")}`), repair: repairOf(1).id, surface: "cli", workspace: null,
      failures: [pendingFixOf(repairOf(1), digestOf("f"))], plan, result, changed: [{ path: "src/app.js", mode: "100644", before_sha: digestOf("b"), after_sha: digestOf("a") }],
      overlay: [{ path: "src/app.js", mode: "100644", sha256: digestOf(content) }], verdict: null, at: later(number),
    },
    contents: [{ sha256: digestOf(content), content }], logs: [log],
  };
}

const tally = { fixed: 5, wrong: 0, refused: 0, seconds: 1.5 };
const reportOf = (number: number, accepted: boolean): ReplayReport => ReplayReport.parse({
  version: 1, replay: `replay_20261120_081500_${String(number).padStart(4, "0")}`, at: later(number), repo: repository.name, skill: "eslint-fix", candidate: { version: "1.1.0", digest: digestOf("1.1.0") },
  present: null, accepted, reasons: accepted ? [] : ["too few"], before: tally, present_today: null, after: tally, cases: [], set_aside: [], sandbox: "bubblewrap", seconds: 12,
});

export function replaySuite(get: () => Store): void {
  const keep = (recordings: readonly KeptRecording[], aftermaths: readonly { readonly number: number; readonly kind: "closed" | "merged" }[] = []): Promise<void> => get().skillRecords.keep({
    record: {
      executions: recordings.map(({ recording: { execution, plan } }) => ({ execution, plan_id: plan.plan_id, skill: SkillName.parse("eslint-fix"), version: "1.0.0", digest: digestOf("eslint-fix"), repo: repository.name, surface: "cli", outcome: "succeeded", tokens: 0, seconds: 1, files: 1, lines: 2, begins_as: "promoted", at: start })),
      aftermaths: aftermaths.map(({ number, kind }) => ({ execution: recordingOf(number).recording.execution, kind, commit: null, at: start })), bounds: defaultBounds, recordings,
    }, repair: null, at: start,
  });
  const recordings = (skill = "eslint-fix", most = 100) => get().replays.recordings({ repo: repository.name, skill, most });
  const sworn = async (): Promise<LedgerEntry[]> => {
    const found: LedgerEntry[] = [];
    for await (const entry of get().ledger.read(1)) if (entry.kind === "standing_changed") found.push(entry);
    return found;
  };

  test("a recording comes out as it went in, newest first, once, with its log, its files and what became of its change", async () => {
    await keep([recordingOf(1), recordingOf(2)], [{ number: 1, kind: "closed" }]);
    await keep([recordingOf(1)]);
    expect(await recordings()).toEqual([
      { recording: recordingOf(2).recording, aftermaths: [], logs: [{ check: "ci / lint", sha256: log.sha256 }] },
      { recording: recordingOf(1).recording, aftermaths: ["closed"], logs: [{ check: "ci / lint", sha256: log.sha256 }] },
    ]);
    expect([Buffer.from(await get().evidence.content(log.sha256) ?? []).toString(), Buffer.from(await get().evidence.content(digestOf(content)) ?? []).toString()]).toEqual([log.content.toString(), "var a = 1\n"]);
    expect([await get().replays.recordings({ repo: "octo/other", skill: "eslint-fix", most: 9 }), await recordings("eslint-fix", 1)]).toMatchObject([[], [{ recording: { execution: recordingOf(2).recording.execution } }]]);
  });

  test("a plan of two skills is a recording of each", async () => {
    await keep([recordingOf(1, ["eslint-fix", "prettier-write"])]);
    expect([(await recordings()).length, (await recordings("prettier-write")).length]).toEqual([1, 1]);
  });

  test("of one skill in one repository the latest two hundred are kept", async () => {
    await keep(Array.from({ length: 203 }, (_, index) => recordingOf(index + 1)));
    const kept = await recordings("eslint-fix", 1000);
    expect([kept.length, kept.at(-1)?.recording.execution, kept[0]?.recording.execution]).toEqual([200, "exec_20261120_081500_0004", "exec_20261120_081500_0203"]);
  });

  test("the logs that a diagnosis read are kept with its decision, and lost with its lease", async () => {
    await get().repairs.open([opening(repairOf(1))], [], start);
    const [lost] = await get().repairs.claim(request({ most: 1 }));
    const [taken] = await get().repairs.claim(request({ holder: "worker-2", now: later(31), most: 1 }));
    if (lost === undefined || taken === undefined) throw new Error("not claimed");
    expect(await get().repairs.commit(lost, decisionOf(lost.repair, { logs: [log] }), later(32))).toBe("lease_lost");
    const { logs: _, ...unlogged } = recordingOf(1);
    await keep([{ ...unlogged, logs: [] }]);
    expect((await recordings())[0]?.logs).toEqual([]);
    expect(await get().repairs.commit(taken, decisionOf(taken.repair, { logs: [log] }), later(32))).toBe("settled");
    expect((await recordings())[0]?.logs).toEqual([{ check: "ci / lint", sha256: log.sha256 }]);
  });

  test("every report is kept, newest first; what was accepted is promoted and sworn to with the report's digest, what was refused is not", async () => {
    const accepted = reportOf(2, true);
    await get().replays.keep({ report: reportOf(1, false), promotion: promotionOf(reportOf(1, false), "candidate") });
    await get().replays.keep({ report: accepted, promotion: promotionOf(accepted, "candidate") });
    expect(await get().replays.history({ most: 10 })).toEqual([accepted, reportOf(1, false)]);
    expect([await get().replays.history({ repo: "octo/other", most: 10 }), await get().replays.history({ skill: "gofmt", most: 10 }), (await get().replays.history({ skill: "eslint-fix", repo: repository.name, most: 1 })).length]).toEqual([[], [], 1]);
    expect((await get().skillRecords.history({ repo: repository.name, most: 10 })).standings).toEqual([{ skill: "eslint-fix", digest: digestOf("1.1.0"), standing: "promoted", since: null }]);
    expect(await sworn()).toMatchObject([{ repo: "octo/hello", repair: null, payload: { skill: "eslint-fix", version: "1.1.0", from: "candidate", to: "promoted", replay: accepted.replay }, evidence: [{ path: `replays/${accepted.replay}` }] }]);
  });

  test("a version that was rolled back, or stands as high already, is not promoted by a replay", () => {
    expect([promotionOf(reportOf(1, true), "rolled_back"), promotionOf(reportOf(1, true), "promoted"), promotionOf(reportOf(1, true), "trusted")]).toEqual([null, null, null]);
  });
}
