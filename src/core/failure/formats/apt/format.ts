/** Package managers of systems and languages that fail in a line of their own: apt, RVM, Composer, Bundler, Poetry, uv, Homebrew. */
import type { Finding, Format } from "../../format.ts";

const NETWORK = /Temporary failure|Could not resolve|Connection (?:failed|timed out|refused)|Unable to connect|50\d/;

export const apt: Format = {
  tool: "apt",
  layer: "tool",
  class: "dependency-install",
  pattern_name: "apt_install",
  rules: [
    { id: "error", says: "problem", literals: ["E: Unable", "E: Package", "E: Sub-process", "E: The repository", "E: Version", "E: Some index", "E: Could"], pattern: /^E: (?<message>(?:Unable to locate package|Package '.+' has no installation candidate|Unable to correct problems|Version '.+' for|Couldn't find any package|Unable to fetch some archives|The repository '.+' does not have a Release|Sub-process|Some index files failed|Could not get lock|Broken packages).*)$/, confidence: 0.94, read: ({ message = "" }) => ({ message }) },
    { id: "fetch", says: "problem", literals: ["E: Failed to fetch "], pattern: /^E: Failed to fetch (?<message>.+)$/, confidence: 0.9, read: ({ message = "" }): Finding => (NETWORK.test(message) && !/404 /.test(message) ? { message, class: "network-infra", pattern_name: "network_failure" } : { message }) },
    { id: "unmet", says: "problem", literals: ["The following packages have unmet dependencies"], pattern: /^The following packages have unmet dependencies/ },
    { id: "rvm", says: "problem", literals: ["Requested binary installation but no rubies", "is not installed. To install do:", "Required ruby-"], pattern: /(?:Requested binary installation but no rubies|Required \S+ is not installed|ruby .+ is not installed)/, tool: "rvm", pattern_name: "ruby_missing", confidence: 0.85 },
    { id: "composer", says: "problem", literals: ["Your requirements could not be resolved"], pattern: /Your requirements could not be resolved to an installable set of packages/, tool: "composer", pattern_name: "composer_dependencies", confidence: 0.97 },
    { id: "composer-lock", says: "problem", literals: ["lock file is not up to date", "Your lock file does not contain a compatible set"], pattern: /(?:lock file is not up to date with the latest changes in composer\.json|Your lock file does not contain a compatible set)/, class: "lockfile-out-of-date", tool: "composer", pattern_name: "lockfile_out_of_date", confidence: 0.9 },
    { id: "bundler", says: "problem", literals: ["Could not find gem '", "Bundler could not find compatible versions", "Could not find compatible versions"], pattern: /^(?:Could not find gem '|Bundler could not find compatible versions|Could not find compatible versions)/, tool: "bundler", pattern_name: "bundler_dependencies", confidence: 0.95 },
    { id: "bundler-frozen", says: "problem", literals: ["The gemspecs for path gems changed", "the lockfile can't be updated", "deployment mode after changing", "install in frozen mode"], pattern: /(?:the lockfile can't be updated|in deployment mode after changing|gemspecs for path gems changed|install in frozen mode)/, class: "lockfile-out-of-date", tool: "bundler", pattern_name: "lockfile_out_of_date", confidence: 0.95 },
    { id: "poetry", says: "problem", literals: ["poetry.lock is not up to date", "pyproject.toml changed significantly since poetry.lock"], pattern: /(?:poetry\.lock is not up to date|pyproject\.toml changed significantly since poetry\.lock)/, class: "lockfile-out-of-date", tool: "poetry", pattern_name: "lockfile_out_of_date", confidence: 0.97 },
    { id: "poetry-solve", says: "problem", literals: ["version solving failed"], pattern: /version solving failed\.?$/, tool: "poetry", pattern_name: "poetry_dependencies", confidence: 0.94 },
    { id: "uv-lock", says: "problem", literals: ["The lockfile at `uv.lock` needs to be updated", "needs to be updated, but `--locked`"], pattern: /(?:lockfile at `uv\.lock` needs to be updated|needs to be updated, but `--(?:locked|frozen)`)/, class: "lockfile-out-of-date", tool: "uv", pattern_name: "lockfile_out_of_date", confidence: 0.97 },
    { id: "uv-solve", says: "problem", literals: ["No solution found when resolving"], pattern: /No solution found when resolving/, tool: "uv", pattern_name: "uv_dependencies", confidence: 0.95 },
    { id: "brew", says: "problem", literals: ["Error: No available formula", "Error: No formulae found"], pattern: /^Error: No (?:available formula|formulae found)/, tool: "brew", pattern_name: "brew_install", confidence: 0.94 },
  ],
};
