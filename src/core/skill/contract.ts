/** The contract of a skill: which failures it handles, which files and actions it may take, what it runs, what must hold afterwards. */
import { z } from "zod";
import { Ecosystem } from "../registry/registry.ts";

/** Closed list; each is checked on the resulting diff, never on the skill's word. */
export const actions = [
  "modify_text", "add_file", "delete_file", "rename_file", "change_mode", "modify_imports", "change_syntax_tree", "modify_docstrings",
  "modify_comments", "touch_line_1_only", "modify_lockfile", "modify_manifest", "modify_snapshot", "modify_workflow",
] as const;
export const Action = z.enum(actions);
export type Action = z.infer<typeof Action>;

/** The built-in transforms: pure functions over bytes, run without a process. */
export const Transform = z.enum(["insert_utf8_header", "reencode_utf8", "normalise_whitespace"]);
export type Transform = z.infer<typeof Transform>;

/** The built-in edits: they work at the places that the failure names, may read the rest of the repository, and run no process either. */
export const Edit = z.enum(["remove_unused_imports", "mend_imports", "insert_licence_header", "restore_tagged_characters"]);
export type Edit = z.infer<typeof Edit>;

/**
 * A command as an argument list, never a shell line. `{files}` stands for the plan's files, each an argument of its own after `--` where the tool knows it;
 * `{options}` for the options of the failing command that the contract carries over, which may be none.
 */
export const Argv = z.array(z.string().min(1)).min(1);
export type Argv = z.infer<typeof Argv>;

/** What a language model is asked for: a change of the failing files, or tests for what they leave untested. */
export const ModelTask = z.enum(["edit", "test"]);
export type ModelTask = z.infer<typeof ModelTask>;

/**
 * `{add: changelog_fragment}` adds the note that the repository describes under `skills.changelog`; `{restore: parent}` puts every file that the commit changed
 * back to what it was before; `{configured: generate}` stands for the commands that the repository names under `skills.generate`, on its default branch;
 * `{model: edit}` for a language model's work, which needs `requires: [model]`.
 */
export const FixCommand = z.union([
  Argv, z.strictObject({ transform: Transform }), z.strictObject({ edit: Edit }), z.strictObject({ configured: z.literal("generate") }), z.strictObject({ restore: z.literal("parent") }),
  z.strictObject({ add: z.literal("changelog_fragment") }), z.strictObject({ model: ModelTask }),
]);
export type FixCommand = z.infer<typeof FixCommand>;

/**
 * A post-check is a command that must exit 0; `{prints_nothing: <command>}`, which must print nothing besides (listers such as `goimports -l`
 * end with 0 whatever they find); or `{unchanged_by: <transform>}`, `{unchanged_by_edit: <edit>}`: applied again, it must change nothing. `{restored: parent}`: every file is as it
 * was before the commit. `{added: …}`: the note is there as it was described. After a model's work, `{failing_command: passes}`: the command that failed must not fail again.
 */
export const PostCheck = z.union([
  Argv, z.strictObject({ prints_nothing: Argv }), z.strictObject({ unchanged_by: Transform }), z.strictObject({ unchanged_by_edit: Edit }), z.strictObject({ unchanged_by_configured: z.literal("generate") }),
  z.strictObject({ restored: z.literal("parent") }), z.strictObject({ added: z.literal("changelog_fragment") }), z.strictObject({ failing_command: z.literal("passes") }),
]);
export type PostCheck = z.infer<typeof PostCheck>;

/**
 * Where commands run: absent, at the checkout's root; `{nearest: go.mod}`, once in each folder that holds the nearest file of this name above
 * a file of the step, with `{files}` relative to that folder. For tools that know only the module they stand in.
 */
export const RunIn = z.strictObject({ nearest: z.string().regex(/^[A-Za-z0-9._-]+$/, "the name of a file, without a folder").refine((name) => !/^\.+$/.test(name), "the name of a file") });
export type RunIn = z.infer<typeof RunIn>;

/**
 * For a skill whose tool takes long by its nature: the seconds that half of its executions may take before that speaks against it, in place of the repository's
 * `skills.standing.seconds` where that is less, and the reason, which `regreen skills` shows.
 */
export const UsualTime = z.strictObject({ seconds: z.int().positive().max(3600), because: z.string().min(1).max(300) });
export type UsualTime = z.infer<typeof UsualTime>;

export const Limits = z.strictObject({
  seconds: z.int().positive().max(3600),
  memory_mb: z.int().positive().max(65536),
  output_mb: z.int().positive().max(64),
  network: z.enum(["none", "registry"]),
  /** With `network: registry`: whose registries, of those that the operator permits. */
  registry: Ecosystem.optional(),
  usual: UsualTime.optional(),
});
export type Limits = z.infer<typeof Limits>;

export const FileRules = z.strictObject({
  allow: z.array(z.string().min(1)).min(1),
  deny: z.array(z.string()).default([]),
  /** For a failing file `{folder}`, `{name}` (with its ending) or `{stem}`: the file beside it that the skill mends instead, such as a test's snapshot. */
  beside: z.string().min(1).optional(),
  /** Files that the skill is for where the log names none that it may touch: a lockfile, say. */
  unnamed: z.array(z.string().min(1)).optional(),
  max_files: z.int().positive().default(50),
  max_changed_lines: z.int().positive().default(400),
});
export type FileRules = z.infer<typeof FileRules>;
