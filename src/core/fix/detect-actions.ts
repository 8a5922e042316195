/** Which actions of the closed list a change takes, read from the bytes before and after: never from what somebody says of it. */
import type { Action } from "../skill/contract.ts";
import type { SyntaxFacts, SyntaxPiece } from "./syntax.ts";
import { splitLines } from "./apply-patch.ts";
import { decodeText } from "./decode-text.ts";
import type { DataChange, DataFacts } from "./data/read-data.ts";
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

/** What the files say on both sides, read before: by a grammar, or as data (null: it is none). */
export interface ChangeFacts { readonly syntax: SyntaxChange | null; readonly data: DataChange | null }

export function detectActions(change: FileChange, { syntax, data: said }: ChangeFacts): DetectedActions {
  const actions = new Set<Action>([...byPresence(change), ...byPath(change)]);
  if (change.before === null || change.after === null || Buffer.compare(change.before, change.after) === 0) {
    return { actions: [...actions], syntaxUnknown: false };
  }
  actions.add(onlyFirstLine(change.before, change.after) ? "touch_line_1_only" : "modify_text");
  const data = dataActions(said?.before ?? null, said?.after ?? null);
  if (data?.includes("change_syntax_tree") === false) actions.delete("modify_manifest");
  const tree = data ?? syntaxActions(change.before, change.after, syntax);
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

/** Null: one side is no data. */
function dataActions(before: DataFacts | null, after: DataFacts | null): readonly Action[] | null {
  if (before === null || after === null) return null;
  const actions: Action[] = [];
  if ((after.trailingCommas ?? 0) > (before.trailingCommas ?? 0)) actions.push("change_syntax_tree");
  else if (before.value !== after.value) actions.push(onlyWords(before, after) ? "modify_comments" : "change_syntax_tree");
  if (before.comments.join("\n") !== after.comments.join("\n")) actions.push("modify_comments");
  if (before.imports?.join("\n") !== after.imports?.join("\n")) actions.push("modify_imports");
  return actions;
}

/** Words of prose are for people, as comments are: nothing runs otherwise because of them. */
function onlyWords(before: DataFacts, after: DataFacts): boolean {
  return before.besidesWords !== undefined && before.besidesWords === after.besidesWords;
}

/** Null: it cannot be told whether the syntax tree changed. */
function syntaxActions(before: Uint8Array, after: Uint8Array, syntax: SyntaxChange | null): readonly Action[] | null {
  // White space at the end of a line may stand inside a string: where a tree can be had, it decides.
  if (syntax === null || !syntax.before.valid || !syntax.after.valid) return sameBesidesLineEnds(before, after) ? [] : null;
  const actions: Action[] = [];
  if (syntax.before.tree !== syntax.after.tree) actions.push("change_syntax_tree");
  if (differ(syntax.before.imports, syntax.after.imports)) actions.push("modify_imports");
  if (differ(syntax.before.comments, syntax.after.comments)) actions.push("modify_comments");
  if (docstringsDiffer(syntax)) actions.push("modify_docstrings");
  return actions;
}

/** Where the tree itself changed, every docstring behind the change stands at another place of it; their texts, in order, tell. */
function docstringsDiffer({ before, after }: SyntaxChange): boolean {
  if (before.tree === after.tree) return differ(before.docstrings, after.docstrings);
  return before.docstrings.length !== after.docstrings.length || before.docstrings.some(({ text }, index) => text !== after.docstrings[index]?.text);
}

/** Another text, or the same at another place of the tree: a suppression that moves down a line silences something else. */
function differ(before: readonly SyntaxPiece[], after: readonly SyntaxPiece[]): boolean {
  return before.length !== after.length || before.some(({ text, at }, index) => text !== after[index]?.text || at !== after[index].at);
}

/** Trailing white space, line endings, the final newline, a byte order mark and the encoding are layout in every language we touch. */
function sameBesidesLineEnds(before: Uint8Array, after: Uint8Array): boolean {
  const [one, two] = [decodeText(before), decodeText(after)];
  if (one === null || two === null) return false;
  // Behind a backslash white space keeps the line from going on in the next.
  const bare = (text: string): string => text.replace(/(?<![\\ \t])[ \t]+$|\r/gm, "").replace(/\n+$/, "");
  return bare(one.text) === bare(two.text);
}
