/** The first step: reads what failed, and what the repository wants; core decides. Cheap questions first: what is not ours costs no log. */
import type { Configuration } from "../../core/configuration/configuration.ts";
import { configurationPath } from "../../core/configuration/configuration-path.ts";
import { timesSeen } from "../../core/history/past.ts";
import { seenBefore } from "../../core/history/seen-before.ts";
import { close } from "../../core/repair/close.ts";
import type { Decision } from "../../core/repair/decision.ts";
import { decideMisconfigured } from "../../core/repair/decide-misconfigured.ts";
import { decideDiagnose } from "../../core/repair/diagnose/decide-diagnose.ts";
import { MOST_BOT_COMMITS } from "../../core/repair/diagnose/bots-only.ts";
import { decideSibling } from "../../core/repair/diagnose/decide-uncovered.ts";
import { awaitsMaintainer, decideStranger } from "../../core/repair/diagnose/stranger.ts";
import { withoutNetwork } from "../../core/skill/without-network.ts";
import { whyNotOurs, type IntakeFacts } from "../../core/repair/diagnose/intake.ts";
import { momentOf } from "../../core/repair/diagnose/moment-of.ts";
import { minutesOf } from "../../core/repair/operate/minutes.ts";
import { draft } from "../../core/repair/draft.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { PullRequest } from "../../ports/github.ts";
import type { Tell } from "../work.ts";
import type { StepContext } from "./context.ts";
import { readWorkingDirectories } from "./read-working-directories.ts";
import { findForkPull, readHead } from "./read-head.ts";
import { placeChecks } from "./place-checks.ts";
import { readCulprit } from "./read-culprit.ts";
import { readFailures, readSource, type Source } from "./read-failures.ts";
import { readAllSkills } from "./read-own-skills.ts";
import { operate, spentMinutes } from "./operate.ts";
import { readPast } from "./read-past.ts";
import { readExecutions, readStanding, readSworn } from "./read-standing.ts";
import { findPackMistakes, readPacks, readSettings } from "./read-settings.ts";

/** Other repairs that are looked at for the same failure. */
const MOST_OTHERS = 200;

export interface Running { readonly lost: AbortSignal; readonly tell: Tell }

export async function diagnose(repair: Repair, running: Running, context: StepContext): Promise<Decision> {
  const settings = await readSettings(repair.subject.repository, context);
  const at = context.clock.now();
  if (repair.operation !== undefined) return operate(repair, settings?.ok === true ? settings.configuration : null, context);
  if (settings === null) return close(draft(repair), { status: "skipped", reason: "no configuration", at });
  if (!settings.ok) return decideMisconfigured(repair, { path: configurationPath, mistakes: settings.mistakes }, at);
  const [first] = repair.failures;
  return first === undefined ? diagnoseRun(repair, settings.configuration, { ...running, context }) : tellPeople(repair, settings.configuration, context);
}

/** A push to a branch says nothing of the pull request that was opened from it: then the open one is looked for. */
async function withPullRequest(repair: Repair, context: StepContext): Promise<Repair> {
  const { subject } = repair;
  const { reader } = context;
  if (subject.fork !== undefined) {
    const pull = await findForkPull(subject, context);
    return pull === null ? repair : { ...repair, subject: { ...subject, pull_request: pull.number } };
  }
  if (subject.pull_request !== null || subject.branch === subject.repository.default_branch) return repair;
  const pulls = await reader.pullRequestsOf(subject.repository, subject.branch);
  const open = pulls.find(({ state, headRepositoryId }) => state === "open" && headRepositoryId === subject.repository.id);
  return open === undefined ? repair : { ...repair, subject: { ...subject, pull_request: open.number } };
}

async function diagnoseRun(told: Repair, configuration: Configuration, { lost, tell, context }: Running & { readonly context: StepContext }): Promise<Decision> {
  const repair = await withPullRequest(told, context);
  const { subject } = repair;
  const [source, facts] = await Promise.all([readSource(repair, context), readIntake(repair, context)]);
  const refusal = whyNotOurs(repair, { ...facts, configuration, source: nameOf(source) });
  if (refusal !== null || source === null) return close(draft(repair), { status: "skipped", reason: refusal ?? "the failed run is gone", at: context.clock.now() });
  const stranger = awaitsMaintainer(repair, configuration, facts.pull);
  if (stranger !== null) return decideStranger(repair, { configuration, reason: stranger, at: context.clock.now() });
  if (!configuration.dry_run && repair.requested?.scan !== true) tell("reading");
  const [misconfigured, known] = await Promise.all([findPackMistakes(subject.repository, configuration, context), readAllSkills(subject.repository, context)]);
  if (misconfigured !== null) return decideMisconfigured(repair, misconfigured, context.clock.now());
  if (!known.ok) return decideMisconfigured(repair, known.misconfiguration, context.clock.now());
  const [checks, others, packs, culprit] = await Promise.all([
    readFailures(subject.repository, source, { context, lost }).then((failed) => readWorkingDirectories(failed, { subject, source }, context)).then((failed) => placeChecks(failed, subject, context)),
    context.store.repairs.list({ repositoryId: subject.repository.id, most: MOST_OTHERS }),
    readPacks(subject.repository, configuration, context),
    readCulprit(repair, source.kind === "workflow_run" ? source.run : null, { configuration, context }),
  ]);
  const [past, standingOf, executions, authors, sworn] = await Promise.all([
    readPast(subject, checks.flatMap(({ reports }) => reports), context), readStanding(subject.repository, configuration, context),
    readExecutions(subject.repository, context), context.reader.authors(subject.repository, subject.head_sha, MOST_BOT_COMMITS), readSworn(subject.repository, context),
  ]);
  const { webUrl, clock, randomness, registries, operations } = context;
  const at = clock.now();
  const minutes = { spent: await spentMinutes(subject.repository, at, context), failedJobs: minutesOf(checks.flatMap(({ times }) => times ?? []), at) };
  return decideDiagnose({
    repair, at, minutes, ...(operations === undefined ? {} : { operations }), configuration, checks, others, executions, sworn, authors, past, skills: repair.subject.fork === undefined ? known.skills : withoutNetwork(known.skills), standingOf, packs, webUrl,
    nonce: randomness.hex(16), pull: facts.pull, ...(culprit === null ? {} : { culprit }), ...(registries === undefined ? {} : { registries }),
  });
}

async function readIntake({ subject }: Repair, context: StepContext): Promise<Pick<IntakeFacts, "branchHead"> & { readonly pull: PullRequest | null }> {
  const { reader } = context;
  const { repository, pull_request } = subject;
  const [branchHead, pull] = await Promise.all([
    readHead(subject, context),
    pull_request === null ? null : reader.pullRequest(repository, pull_request),
  ]);
  return { branchHead, pull };
}

function nameOf(source: Source | null): IntakeFacts["source"] {
  if (source === null) return null;
  switch (source.kind) {
    case "workflow_run": return { name: source.run.name, attempt: source.run.attempt };
    case "check_run": return { name: source.check.name, attempt: 1 };
    case "status": return { name: source.status.context, attempt: 1, ...(source.status.state === "failure" || source.status.state === "error" ? {} : { now: source.status.state }) };
    default: return source satisfies never;
  }
}

/** A repair that was opened beside another one carries its failure already. */
async function tellPeople(repair: Repair, configuration: Configuration, context: StepContext): Promise<Decision> {
  const { subject, failures } = repair;
  const past = await readPast(subject, failures, context);
  const at = context.clock.now();
  const moment = momentOf(subject, at);
  const occurrences = new Map(failures.map(({ fingerprint }): [string, number] => [fingerprint, timesSeen(past, fingerprint, moment)]));
  const known = failures.flatMap(({ fingerprint, failing_tests }) => seenBefore(past, { fingerprint, tests: failing_tests }, moment));
  return decideSibling(repair, { configuration, webUrl: context.webUrl, occurrences, at, reason: repair.reason ?? "no skill covers it", seenBefore: known });
}
