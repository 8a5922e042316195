/** Runs one version of a skill on a case, in the sandbox, and says how that ended. Nothing outside of a temporary folder is written. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildPlan, type PlannedSkill } from "../../core/fix/build-plan.ts";
import { sealPlan, type FixPlan } from "../../core/fix/plan.ts";
import { milliseconds } from "../../core/identity/timestamp.ts";
import type { RepositoryName } from "../../core/identity/identifier.ts";
import type { Registries } from "../../core/registry/registry.ts";
import { changedTree, endingOf, type Ending } from "../../core/replay/ending.ts";
import { chooseSkills } from "../../core/skill/choose.ts";
import { orderChoices } from "../../core/skill/order-choices.ts";
import type { Skill } from "../../core/skill/skill.ts";
import { executePlan } from "../../execution/execute-plan.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Machine } from "../../ports/machine.ts";
import type { Sandbox } from "../../ports/sandbox.ts";
import { judgeRecorded } from "./judge-recorded.ts";
import { SetAside, type ReplayCase } from "./replay-case.ts";
import { makeRoom } from "./room.ts";

/** A version of the skill among all others, and the machine that knows its SKILL.md. */
export interface Version { readonly skill: Skill; readonly skills: readonly Skill[]; readonly machine: Machine }

export interface Stage {
  readonly repo: RepositoryName;
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  readonly path: string;
  readonly registries: Registries;
  readonly signal: AbortSignal;
  readonly onProgress: (what: string) => void;
}

/** Throws SetAside where the run says nothing of the version: its tool is missing, its tree cannot be built, it was stopped from outside. */
export async function runVersion(replayed: ReplayCase, version: Version, stage: Stage): Promise<Ending> {
  const planned = plannedFor(replayed, version);
  if (typeof planned === "string") return { kind: "refused", reason: planned, seconds: 0 };
  const room = makeRoom();
  try {
    const place = join(room, "checkout");
    const base_sha = await replayed.layOut(place);
    const own = buildPlan({ planned: [planned], repo: stage.repo, base_sha, nonce: "0".repeat(32), registries: stage.registries });
    return await execute(replayed, withOthers(own, replayed), { ...stage, version, place, scratchRoot: join(room, "scratch") });
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

/** Chosen anew, or as it was planned then with this version's contract; a sentence where it is not chosen. */
function plannedFor({ planned, reports, configuration }: ReplayCase, { skill, skills }: Version): PlannedSkill | string {
  if (planned !== undefined) {
    const { files, generate, places, restore, adds, options } = planned;
    return { skill, files, ...(generate === undefined ? {} : { generate }), ...(places === undefined ? {} : { places }), ...(restore === undefined ? {} : { restore }), ...(adds === undefined ? {} : { adds }), ...(options === undefined ? {} : { options }) };
  }
  const choices = chooseSkills({ reports, skills, configuration });
  return orderChoices(choices.filter((choice) => choice.skill?.name === skill.name))[0] ?? whyNotChosen(choices);
}

async function execute(replayed: ReplayCase, plan: FixPlan, at: Stage & { readonly version: Version; readonly place: string; readonly scratchRoot: string }): Promise<Ending> {
  const { treeSitterSyntax } = await import("../../adapters/syntax/read-syntax.ts");
  const { sandbox, clock, path, signal, onProgress, scratchRoot, version: { machine }, place: checkout } = at;
  const given = await replayed.recorded?.patch();
  if (given !== undefined && replayed.recorded?.anew === "judging") {
    const began = milliseconds(clock.now());
    const ran = await judgeRecorded(plan, given, { checkout, git: machine.git, syntax: treeSitterSyntax });
    return endingOf({ ...ran, seconds: (milliseconds(clock.now()) - began) / 1000 }, replayed.truth);
  }
  const { result, toolMissing, check } = await executePlan({ plan, checkout, content: "working-tree", sandbox, scratchRoot, clock, machine, path, syntax: treeSitterSyntax, signal, onProgress, ...(given === undefined ? {} : { given }) });
  if (signal.aborted) throw new SetAside("it was stopped");
  if (toolMissing || result.set_up === true) throw new SetAside(result.reason ?? "something that it needs is not here");
  return endingOf({ outcome: result.outcome, reason: result.reason, files: changedTree(check?.files ?? []), seconds: result.seconds }, replayed.truth);
}

/** The other skills of the plan run as they did, before and after it. */
function withOthers({ plan_id: _, ...own }: FixPlan, { others }: ReplayCase): FixPlan {
  return sealPlan({ ...own, steps: others.steps.toSpliced(others.at, 0, ...own.steps) });
}

function whyNotChosen(choices: ReturnType<typeof chooseSkills>): string {
  const reasons = choices.map((choice) => (choice.skill === null ? choice.reason : `${choice.skill.name} is chosen for it`));
  return reasons.length === 0 ? "its log shows no failure" : [...new Set(reasons)].join("; ");
}
