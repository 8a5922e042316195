/** Which actions of the closed list a change takes, read from the bytes before and after: never from what somebody says of it. */
import type { Action } from "../skill/contract.ts";
import type { SyntaxFacts } from "./syntax.ts";
import { splitLines } from "./apply-patch.ts";
import { decodeText } from "./decode-text.ts";
import { compareData } from "./compare-data.ts";
import { isLockfile, isManifest, isSnapshot, isWorkflow } from "./protected-paths.ts";
import type { FileChange } from "./render-patch.ts";

/** What is known of the syntax on both sides; null: no grammar reads this file. */
export interface SyntaxChange {
  readonly before: SyntaxFacts;
  readonly after: SyntaxFacts;
}

export interface DetectedActions {
  readonly actions: readonly Action[];
  /** True where nothing can tell whether the syntax tree changed. */
  readonly syntaxUnknown: boolean;
}

export function detectActions(change: FileChange, syntax: SyntaxChange | null): DetectedActions {
  const actions = new Set<Action>([...byPresence(change), ...byPath(change)]);
  if (change.before === null || change.after === null || Buffer.compare(change.before, change.after) === 0) {
    return { actions: [...actions], syntaxUnknown: false };
  }
  actions.add(onlyFirstLine(change.before, change.after) ? "touch_line_1_only" : "modify_text");
  if (actions.has("modify_manifest") && compareData(change.path, change.before, change.after) === "equal") actions.delete("modify_manifest");
  const tree = syntaxActions(change.path, change.before, change.after, syntax);
  for (const action of tree ?? []) actions.add(action);
  return { actions: [...actions], syntaxUnknown: tree === null };
}

function byPresence(change: FileChange): readonly Action[] {
  if (change.before === null) return ["add_file"];
  if (change.after === null) return ["delete_file"];
  return change.beforeMode === change.afterMode ? [] : ["change_mode"];
}

function byPath({ path, before, after }: FileChange): readonly Action[] {
  if (before !== null && after !== null && Buffer.compare(before, after) === 0) return [];
  const actions: Action[] = [];
  if (isLockfile(path)) actions.push("modify_lockfile");
  if (isManifest(path)) actions.push("modify_manifest");
  if (isSnapshot(path)) actions.push("modify_snapshot");
  if (isWorkflow(path)) actions.push("modify_workflow");
  return actions;
}

/** Line 1 changed, or one line put before it or taken away; all the rest is byte for byte the same. */
function onlyFirstLine(before: Uint8Array, after: Uint8Array): boolean {
  const rest = (bytes: Uint8Array): string => splitLines(Buffer.from(bytes).toString("latin1")).slice(1).join("");
  const whole = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
  return rest(before) === rest(after) || whole(before) === rest(after) || rest(before) === whole(after);
}

/** Null: it cannot be told whether the syntax tree changed. */
function syntaxActions(path: string, before: Uint8Array, after: Uint8Array, syntax: SyntaxChange | null): readonly Action[] | null {
  const data = compareData(path, before, after);
  if (data !== "unknown") return data === "equal" ? [] : ["change_syntax_tree"];
  // White space at the end of a line may stand inside a string: where a tree can be had, it decides.
  if (syntax === null || !syntax.before.valid || !syntax.after.valid) return sameBesidesLineEnds(before, after) ? [] : null;
  const actions: Action[] = [];
  if (syntax.before.tree !== syntax.after.tree) actions.push("change_syntax_tree");
  if (differ(syntax.before.imports, syntax.after.imports)) actions.push("modify_imports");
  if (differ(syntax.before.comments, syntax.after.comments)) actions.push("modify_comments");
  if (differ(syntax.before.docstrings, syntax.after.docstrings)) actions.push("modify_docstrings");
  return actions;
}

function differ(before: readonly string[], after: readonly string[]): boolean {
  return before.length !== after.length || before.some((item, index) => item !== after[index]);
}

/** Trailing white space, line endings, the final newline, a byte order mark and the encoding are layout in every language we touch. */
function sameBesidesLineEnds(before: Uint8Array, after: Uint8Array): boolean {
  const [one, two] = [decodeText(before), decodeText(after)];
  if (one === null || two === null) return false;
  const bare = (text: string): string => text.replace(/[ \t]+$|\r/gm, "").replace(/\n+$/, "");
  return bare(one.text) === bare(two.text);
}
