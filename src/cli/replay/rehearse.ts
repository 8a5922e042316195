/** One replay from end to end: recordings and examples are read, both versions run over them, the rule decides, and report and promotion are kept together. */
import { realpathSync } from "node:fs";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { systemRandomness } from "../../adapters/clock/system-randomness.ts";
import { findCheckout } from "../../adapters/git/checkout.ts";
import { findSandbox } from "../../adapters/sandbox/find-sandbox.ts";
import { shippedDigests } from "../../adapters/skills/read-shipped.ts";
import { builtInSkillsFolder } from "../../adapters/skills/read-skills.ts";
import { registriesOf } from "../../core/registry/registries-of.ts";
import { compactTime, milliseconds, type Timestamp } from "../../core/identity/timestamp.ts";
import { accept, acceptanceRule } from "../../core/replay/acceptance.ts";
import { fromPhase } from "../../core/replay/from-phase.ts";
import type { Signal } from "../../core/replay/learning/signal.ts";
import { promotionOf, type Promotion } from "../../core/replay/promotion.ts";
import { ReplayReport } from "../../core/replay/report.ts";
import { standingIn } from "../../core/skill/standing/skill-history.ts";
import type { Phase } from "../../core/repair/phase.ts";
import type { Store } from "../../ports/store/store.ts";
import type { Io } from "../command.ts";
import { openProgress } from "../progress.ts";
import { readProject, type Project } from "../fix/read-project.ts";
import { plainText } from "../plain-text.ts";
import { readSkillsOf } from "../skills/read-skills-of.ts";
import { exampleCases } from "./example-cases.ts";
import { openReplayStore } from "./open-replay-store.ts";
import { readCandidate } from "./read-candidate.ts";
import { sweepRooms } from "./room.ts";
import { recordingCase } from "./recording-cases.ts";
import { replayAll, type Replayed, type Versions } from "./replay-all.ts";
import type { ReplayCase } from "./replay-case.ts";

export interface RehearsalAsked {
  readonly skill: string;
  readonly folder: string;
  readonly most: number;
  readonly seconds: number;
  readonly database: string | undefined;
  readonly noSandbox: boolean;
  /** From which phase on recorded failures are met again; one of those that a skill has a part in. */
  readonly from: Phase;
  /** What made it begin by itself; empty: somebody asked for it. */
  readonly because: readonly Signal[];
}

export interface Rehearsed { readonly report: ReplayReport; readonly promotion: Promotion | null }

/** Null: it was stopped, and nothing is kept. Faults: those of the skill, the store and the sandbox. */
export async function rehearse(asked: RehearsalAsked, signal: AbortSignal, io: Io): Promise<Rehearsed | null> {
  sweepRooms();
  const checkout = realpathSync(await findCheckout(io.directory));
  const [project, skills] = await Promise.all([readProject(checkout), readSkillsOf(checkout)]);
  const { versions, exampleFolders } = readCandidate({ name: asked.skill, folder: asked.folder, skills, builtInFolder: builtInSkillsFolder(), checkout });
  const store = await openReplayStore(asked.database, io);
  try {
    const cases = [...exampleCases(exampleFolders, checkout), ...await recordedCases(asked, project, store)];
    const at = systemClock.now();
    const sandbox = await findSandbox({ allowNone: asked.noSandbox });
    const progress = openProgress(io);
    const replayed = await replayAll(cases, versions, {
      repo: project.repo, sandbox, clock: systemClock, path: io.environment["PATH"] ?? "/usr/bin:/bin", registries: registriesOf(io.environment), signal, seconds: asked.seconds,
      onProgress: progress.begin, tell: (line) => { io.stderr.write(`${plainText(line)}\n`); },
    }).finally(progress.end);
    if (signal.aborted) return null;
    return await conclude(reportOf(replayed, { asked, versions, project, at, sandbox: sandbox.kind }), { versions, project, store });
  } finally {
    await store.close();
  }
}

async function recordedCases({ skill, most, from }: RehearsalAsked, { repo, checkout, configuration }: Project, { replays, evidence }: Store): Promise<readonly ReplayCase[]> {
  const known = await replays.recordings({ repo, skill, most });
  const begin = fromPhase(from);
  if (!begin.ok) throw new TypeError(begin.reason);
  return Promise.all(known.map((recording) => recordingCase(recording, { skill, checkout, evidence, configuration, anew: begin.anew })));
}

interface ReportInput { readonly asked: RehearsalAsked; readonly versions: Versions; readonly project: Project; readonly at: Timestamp; readonly sandbox: string }

function reportOf({ cases, setAside, notReached }: Replayed, { asked, versions: { present, candidate }, project, at, sandbox }: ReportInput): ReplayReport {
  const verdict = accept(cases, { ...acceptanceRule, mostSeconds: Math.max(project.configuration.skills.standing.seconds, candidate.skill.contract.limits.usual?.seconds ?? 0) }, notReached);
  const named = ({ skill }: Versions["candidate"]): { version: string; digest: string } => ({ version: skill.contract.version, digest: skill.digest });
  return ReplayReport.parse({
    version: 1, replay: `replay_${compactTime(at)}_${systemRandomness.suffix(4)}`, at, repo: project.repo, skill: candidate.skill.name,
    candidate: named(candidate), present: present === null ? null : named(present), accepted: verdict.accepted, reasons: verdict.reasons,
    before: verdict.before, present_today: verdict.present, after: verdict.after, cases, set_aside: setAside, sandbox,
    seconds: (milliseconds(systemClock.now()) - milliseconds(at)) / 1000, from: asked.from, because: asked.because,
  });
}

async function conclude(report: ReplayReport, { versions: { candidate }, project, store }: { readonly versions: Versions; readonly project: Project; readonly store: Store }): Promise<Rehearsed> {
  const bounds = project.configuration.skills.standing;
  const [history, shipped] = await Promise.all([store.skillRecords.history({ repo: project.repo, most: bounds.window }), shippedDigests(builtInSkillsFolder())]);
  const promotion = promotionOf(report, standingIn({ history, bounds, shipped })(candidate.skill).standing);
  await store.replays.keep({ report, promotion });
  return { report, promotion };
}
