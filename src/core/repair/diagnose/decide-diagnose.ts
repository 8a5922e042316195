/**
 * The first step's decision: from what the failed jobs say to a plan for the fix job (STRATEGIZE, SPEC, PLAN, THINK), a repair beside this one
 * for each failure that no skill covers, or the reason to leave it alone. Pure.
 */
import { whatHoldsBack } from "../../budget/budget.ts";
import { holdBack, released } from "../../budget/hold-back.ts";
import { repositorySpending } from "../../budget/spending.ts";
import { buildEvidenceFile } from "../../evidence/evidence-file.ts";
import { buildPlan } from "../../fix/build-plan.ts";
import type { FixPlan } from "../../fix/plan.ts";
import { seenBefore } from "../../history/seen-before.ts";
import { seenIn } from "../../history/seen-in.ts";
import { failureLog } from "../../replay/keep-log.ts";
import type { SkillName } from "../../skill/skill.ts";
import { orderChoices } from "../../skill/order-choices.ts";
import { close } from "../close.ts";
import type { Decision, EvidenceFile } from "../decision.ts";
import { dispatch } from "../dispatch.ts";
import { alter, ask, draft, walk } from "../draft.ts";
import type { EffectRequest } from "../effect.ts";
import { openShare, openSibling } from "../open-repair.ts";
import { answerTo } from "../operate/answer.ts";
import { beginAnswer } from "../operate/begin.ts";
import { planFile, risksFile } from "../plan-files.ts";
import { strategyFile } from "../strategy.ts";
import { wait } from "../wait.ts";
import { toldAlerts, withAlerts } from "./alert-effects.ts";
import { mendedAtSource, sourceCheck } from "./at-source.ts";
import { askedFor, asRequested } from "./asked-for.ts";
import { areBotsAlone, MOST_BOT_COMMITS } from "./bots-only.ts";
import { twin } from "./lineage.ts";
import { momentOf } from "./moment-of.ts";
import { decideUncovered } from "./decide-uncovered.ts";
import { occurrencesOf, pendingFixOf } from "./pending-fix-of.ts";
import { shareOf } from "./share.ts";
import type { DiagnoseSnapshot } from "./snapshot.ts";
import { triage, type Covered, type Triage } from "./triage.ts";

const REFUSED_PAUSE_SECONDS = 60;

export function decideDiagnose(given: DiagnoseSnapshot): Decision {
  const snapshot = asRequested(given);
  const decision = withAlerts(decide(snapshot), snapshot.repair.only_skill === undefined ? toldAlerts(snapshot) : [], snapshot.configuration);
  return { ...decision, seen: seenIn(snapshot.repair.subject, snapshot.checks, snapshot.at) };
}

function decide(snapshot: DiagnoseSnapshot): Decision {
  const { repair, others, at, configuration } = snapshot;
  const elder = repair.only_skill === undefined ? twin(repair, others) : null;
  if (elder !== null) return close(draft(repair), { status: "skipped", reason: `${elder.id} works on the same commit and workflow`, at });
  const { sorted, others: shares } = shareOf(askedFor(triage(snapshot), repair.requested), snapshot);
  if (sorted.covered.length === 0 && repair.only_skill !== undefined) return close(draft(repair), { status: "skipped", reason: `nothing is left for ${repair.only_skill}`, at });
  if (sorted.covered.length === 0) return nothingToPlan(sorted, snapshot);
  if (repair.requested === undefined && areBotsAlone(snapshot.authors)) return nothingToPlan({ ...sorted, covered: [], uncovered: [...botsAlone(sorted), ...sorted.uncovered] }, snapshot);
  const held = whatHoldsBack(configuration.limits, repositorySpending(snapshot));
  if (held !== null) return holdBack(draft(repair), held, at);
  return withShares(planned(sorted, snapshot), shares, snapshot);
}

function botsAlone({ covered }: Triage): Triage["uncovered"] {
  const reason = `the latest ${MOST_BOT_COMMITS} commits of the branch are all of bots, so a person should look before one more is offered: a commit of a person lets Regreen go on`;
  return covered.map(({ finding }) => ({ finding, reason, loop: true }));
}

/** No skill covers anything: this repair becomes the one of the first failure that people must see; without one it ends. */
function nothingToPlan(sorted: Triage, snapshot: DiagnoseSnapshot): Decision {
  const { repair, at, configuration, webUrl } = snapshot;
  const [first, ...rest] = sorted.uncovered;
  const skipped = skippedFixes(sorted, snapshot);
  const answer = answerTo(sorted, snapshot);
  if (answer !== null) {
    const minutes = { limit: configuration.limits.actions_minutes_per_day, spent: snapshot.minutes.spent, expected: snapshot.minutes.failedJobs };
    const failures = [...sorted.skipped, ...sorted.uncovered].map(({ finding }) => pendingFixOf(finding, { skill: null, files: [], status: "skipped" }, snapshot));
    return beginAnswer({ ...draft({ ...repair, failures }), pendingFixes: failures }, answer, { at, minutes });
  }
  if (first === undefined) {
    const reason = sorted.skipped[0]?.reason ?? "the logs of the failed jobs show no failure";
    const isLoop = sorted.skipped.some(({ loop }) => loop === true);
    const told = ask(draft({ ...repair, failures: [...skipped] }), [...toldOfSource(sorted, snapshot)]);
    return close({ ...told, pendingFixes: skipped }, { status: "skipped", reason, at, ...(isLoop ? { loop: true } : {}) });
  }
  const failure = pendingFixOf(first.finding, { skill: null, files: [], status: "escalated" }, snapshot);
  const carried: Decision = { ...draft({ ...repair, failures: [failure] }), pendingFixes: [failure, ...skipped] };
  const told = configuration.dry_run ? carried : withSiblings(carried, rest, snapshot);
  const occurrences = new Map([[failure.fingerprint as string, occurrencesOf(failure.fingerprint, snapshot)]]);
  const known = seenBefore(snapshot.past, { fingerprint: failure.fingerprint, tests: failure.failing_tests }, momentOf(repair.subject, at));
  return decideUncovered(told, { reason: first.reason, ...(first.loop === undefined ? {} : { loop: first.loop }), at, configuration, webUrl, occurrences, seenBefore: known });
}

/** Whoever sees the red pull request sees where it is mended. */
function toldOfSource({ skipped }: Triage, snapshot: DiagnoseSnapshot): readonly EffectRequest[] {
  const { repair, configuration } = snapshot;
  const [source] = skipped.flatMap(({ finding }) => mendedAtSource(finding.report.fingerprint, repair, snapshot) ?? []);
  return source === undefined || configuration.dry_run ? [] : [sourceCheck(repair, source)];
}

function planned(sorted: Triage, snapshot: DiagnoseSnapshot): Decision {
  const { at, configuration, others, packs } = snapshot;
  const started = released(begun(sorted, snapshot));
  const { repair } = started;
  const plan = buildPlan({ planned: orderChoices(sorted.covered.map(({ choice }) => choice)), repo: repair.subject.repository.name, base_sha: repair.subject.head_sha, nonce: snapshot.nonce, ...(snapshot.registries === undefined ? {} : { registries: snapshot.registries }) });
  const start = alter(started, { plan });
  const { decision, refusal } = walk(start, [
    { phase: "STRATEGIZE", files: [strategyOf(repair.failures, snapshot)] },
    { phase: "SPEC", files: [problemFile(sorted.covered, snapshot)] },
    { phase: "PLAN", files: [planFile(repair, plan)] },
    { phase: "THINK", files: [risksFile({ repair, plan, configuration, others, packs })] },
  ], { at, evidence: [] });
  if (refusal !== null) return wait(decision, { at, seconds: REFUSED_PAUSE_SECONDS, reason: refusal.message });
  if (configuration.dry_run) return rehearsed(decision, plan, snapshot);
  return { ...dispatch(withSiblings(decision, sorted.uncovered, snapshot), plan, at), logs: logsOf(sorted.covered, snapshot) };
}

/** Of the checks that show what the plan is for. */
function logsOf(covered: readonly Covered[], { checks }: DiagnoseSnapshot): NonNullable<Decision["logs"]> {
  const names = new Set(covered.flatMap(({ finding }) => finding.checks));
  return checks.filter(({ name }) => names.has(name)).flatMap(({ name, log }) => (log == null ? [] : failureLog(name, log) ?? []));
}

/** The repair with its failures named, one pending fix for each. */
function begun(sorted: Triage, snapshot: DiagnoseSnapshot): Decision {
  const failures = sorted.covered.map(({ finding, choice }) => pendingFixOf(finding, { skill: choice.skill, files: choice.files, status: "planned" }, snapshot));
  return { ...draft({ ...snapshot.repair, failures }), pendingFixes: [...failures, ...skippedFixes(sorted, snapshot)] };
}

function skippedFixes({ skipped }: Triage, snapshot: DiagnoseSnapshot): Decision["pendingFixes"] {
  return skipped.map(({ finding }) => pendingFixOf(finding, { skill: null, files: [], status: "skipped" }, snapshot));
}

function strategyOf(failures: DiagnoseSnapshot["repair"]["failures"], snapshot: DiagnoseSnapshot): EvidenceFile {
  const occurrences = new Map(failures.map(({ fingerprint }): [string, number] => [fingerprint, occurrencesOf(fingerprint, snapshot)]));
  return strategyFile({ repair: snapshot.repair, failures, occurrences, configuration: snapshot.configuration, reasonNotTo: null, at: snapshot.at });
}

function problemFile(covered: readonly Covered[], { repair }: DiagnoseSnapshot): EvidenceFile {
  const { subject } = repair;
  return buildEvidenceFile("SPEC", {
    repair: repair.id, repo: subject.repository.name, branch: subject.branch, head_sha: subject.head_sha,
    must_become_green: covered.flatMap(({ finding, choice }) => finding.checks.map((check) => ({ check, tests: finding.report.failing_tests, files: [...choice.files] }))),
  });
}

/** A repair beside this one for each failure that no skill covers, so that each has one outcome. */
function withSiblings(decision: Decision, uncovered: Triage["uncovered"], snapshot: DiagnoseSnapshot): Decision {
  const openings = uncovered.map(({ finding, reason, loop }) => openSibling(snapshot.repair, { failure: pendingFixOf(finding, { skill: null, files: [], status: "escalated" }, snapshot), reason, ...(loop === undefined ? {} : { loop }), at: snapshot.at }));
  return { ...decision, opens: [...decision.opens, ...openings.map(({ opened }) => opened)], entries: [...decision.entries, ...openings.map(({ entry }) => entry)] };
}

/** A repair beside this one for each further skill, where the repository wants a pull request for each. */
function withShares(decision: Decision, skills: readonly SkillName[], { repair, at }: DiagnoseSnapshot): Decision {
  const openings = skills.map((skill) => openShare(repair, skill, at));
  return { ...decision, opens: [...decision.opens, ...openings.map(({ opened }) => opened)], entries: [...decision.entries, ...openings.map(({ entry }) => entry)] };
}

/** Dry run: everything is decided and kept, and nothing is asked for. */
function rehearsed(decision: Decision, plan: FixPlan, { at }: DiagnoseSnapshot): Decision {
  const skills = plan.steps.map(({ skill }) => skill.name).join(", ");
  return close(decision, { status: "skipped", reason: `dry run: would run ${skills}`, at });
}
