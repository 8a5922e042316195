/** What an execution uses of the machine that it runs on, beside its scratch folder and the sandbox: git, the installed programs, the skills that came along. */
import type { GitSha } from "../core/identity/identifier.ts";
import type { ModuleReader } from "../core/skill/edit/module.ts";
import type { Skill } from "../core/skill/skill.ts";
import type { TextAttributes } from "../core/skill/transform/text-attributes.ts";

/** A file as the commit has it; `mode` as git writes it (100644, 100755, 120000), `sha` names its blob. */
export interface CommittedFile { readonly path: string; readonly mode: string; readonly sha: string }

/** Reads a git checkout, and changes nothing in it. `checkout` is absolute; paths are relative to it, with forward slashes. Fault `checkout-unreadable`. */
export interface Git {
  head(checkout: string): Promise<GitSha>;
  /** Files of the commit that is checked out; submodules are left out. */
  committedFiles(checkout: string): Promise<readonly CommittedFile[]>;
  /** Files of another commit; null where the checkout does not hold it (a shallow one). */
  filesOf(checkout: string, commit: GitSha): Promise<readonly CommittedFile[] | null>;
  /** A regular file of another commit; null where there is none, or the checkout does not hold the commit. */
  fileOf(checkout: string, path: string, commit: GitSha): Promise<{ readonly content: Uint8Array; readonly mode: "100644" | "100755" } | null>;
  /** Files of the working tree: tracked ones, and those that are neither tracked nor ignored. */
  workingFiles(checkout: string): Promise<readonly string[]>;
  /** Tracked files whose content or mode on disk is not that of the commit. */
  dirtyFiles(checkout: string): Promise<readonly string[]>;
  blob(checkout: string, sha: string): Promise<Uint8Array>;
  /** The outermost files and folders that git does not track, ignored or not; folders without their slash. */
  untrackedRoots(checkout: string): Promise<readonly string[]>;
  /** Those of `paths` that the repository ignores. */
  ignoredAmong(checkout: string, paths: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface Machine extends ModuleReader {
  readonly git: Git;
  /** A skill that came with the program; null when there is none of this name. Never the checkout's (attack X13). Fault `skill-invalid`. */
  skill(name: string): Promise<Skill | null>;
  /** Absolute path of a program, looked for in a `PATH` text; null where there is none. */
  findProgram(name: string, path: string): string | null;
  /** What the checkout's `.editorconfig` and `.gitattributes` say of a file. */
  textAttributes(checkout: string, path: string): Promise<TextAttributes>;
}
