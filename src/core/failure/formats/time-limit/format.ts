/** What took too long and was stopped. */
import type { Format } from "../../format.ts";

export const timeLimit: Format = {
  tool: "time-limit",
  layer: "infrastructure",
  nameless: true,
  class: "timeout",
  pattern_name: "timed_out",
  rules: [
    { id: "no-output", says: "problem", literals: ["No output has been received in the last "], pattern: /^No output has been received in the last \d+ ?m/, confidence: 0.97 },
    { id: "command", says: "problem", literals: ["Command timed out after ", "exit code 124", "exited with 124", "exit status 124", "timed out after ", "Timed out after ", ", returning 124"], pattern: /(?:^Command timed out after |^Command took >.{1,20}, returning 124|exit code 124\b|exited with 124\b|exit status 124\b|^(?:Error|ERROR|FAILED|TIMEOUT)\b.{0,200}[Tt]imed out after \d+)/, confidence: 0.85 },
    { id: "killed-after", says: "problem", literals: ["Your test run exceeded", "execution took longer than ", "Job execution timed out", "The job running on runner ", "Build timed out (after ", "exceeded the maximum time limit for jobs", "Timeout has been exceeded"], pattern: /(?:exceeded the maximum time limit for jobs|^Timeout has been exceeded|Build timed out \(after |execution took longer than |Job execution timed out|The job running on runner .{0,200} has exceeded the maximum|ERROR: Job failed: execution took)/, confidence: 0.95 },
    { id: "circle", says: "problem", literals: ["Too long with no output"], pattern: /Too long with no output \(exceeded/, confidence: 0.97 },
    { id: "subprocess", says: "hint", literals: ["subprocess.TimeoutExpired", "TimeoutExpired: "], pattern: /(?:subprocess\.)?TimeoutExpired: /, tool: "python", confidence: 0.7 },
  ],
};
