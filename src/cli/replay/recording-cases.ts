/** Failures that were met in this repository, as cases: their tree is the commit that they were met on, with what the working tree had beyond it. */
import { Configuration } from "../../core/configuration/configuration.ts";
import { openInputReading } from "../../core/failure/inputs/open-input.ts";
import type { FailureReport } from "../../core/failure/report.ts";
import { changedTree, endingOf, truthOf } from "../../core/replay/ending.ts";
import type { Anew } from "../../core/replay/from-phase.ts";
import { parsePatch } from "../../core/fix/parse-patch.ts";
import type { Patch } from "../../core/fix/patch.ts";
import { recordedReport } from "../../core/replay/recorded-report.ts";
import type { KnownRecording } from "../../core/replay/recording.ts";
import type { Evidence } from "../../ports/store/evidence.ts";
import { rebuildTree } from "./lay-out.ts";
import { SetAside, type RecordedChange, type ReplayCase } from "./replay-case.ts";

export interface RecordingCaseInput {
  readonly skill: string;
  readonly checkout: string;
  readonly evidence: Pick<Evidence, "content">;
  /** The repository's configuration as it is now: which other skills it wants is its own to say. */
  readonly configuration: Configuration;
  /** What of the repair is done anew; what came before is taken as it was recorded. */
  readonly anew: Anew;
}

export async function recordingCase(known: KnownRecording, input: RecordingCaseInput): Promise<ReplayCase> {
  const { recording } = known;
  const { plan, result } = recording;
  const truth = truthOf(known);
  const at = plan.steps.findIndex(({ skill }) => skill.name === input.skill);
  const own = plan.steps[at];
  const recorded: RecordedChange | null = input.anew === "checking" || input.anew === "judging" ? { anew: input.anew, patch: () => patchOf(known, input) } : null;
  return {
    name: recording.execution, source: "recording", reports: await reportsOf(known, input), configuration: asAsked(known, input), truth,
    before: endingOf({ outcome: result.outcome, reason: result.reason, files: changedTree(recording.changed), seconds: result.seconds }, truth),
    ...(own !== undefined && (input.anew === "running" || recorded !== null) ? { planned: own } : {}),
    ...(recorded === null ? {} : { recorded }),
    others: { steps: plan.steps.filter(({ skill }) => skill.name !== input.skill), at },
    layOut: (folder) => rebuildTree(folder, { checkout: input.checkout, commit: plan.base_sha, overlay: recording.overlay, contentOf: (sha256) => contentOf(sha256, input) }),
  };
}

/** What the skill answered, as today's reading of the kept log tells it; as it was told then where no log is kept, or it reads otherwise now. */
async function reportsOf({ recording, logs }: KnownRecording, { skill, evidence, anew }: RecordingCaseInput): Promise<readonly FailureReport[]> {
  const answered = recording.failures.filter((failure) => failure.skill_id === skill);
  if (anew !== "reading") return answered.map(recordedReport);
  const read: FailureReport[] = [];
  for (const { sha256 } of logs) {
    const bytes = await evidence.content(sha256);
    if (bytes === null) continue;
    const reading = openInputReading({ job: null, workspace: recording.workspace });
    reading.push(bytes);
    read.push(...reading.finish().reports);
  }
  return answered.map((failure) => read.find(({ fingerprint }) => fingerprint === failure.fingerprint) ?? recordedReport(failure));
}

/** The skill was run there, so it had been asked for, on a diagnosis that was sure enough. */
function asAsked({ recording }: KnownRecording, { skill, configuration: { skills } }: RecordingCaseInput): Configuration {
  const generate = recording.plan.steps.flatMap((step) => (step.skill.name === skill ? step.generate ?? [] : []));
  return Configuration.parse({ version: 1, skills: { opt_in: [...skills.opt_in, skill], disable: skills.disable.filter((name) => name !== skill), generate }, fix: { min_confidence: 0, max_complexity: 5 } });
}

async function patchOf({ recording: { result } }: KnownRecording, { evidence }: RecordingCaseInput): Promise<Patch> {
  if (result.patch_sha256 === null) throw new SetAside("nothing was changed then, so that there is nothing to check or judge anew");
  const bytes = await evidence.content(result.patch_sha256);
  if (bytes === null) throw new SetAside("its patch is not kept: an older Regreen recorded it");
  return parsePatch(bytes);
}

async function contentOf(sha256: Parameters<Evidence["content"]>[0], { evidence }: RecordingCaseInput): Promise<Uint8Array> {
  const content = await evidence.content(sha256);
  if (content === null) throw new SetAside("a file of its tree is not kept any more");
  return content;
}
