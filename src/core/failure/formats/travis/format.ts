/** Travis CI: how a build ended. */
import type { Format } from "../../format.ts";

/** Commands whose package is called otherwise. */
const INSTALLERS: ReadonlyMap<string, string> = new Map([["apt-get", "apt"], ["bundle", "bundler"], ["pip3", "pip"], ["go get", "go"]]);
const SHELL = /^(?:sudo )?(?:chmod|cd|cp|mv|rm|source|\.|export|test|\[|mkdir|ln|sh|bash|\.\/)/;

export const travis: Format = {
  tool: "travis",
  layer: "runner",
  class: "unknown",
  pattern_name: "command_failed",
  rules: [
    { id: "done", says: "passed", clears: "everything", literals: ["Your build exited with 0"], pattern: /Your build exited with 0\.$/ },
    { id: "install-failed", says: "hint", literals: ["failed and exited with "], pattern: /^The command "(?:eval )?(?:sudo (?:-E )?)?(?<tool>rvm|nvm|pip3?|npm|yarn|apt-get|gem|bundle|composer|brew|cpanm|cabal|stack|conda|go get)\b(?! (?:test|run))(?<message>.*)" failed and exited with \d+/, class: "dependency-install", pattern_name: "install_command", confidence: 0.7, read: ({ tool = "", message = "" }) => ({ message, tool: INSTALLERS.get(tool) ?? tool }) },
    { id: "failed", says: "hint", literals: ["Your build exited with ", "failed and exited with "], pattern: /(?:Your build exited with [1-9]\d*\.?|^The command "(?<message>.+)" failed and exited with \d+)/, confidence: 0.45, read: ({ message = "" }) => ({ message, ...(SHELL.test(message) ? { tool: "bash" } : {}) }) },
  ],
};
