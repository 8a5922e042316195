/** Travis CI: how a build ended. */
import type { Finding, Format } from "../../format.ts";

export const travis: Format = {
  tool: "travis",
  layer: "runner",
  class: "unknown",
  pattern_name: "command_failed",
  rules: [
    { id: "done", says: "passed", clears: "everything", literals: ["Your build exited with 0"], pattern: /Your build exited with 0\.$/ },
    { id: "failed", says: "hint", literals: ["Your build exited with ", "failed and exited with "], pattern: /(?:Your build exited with [1-9]\d*\.?|^The command "(?<message>.+)" failed and exited with \d+)/, confidence: 0.45, read: ({ message = "" }) => ({ message, ...byCommand(message) }) },
  ],
};

/** An installing command that failed without a word that is known still failed to install. */
function byCommand(command: string): Finding {
  const installer = /^(?:eval )?(?:sudo (?:-E )?)?(?<tool>rvm|nvm|pip3?|npm|yarn|apt-get|gem|bundle|composer|brew|cpanm|cabal|stack|conda|go get)\b(?! (?:test|run))/.exec(command)?.groups?.["tool"];
  if (installer !== undefined) return { class: "dependency-install", tool: installer === "apt-get" ? "apt" : installer === "bundle" ? "bundler" : installer, pattern_name: "install_command" };
  return /^(?:sudo )?(?:chmod|cd|cp|mv|rm|source|\.|export|test|\[|mkdir|ln|sh|bash|\.\/)/.test(command) ? { tool: "bash" } : {};
}
