/**
 * The contract, enforced on the resulting diff: by the execution itself, and again by the App from the patch alone (rows S3, E2).
 * Whatever is outside gives a violation; one violation, and nothing of the patch is applied.
 */
import picomatch from "picomatch";
import { Fault } from "../fault/fault.ts";
import { digestOf } from "../identity/digest.ts";
import { findSecrets } from "../evidence/mask-secrets.ts";
import type { SyntaxReader } from "./syntax.ts";
import type { Action } from "../skill/contract.ts";
import { isMadeBy } from "../skill/generate.ts";
import { applyPatch, type Contents } from "./apply-patch.ts";
import { dataFormatOf } from "./data/data-format.ts";
import type { DataChange } from "./data/read-data.ts";
import { decodeText } from "./decode-text.ts";
import { detectActions, type SyntaxChange } from "./detect-actions.ts";
import { changedLines, type Patch, type PatchFile, type PatchMode } from "./patch.ts";
import { checkAdded } from "./check-added.ts";
import { checkRestored, type ReadEarlier } from "./check-restored.ts";
import { findNeutering } from "./find-neutering.ts";
import { hiddenGained } from "./hidden-characters.ts";
import type { FixPlan, PlanStep } from "./plan.ts";
import { isLockfile, protectedBecause } from "./protected-paths.ts";
import type { FileChange } from "./render-patch.ts";
import type { ChangedFile } from "./result.ts";

export interface Violation {
  readonly path: string;
  /** Stable name: `outside-plan`, `outside-contract`, `protected`, `binary`, `action`, `secret`, `too-many-files`, `too-many-lines`, `text-direction`, `not-restored`, `not-as-described`, `lockfile-…`. */
  readonly rule: string;
  readonly message: string;
}

export interface PatchCheck {
  readonly violations: readonly Violation[];
  readonly files: readonly ChangedFile[];
  /** Content before the patch; null: not there. */
  readonly base: ReadonlyMap<string, Uint8Array | null>;
  /** Content after the patch; null: deleted. */
  readonly contents: ReadonlyMap<string, Uint8Array | null>;
  readonly added: number;
  readonly removed: number;
}

export interface PatchCheckInput {
  readonly plan: FixPlan;
  readonly patch: Patch;
  /** Content at the base commit of every file that the patch names. */
  readonly base: Contents;
  /** Mode at the base commit of every file that is there. */
  readonly baseModes: ReadonlyMap<string, PatchMode>;
  /** Null where no grammars are at hand (inside the fix job): syntax is then left to the App's own check. */
  readonly syntax: SyntaxReader | null;
  /** Globs that the repository's configuration protects. */
  readonly alsoProtected: readonly string[];
  /** A file at the base commit that the patch need not name: manifests beside a lockfile. Not given: lockfiles cannot be judged, and are refused. */
  readonly readBase?: (path: string) => Promise<Uint8Array | null>;
  /** A file of the commit before the one that a step takes back. Not given: no such step can be judged. Fault `patch-invalid`. */
  readonly readEarlier?: ReadEarlier;
}

/** Throws Fault `patch-invalid` when the patch does not fit the base; all else is a violation. */
export async function checkPatch(input: PatchCheckInput): Promise<PatchCheck> {
  const contents = applyPatch(input.patch, input.base);
  const changes = input.patch.files.map((file) => changeOf(file, input, contents));
  const lines = changedLines(input.patch);
  const perFile = await Promise.all(changes.map((change) => checkFile(change, input)));
  return {
    violations: [...sizeViolations(input.plan, input.patch, lines.added + lines.removed), ...perFile.flat(), ...checkAdded(changes, input.plan.steps), ...(await checkRestored(changes, input.plan.steps, input.readEarlier))],
    files: changes.map(describe),
    base: input.base,
    contents,
    ...lines,
  };
}

function changeOf(file: PatchFile, { base, baseModes }: PatchCheckInput, contents: Contents): FileChange {
  return { path: file.path, before: base.get(file.path) ?? null, after: contents.get(file.path) ?? null, ...modesOf(file, baseModes.get(file.path) ?? null) };
}

/** A patch states modes only where they change; elsewhere the base's mode stays. Fault `patch-invalid` where it states another one than the base has. */
function modesOf({ path, oldMode, newMode }: PatchFile, baseMode: PatchMode | null): Pick<FileChange, "beforeMode" | "afterMode"> {
  if (oldMode === null || baseMode === null) return { beforeMode: newMode ?? "100644", afterMode: newMode ?? "100644" };
  if (oldMode === newMode) return { beforeMode: baseMode, afterMode: baseMode };
  if (oldMode !== baseMode) throw new Fault("patch-invalid", { detail: `${path}: the patch says that its mode is ${oldMode}, and the base has ${baseMode}` });
  return { beforeMode: baseMode, afterMode: newMode ?? baseMode };
}

function describe(change: FileChange): ChangedFile {
  const digest = (bytes: Uint8Array | null): ChangedFile["before_sha"] => (bytes === null ? null : digestOf(bytes));
  return { path: change.path, mode: change.afterMode, before_sha: digest(change.before), after_sha: digest(change.after) };
}

function sizeViolations(plan: FixPlan, patch: Patch, lines: number): readonly Violation[] {
  const sum = (of: (step: PlanStep) => number): number => plan.steps.reduce((total, step) => total + of(step), 0);
  const [mostFiles, mostLines] = [sum((step) => step.may_touch.max_files), sum((step) => step.may_touch.max_changed_lines)];
  const violations: Violation[] = [];
  if (patch.files.length > mostFiles) violations.push({ path: "", rule: "too-many-files", message: `${patch.files.length} files are changed; the contracts allow ${mostFiles}` });
  if (lines > mostLines) violations.push({ path: "", rule: "too-many-lines", message: `${lines} lines are changed; the contracts allow ${mostLines}` });
  return violations;
}

async function checkFile(change: FileChange, input: PatchCheckInput): Promise<readonly Violation[]> {
  const { path } = change;
  const steps = input.plan.steps.filter((step) => mayMake(step, path) ?? step.files.includes(path));
  const because = protectedBecause(path, input.alsoProtected, steps.flatMap((step) => step.actions.allow));
  if (because !== null) return [{ path, rule: "protected", message: `${path} is protected: ${because}` }];
  if (steps.length === 0) return [{ path, rule: "outside-plan", message: `${path} is not a file of the plan` }];
  const allowing = steps.filter((step) => mayTouch(step, path));
  if (allowing.length === 0) return [{ path, rule: "outside-contract", message: `${path} is outside the files that the contract allows` }];
  return [...contentViolations(change), ...(await actionViolations(change, allowing, input.syntax)), ...(isLockfile(path) ? await lockfileViolations(change, input) : [])];
}

/** A lockfile decides which code is installed: it is judged by what it says, against the manifests of the base (attack D11). */
async function lockfileViolations({ path, before, after }: FileChange, { plan, readBase }: PatchCheckInput): Promise<readonly Violation[]> {
  const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : decodeText(bytes)?.text ?? null);
  const now = text(after);
  if (now === null) return [{ path, rule: "lockfile-unreadable", message: `${path} cannot be judged as a lockfile` }];
  // Loaded only where a lockfile was changed: it brings the readers of all their formats.
  const { judgeLockfile } = await import("../lockfile/judge-lockfile.ts");
  const problems = await judgeLockfile({ path, before: text(before), after: now, origins: plan.registries ?? [], read: async (manifest) => text((await readBase?.(manifest)) ?? null) });
  return problems.map(({ rule, message }) => ({ path, rule, message: `${path}: ${message}` }));
}

/** A generator may make whatever its globs name, also what the log did not; null: the step runs none. */
function mayMake({ generate }: PlanStep, path: string): boolean | null {
  return generate === undefined ? null : generate.some((one) => isMadeBy(one, path));
}

function mayTouch(step: PlanStep, path: string): boolean {
  return picomatch(step.may_touch.allow, { dot: true, ignore: step.may_touch.deny })(path);
}

function contentViolations({ path, before, after }: FileChange): readonly Violation[] {
  if (after === null) return [];
  const [old, text] = [before === null ? null : decodeText(before), decodeText(after)];
  if (text === null || (before !== null && old === null)) return [{ path, rule: "binary", message: `${path} is a binary file` }];
  const violations: Violation[] = [];
  const known = findSecrets(old?.text ?? "");
  const fresh = findSecrets(text.text).filter((name) => !known.includes(name));
  if (fresh.length > 0) violations.push({ path, rule: "secret", message: `${path} would hold a secret: ${fresh.join(", ")}` });
  if (hiddenGained(old?.text ?? "", text.text) > 0) {
    violations.push({ path, rule: "text-direction", message: `${path} would gain invisible or direction-changing characters` });
  }
  for (const what of findNeutering(old?.text ?? "", text.text)) violations.push({ path, rule: "neutered", message: `${path}: ${what}, which mends nothing` });
  return violations;
}

async function actionViolations(change: FileChange, steps: readonly PlanStep[], syntax: SyntaxReader | null): Promise<readonly Violation[]> {
  const allowed = new Set(steps.flatMap((step) => step.actions.allow));
  const forbidden = new Set(steps[0]?.actions.forbid.filter((action) => steps.every((step) => step.actions.forbid.includes(action))));
  const { actions, syntaxUnknown } = detectActions(change, { syntax: syntax === null ? null : await readSyntax(change, syntax), data: await readAsData(change) });
  const violations = actions.filter((action) => forbidden.has(action) || !permits(allowed, action)).map((action) => violationOf(change.path, action));
  if (syntaxUnknown && syntax !== null && !allowed.has("change_syntax_tree")) {
    violations.push({ path: change.path, rule: "action", message: `${change.path}: it cannot be shown that the syntax tree is unchanged, and the contract asks for that` });
  }
  return violations;
}

function violationOf(path: string, action: Action): Violation {
  return { path, rule: "action", message: `${path}: the change does \`${action}\`, which the contract does not allow` };
}

/** Line 1 is text: who may modify text may touch it. */
function permits(allowed: ReadonlySet<Action>, action: Action): boolean {
  return allowed.has(action) || (action === "touch_line_1_only" && allowed.has("modify_text"));
}

/** The readers of data are loaded only where there is some. */
async function readAsData(change: FileChange): Promise<DataChange | null> {
  return dataFormatOf(change.path) === null ? null : (await import("./data/read-data.ts")).readDataChange(change);
}

async function readSyntax(change: FileChange, syntax: SyntaxReader): Promise<SyntaxChange | null> {
  if (change.before === null || change.after === null) return null;
  const [before, after] = await Promise.all([change.before, change.after].map((bytes) => syntax.read(change.path, decodeText(bytes)?.text ?? "")));
  return before == null || after == null ? null : { before, after };
}
