/** Where a repository's configuration lies, relative to its root. */
export const configurationPath = ".github/regreen.yml";
