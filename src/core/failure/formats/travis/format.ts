/** Travis CI: how a build ended. */
import type { Format } from "../../format.ts";

export const travis: Format = {
  tool: "travis",
  layer: "runner",
  class: "unknown",
  pattern_name: "command_failed",
  rules: [
    { id: "done", says: "passed", clears: "everything", literals: ["Your build exited with 0"], pattern: /Your build exited with 0\.$/ },
    { id: "failed", says: "hint", literals: ["Your build exited with ", "failed and exited with "], pattern: /(?:Your build exited with [1-9]\d*\.?|^The command "(?<message>.+)" failed and exited with \d+)/, confidence: 0.45 },
  ],
};
