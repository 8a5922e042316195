/** What no other format knows: the runner's error marks, exit codes, and lines that begin with the word error. The class stays unknown. */
import type { Format } from "../../format.ts";

export const generic: Format = {
  tool: "unknown",
  layer: "runner",
  nameless: true,
  class: "unknown",
  pattern_name: "unknown_failure",
  rules: [
    { id: "error-line", says: "hint", literals: ["error: ", "Error: ", "ERROR: ", "FATAL: ", "fatal: ", "FATAL ERROR"], pattern: /^\s{0,8}(?:\S{1,40}: )?(?:error|Error|ERROR|fatal|FATAL|FATAL ERROR|\w{2,30}(?:Error|Exception)): (?<message>\S.*)$/, confidence: 0.35, before: 4, after: 8 },
    { id: "exit", says: "hint", literals: ["xit code ", "exited with ", "xit status "], pattern: /(?:exit code|exited with(?: code)?|exit status):? (?<rule>[1-9]\d{0,2})\b/, confidence: 0.4, before: 12, after: 2 },
  ],
};
