/** A part of a repository that its build tool tests by itself: a package of a Cargo workspace, a Maven module, a Gradle project. */
export interface BuildModule {
  /** As the tool's options name it. */
  readonly name: string;
  /** Relative to where the command is run, forward slashes; empty: there. */
  readonly folder: string;
  /** Names of modules that it takes in; rather one too many. */
  readonly uses: readonly string[];
  readonly hasTests: boolean;
}
