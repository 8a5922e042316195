/** Narrows what was found to what a person asked for: a kind, a skill, files, a tool. The rest is left alone, and said to be. */
import picomatch from "picomatch";
import type { FailureReport } from "../../failure/report.ts";
import { isKind, kinds } from "../../request/verbs.ts";
import type { Wanted } from "../../request/command.ts";
import type { Skill } from "../../skill/skill.ts";
import type { Requested } from "../repair.ts";
import type { DiagnoseSnapshot } from "./snapshot.ts";
import type { Covered, Triage, Uncovered } from "./triage.ts";

/** A scan decides all and asks for nothing; a skill that is named is the only one to be chosen from. */
export function asRequested(snapshot: DiagnoseSnapshot): DiagnoseSnapshot {
  const { requested } = snapshot.repair;
  if (requested === undefined) return snapshot;
  const { wants } = requested.wanted;
  const named = wants === null || isKind(wants) ? snapshot.skills : snapshot.skills.filter(({ name, contract }) => name === wants || contract.family === wants);
  return { ...snapshot, skills: named, configuration: requested.scan ? { ...snapshot.configuration, dry_run: true } : snapshot.configuration };
}

const NOT_ASKED = "it was not asked for";

/** A narrow request tells its writer what no skill covers, and opens no issue about it. */
export function askedFor(sorted: Triage, requested: Requested | undefined): Triage {
  if (requested === undefined || !isNarrow(requested.wanted)) return sorted;
  const { wanted } = requested;
  const covered = sorted.covered.map((one) => narrowed(one, wanted));
  const isMeant = ({ finding }: Uncovered): boolean => (wanted.wants === null || !isKind(wanted.wants) || isOfKind(wanted.wants, finding.report, null)) && isOfPlace(finding.report, wanted);
  return {
    covered: covered.flatMap((one) => one ?? []),
    uncovered: [],
    skipped: [
      ...sorted.uncovered.filter(isMeant), ...sorted.skipped,
      ...sorted.uncovered.filter((one) => !isMeant(one)).map(({ finding }) => ({ finding, reason: NOT_ASKED })),
      ...sorted.covered.filter((_, index) => covered[index] === null).map(({ finding }) => ({ finding, reason: NOT_ASKED })),
    ],
  };
}

function isNarrow({ wants, file, folder, tool }: Wanted): boolean {
  return wants !== null || file !== null || folder !== null || tool !== null;
}

/** Null: nothing of it is asked for. */
function narrowed({ finding, choice }: Covered, wanted: Wanted): Covered | null {
  const { wants, tool } = wanted;
  const { report } = finding;
  if (wants !== null && isKind(wants) && !isOfKind(wants, report, choice.skill)) return null;
  if (tool !== null && report.tool?.toLowerCase() !== tool) return null;
  const files = choice.files.filter((path) => isInside(path, wanted));
  if (files.length === 0) return null;
  const leftOut = choice.files.filter((path) => !files.includes(path)).map((path) => ({ path, reason: NOT_ASKED }));
  return { finding, choice: { ...choice, files, leftOut: [...choice.leftOut, ...leftOut] } };
}

function isOfKind(kind: keyof typeof kinds, { failure_class }: FailureReport, skill: Skill | null): boolean {
  const { classes, skills } = kinds[kind];
  return classes.some((one) => one === failure_class) || (skill !== null && skills.test(skill.name));
}

function isOfPlace({ file_paths, tool: complained }: FailureReport, wanted: Wanted): boolean {
  if (wanted.tool !== null && complained?.toLowerCase() !== wanted.tool) return false;
  return file_paths.length === 0 ? wanted.file === null && wanted.folder === null : file_paths.some((path) => isInside(path, wanted));
}

/** `--file` is a path or a glob, `--module` a folder. */
function isInside(path: string, { file, folder }: Wanted): boolean {
  if (file !== null && path !== file && !picomatch(file, { dot: true, nonegate: true, noextglob: true })(path)) return false;
  const inside = folder?.replace(/^\.\//, "").replace(/\/+$/, "") ?? null;
  return inside === null || inside === "." || path.startsWith(`${inside}/`);
}
