/** What a project is made of, as its list of files and a few manifests show it. Nothing is run, and nothing is taken from what people write about it. */

/** Something that was found, and the file that shows it. */
export interface Sign {
  readonly name: string;
  /** Path of the file; of a language, how many files and one of them. */
  readonly because: string;
}

/** Several packages in one repository. */
export interface Workspace extends Sign {
  /** As the manifest lists them, relative to the repository's root; globs stay globs. */
  readonly members: readonly string[];
}

export interface Language extends Sign { readonly files: number }

export interface Layout {
  /** Most files first; what is vendored is not counted. */
  readonly languages: readonly Language[];
  readonly packageManagers: readonly Sign[];
  readonly testRunners: readonly Sign[];
  readonly linters: readonly Sign[];
  readonly formatters: readonly Sign[];
  readonly coverage: readonly Sign[];
  readonly ci: readonly Sign[];
  readonly workspaces: readonly Workspace[];
  /** Folders of other people's or generated files; the name is a glob. */
  readonly vendored: readonly Sign[];
  /** Branches that the workflows of Actions are started by a push to, beside the default branch; globs stay globs. */
  readonly branches: readonly Sign[];
  /** Names of the workflows that a push or a pull request starts: what is red there is to be mended. */
  readonly workflows: readonly Sign[];
  /** Skills that answer to what was found, in the order of the signs: those that run by themselves, and those that run only where they are named. */
  readonly skills: { readonly ready: readonly Sign[]; readonly optIn: readonly Sign[] };
}

export interface ProjectFiles {
  /** Of all files that git knows, relative to the root, with forward slashes. */
  readonly paths: readonly string[];
  /** Content of those that `wantedFiles` names, by path; what cannot be read is left out. */
  readonly contents: ReadonlyMap<string, string>;
}
