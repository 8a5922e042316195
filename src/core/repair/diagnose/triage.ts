/** Sorts the findings of a run: what a skill mends, what people must see, and what is left alone, each with its reason. */
import { judgeFlaky } from "../../history/flaky.ts";
import { chooseSkills, type Choice } from "../../skill/choose.ts";
import { mendedAtSource, whereMended } from "./at-source.ts";
import { findingsOf, type Finding } from "./finding.ts";
import { ancestryOf } from "./lineage.ts";
import type { DiagnoseSnapshot } from "./snapshot.ts";

export type Chosen = Extract<Choice, { readonly skill: object }>;
export interface Covered { readonly finding: Finding; readonly choice: Chosen }
/** `loop`: a guard against going on for ever stopped it. */
export interface Uncovered { readonly finding: Finding; readonly reason: string; readonly loop?: true }

export interface Triage {
  readonly covered: readonly Covered[];
  /** No skill covers them, or the last fix did not hold: people decide. */
  readonly uncovered: readonly Uncovered[];
  /** Left alone: passing troubles, worked on elsewhere, declined, disabled. */
  readonly skipped: readonly Uncovered[];
}

export function triage(snapshot: DiagnoseSnapshot): Triage {
  const judged = findingsOf(snapshot.checks).map((finding) => ({ finding, ...leftAlone(finding, snapshot) }));
  const open = judged.filter(({ kind }) => kind === "open").map(({ finding }) => finding);
  const choices = chooseSkills({ reports: open.map(({ report }) => report), skills: snapshot.skills, configuration: snapshot.configuration, standingOf: snapshot.standingOf, ...(snapshot.culprit === undefined ? {} : { culprit: snapshot.culprit }), pull: snapshot.pull ?? null });
  const chosen = open.flatMap((finding) => choices.filter(({ report }) => report === finding.report).map((choice) => ({ finding, choice })));
  const refused = chosen.flatMap(({ finding, choice }) => (choice.skill === null ? [{ finding, kind: choice.refusal === "disabled" ? "skipped" : "uncovered", reason: choice.reason }] : []));
  const answered = chosen.flatMap(({ finding, choice }) => (choice.skill === null ? [] : [{ finding, choice }]));
  const takenBack = answered.filter(({ choice }) => choice.restore !== undefined);
  const isWhole = takenBack.length === judged.length && !takenBack.some(({ finding }) => isFlaky(finding, snapshot));
  const covered = isWhole ? answered : answered.filter((one) => !takenBack.includes(one));
  const notTakenBack = isWhole ? [] : takenBack.map(({ finding, choice }) => ({ finding, kind: "uncovered" as const, reason: `${choice.skill.name} answers only where taking the commit back answers all that failed, and no failed test was seen to be flaky` }));
  const proven = covered.filter(({ choice }) => snapshot.standingOf(choice.skill).standing !== "candidate");
  const tried = proven.length > 0 ? proven : covered;
  const heldBack = covered.filter((one) => !tried.includes(one)).map(({ finding, choice }) => ({ finding, kind: "uncovered" as const, reason: candidateReason(choice, snapshot) }));
  const uncovered: readonly Uncovered[] = [...judged, ...refused, ...notTakenBack, ...heldBack].filter(({ kind }) => kind === "uncovered");
  const skipped = [...judged, ...refused].filter(({ kind }) => kind === "skipped");
  if (snapshot.repair.subject.fork !== undefined) return { covered: tried, uncovered: [], skipped: [...skipped, ...uncovered.map(ofFork)] };
  return snapshot.repair.subject.source.kind === "status" ? { covered: tried, uncovered: [], skipped: [...skipped, ...uncovered.map(unsaid)] } : { covered: tried, uncovered, skipped };
}

/** A status is one line on another server's run: an issue about it would tell nobody anything that the red mark does not. */
function unsaid({ reason, ...uncovered }: Uncovered): Uncovered {
  return { ...uncovered, reason: `a commit status says too little to tell people of it: ${reason}` };
}

/** What is red in somebody's fork is theirs to mend: an issue in this repository would be noise. */
function ofFork({ reason, ...uncovered }: Uncovered): Uncovered {
  return { ...uncovered, reason: `no issue is opened about a fork's pull request: ${reason}` };
}

/** A test that fails without a reason proves nothing against a commit. */
function isFlaky({ report }: Finding, { past }: DiagnoseSnapshot): boolean {
  return report.failing_tests.some((test) => {
    const { verdict } = judgeFlaky({ test, runs: past.runs, failures: past.testFailures.get(test) ?? [] });
    return verdict === "flaky" || verdict === "suspect";
  });
}

/** Nothing of a candidate is proposed, and one plan gives one pull request: it would keep the others from theirs. */
function candidateReason({ skill }: Chosen, { standingOf }: DiagnoseSnapshot): string {
  return `${skill.name} ${skill.contract.version} is a candidate in this repository (${standingOf(skill).reason}): it is tried where no other skill has something to propose`;
}

interface Judgement { readonly kind: "open" | "uncovered" | "skipped"; readonly reason: string; readonly loop?: true }

function leftAlone({ report }: Finding, { repair, others, at, configuration }: DiagnoseSnapshot): Judgement {
  if (report.transient) return { kind: "skipped", reason: `${report.failure_class} passes by itself: running the job again may help, changing code does not` };
  const source = mendedAtSource(report.fingerprint, repair, { others, at });
  if (source !== null) return { kind: "skipped", reason: whereMended(source) };
  const ancestry = ancestryOf(report.fingerprint, repair, { others, at, most: configuration.fix.max_attempts });
  switch (ancestry.kind) {
    case "fresh": return { kind: "open", reason: "" };
    case "underway": return { kind: "skipped", reason: `${ancestry.by.id} works on the same failure` };
    case "returned": return { kind: "uncovered", loop: true, reason: `it came back after ${ancestry.by.id} was merged: the same fix is not tried a second time` };
    case "spent": return repair.requested !== undefined ? { kind: "open", reason: "" } : { kind: "uncovered", loop: true, reason: `${ancestry.attempts} attempts at this failure within a day did not hold (${ancestry.by.map(({ id }) => id).join(", ")}), and fix.max_attempts allows ${configuration.fix.max_attempts}: it is tried again tomorrow, or when a person asks with \`${configuration.commands.prefix}\`` };
    // A person who asks takes that no back.
    case "declined": return repair.requested !== undefined ? { kind: "open", reason: "" } : { kind: "skipped", reason: ancestry.by.delivery === "suggested" ? `${ancestry.by.id} suggested this already` : `${ancestry.by.id} offered this, and its pull request was closed` };
    default: return ancestry satisfies never;
  }
}
