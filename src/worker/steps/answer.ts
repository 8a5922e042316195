/** A request's step: reads who asks, what is asked for, and only what answering it takes; core decides. */
import { ORGANISATION } from "../../core/policy/leniency.ts";
import type { Configuration } from "../../core/configuration/configuration.ts";
import type { RequestDecision } from "../../core/request/decision.ts";
import { decideRequest, readingsOf } from "../../core/request/answer/decide-request.ts";
import type { AnswerSnapshot, Head, KnownRule, KnownStanding, Power } from "../../core/request/answer/snapshot.ts";
import type { Command } from "../../core/request/command.ts";
import { isKind } from "../../core/request/verbs.ts";
import { placeOf, spokenIn, type Request } from "../../core/request/request.ts";
import { saidBefore } from "../../core/request/said-before.ts";
import type { FixId } from "../../core/identity/identifier.ts";
import type { Repair, Repository } from "../../core/repair/repair.ts";
import type { PullRequest } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";
import { readAllSkills } from "./read-own-skills.ts";
import { readRed } from "./read-red.ts";
import { readUndoing } from "./read-undoing.ts";
import { readStanding } from "./read-standing.ts";
import { readPacks, readSettings } from "./read-settings.ts";

/** Repairs of the repository that are looked through, newest first. */
const MOST_REPAIRS = 500;

export async function answer(request: Request, context: StepContext): Promise<RequestDecision> {
  const { store, clock, webUrl } = context;
  const { repository } = request;
  const untold = request.state === "followed" ? await readUntold(request, context) : new Set<FixId>();
  const [configuration, repairs, orders, earlier] = await Promise.all([
    // What is only told on needs no settings, and so no request to GitHub.
    request.state === "followed" ? null : readSettings(repository, context), store.repairs.list({ repositoryId: repository.id, most: MOST_REPAIRS }), store.orders.of(repository.id), readEarlier(request, context),
  ]);
  const known: AnswerSnapshot = { request, at: clock.now(), configuration, power: "none", earlier, repairs, untold, pull: null, head: null, red: [], running: 0, rules: [], orders, skills: new Set(), undoings: new Map(), webUrl };
  const readings = configuration?.ok !== true ? [] : readingsOf({ request, earlier }, configuration.configuration);
  if (readings.length === 0 || configuration?.ok !== true) return decideRequest(known);
  const power = await readPower(request, context);
  if (power === "none" && request.approved_by === null) return decideRequest({ ...known, power });
  const commands = readings.flatMap((reading) => (reading.kind === "read" ? [reading.command] : []));
  return decideRequest({ ...known, power, ...(await readPlace(request, { commands, settings: configuration.configuration, repairs }, context)), at: clock.now() });
}

/** A repair that is over moves again once it hears what it was told. */
async function readUntold({ id, outcomes }: Request, { store }: StepContext): Promise<ReadonlySet<FixId>> {
  const follows = new Set(outcomes.flatMap((outcome) => outcome.follows));
  const untold = await Promise.all([...follows].map(async (fix) => ((await store.repairs.instructions(fix)).some(({ instruction }) => instruction.request === id) ? [fix] : [])));
  return new Set(untold.flat());
}

async function readEarlier(request: Request, { store }: StepContext): Promise<readonly Request[]> {
  const spoken = spokenIn(request);
  return spoken === null ? [] : saidBefore(await store.requests.ofComment(request.repository.id, spoken.id), request);
}

/** Asked of GitHub now (attack G10). The operator of this machine, and who may write into its folder of requests, holds the App's key anyway. */
async function readPower({ origin, actor, machine, repository }: Request, { policyReader }: StepContext): Promise<Power> {
  if (origin.kind === "operator" || origin.kind === "file") return "maintain";
  if (machine) return "write";
  return (await policyReader?.power(repository, actor)) ?? "none";
}

interface Asked { readonly commands: readonly Command[]; readonly settings: Configuration; readonly repairs: readonly Repair[] }

type PlaceReading = Pick<AnswerSnapshot, "pull" | "head" | "red" | "running" | "rules" | "skills" | "undoings" | "named"> & Partial<Pick<AnswerSnapshot, "standings">>;

async function readPlace(request: Request, asked: Asked, context: StepContext): Promise<PlaceReading> {
  const { repository, origin } = request;
  const number = placeOf(request);
  const pull = number === null || spokenIn({ origin })?.pull === false ? null : await context.reader.pullRequest(repository, number);
  const [looked, rules, skills, undoings, named, standings] = await Promise.all([readCommit(request, { ...asked, pull }, context), readRules(request, asked, context), readSkillNames(request, asked, context), readUndoings(asked, context), readNamed(repository, asked, context), readStandings(request, asked, context)]);
  return { pull, ...looked, rules, skills, undoings, named, ...(standings === null ? {} : { standings }) };
}

async function readCommit({ repository, origin }: Request, { commands, pull }: Asked & { readonly pull: PullRequest | null }, { reader }: StepContext): Promise<Pick<PlaceReading, "head" | "red" | "running">> {
  const nothing = { head: null, red: [], running: 0 };
  if (!commands.some(({ verb }) => verb === "fix" || verb === "rerun" || verb === "explain")) return nothing;
  // A pull request that GitHub does not know any more stands for nothing else.
  if (pull === null && spokenIn({ origin })?.pull === true) return nothing;
  const head = pull === null ? await headOfDefault(repository, reader) : headOfPull(pull, repository);
  return head === null ? nothing : { head, ...(await readRed(repository, head.sha, reader)) };
}

async function headOfDefault(repository: Repository, reader: StepContext["reader"]): Promise<Head | null> {
  const sha = await reader.branchHead(repository, repository.default_branch);
  return sha === null ? null : { branch: repository.default_branch, sha, fork: false, pull: null };
}

function headOfPull({ headBranch, headSha, headRepositoryId, number }: PullRequest, { id }: Repository): Head {
  return { branch: headBranch, sha: headSha, fork: headRepositoryId !== id, pull: number };
}

async function readUndoings({ commands, repairs }: Asked, context: StepContext): Promise<PlaceReading["undoings"]> {
  const executions = commands.flatMap((command) => (command.verb === "revert" ? [command.execution] : []));
  return new Map(await Promise.all(executions.map(async (execution) => [execution, await readUndoing(execution, repairs, context)] as const)));
}

/** A request of another repository is not known here. */
async function readNamed({ id }: Repository, { commands }: Asked, { store }: StepContext): Promise<NonNullable<PlaceReading["named"]>> {
  const ids = commands.flatMap((command) => (command.verb === "decide" ? [command.request] : []));
  const found = await Promise.all(ids.map((one) => store.requests.find(one)));
  return new Map(found.flatMap((one) => (one?.repository.id === id ? [[one.id, one] as const] : [])));
}

async function readRules({ repository }: Request, { commands, settings }: Asked, context: StepContext): Promise<readonly KnownRule[]> {
  if (!commands.some(({ verb }) => verb === "waive")) return [];
  const packs = await readPacks(repository, settings, context);
  return packs.flatMap(({ name, rules }) => rules.map(({ id, waivable }) => ({ id, waivable, organisation: name.startsWith(ORGANISATION) })));
}

/** Null: nobody asks for a trial. */
async function readStandings({ repository }: Request, { commands, settings }: Asked, context: StepContext): Promise<ReadonlyMap<string, KnownStanding> | null> {
  const asked = new Set(commands.flatMap((command) => (command.verb === "retry" ? [command.skill] : [])));
  if (asked.size === 0) return null;
  const [reading, standingOf] = await Promise.all([readAllSkills(repository, context), readStanding(repository, settings, context)]);
  const skills = (reading.ok ? reading.skills : context.skills).filter(({ name }) => asked.has(name));
  return new Map(skills.map(({ name, digest, contract: { version } }) => {
    const { standing, reason } = standingOf({ name, digest });
    return [name, { digest, version, standing, reason, begins_as: context.shipped.has(digest) ? "promoted" : "candidate" }];
  }));
}

async function readSkillNames({ repository }: Request, { commands }: Asked, context: StepContext): Promise<ReadonlySet<string>> {
  if (!commands.some((command) => command.verb === "fix" && command.wanted.wants !== null && !isKind(command.wanted.wants))) return new Set();
  const reading = await readAllSkills(repository, context);
  return new Set((reading.ok ? reading.skills : context.skills).flatMap(({ name, contract: { family } }) => (family === undefined ? [name] : [name, family])));
}
