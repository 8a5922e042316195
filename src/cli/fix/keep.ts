import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildModLogEntry, insertModLogEntry } from "../../core/pull-request/mod-log.ts";
import { pathProblem } from "../../core/fix/path-rules.ts";
import { digestOf } from "../../core/identity/digest.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { PendingFix } from "../../core/failure/pending-fix.ts";
import { Fault } from "../../core/fault/fault.ts";
import { applyChange, type WantedFile } from "./apply-change.ts";
import type { Attempt } from "./attempt.ts";
import type { Project } from "./read-project.ts";

export interface Keeping {
  readonly project: Project;
  readonly state: string;
  readonly attempt: Attempt;
  readonly at: Timestamp;
  readonly failures: readonly PendingFix[];
}

export interface Kept {
  readonly modLog: string | null;
  /** All that was written, the ModLog included. */
  readonly files: readonly WantedFile[];
}

/** Applies the change with its ModLog entry to the working tree, all or nothing. A deleted or added file is beyond what built-in skills may do, and refused before. */
export function keep(keeping: Keeping): Kept {
  const { project, state, attempt } = keeping;
  const files: WantedFile[] = [...attempt.execution.contents].flatMap(([path, after]) => (after === null ? [] : [{ path, before: attempt.execution.base.get(path) ?? null, after }]));
  const modLog = modLogFile(keeping);
  const others = files.filter((file) => file.path !== modLog?.path);
  const written = modLog === null ? files : [...others, modLog];
  applyChange({ checkout: project.checkout, state, files: written });
  return { modLog: modLog?.path ?? null, files: written };
}

function modLogFile({ project, attempt, at, failures }: Keeping): WantedFile | null {
  const { style, path: configured } = project.configuration.modlog;
  const { check, patch, result } = attempt.execution;
  const execution = attempt.executionId;
  if (style === "off" || check === null) return null;
  const path = style === "file" ? configured : `modlog/${execution}.md`;
  const problem = pathProblem(path);
  if (problem !== null) throw new Fault("configuration-invalid", { detail: `modlog.path ${path}: ${problem}` });
  const file = join(project.checkout, path);
  const before = existsSync(file) ? readFileSync(file) : null;
  // The fix itself may have mended the log (its format): the entry goes on top of that.
  const mended = attempt.execution.contents.get(path) ?? before;
  const entry = buildModLogEntry({ at, execution, plan: attempt.plan, result, check, patch_sha256: digestOf(patch), failures });
  const text = style === "file" ? insertModLogEntry(mended === null ? null : Buffer.from(mended).toString("utf8"), entry) : entry;
  return { path, before, after: Buffer.from(text) };
}
