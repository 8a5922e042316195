/** Yarn 1 and Yarn 2 to 4 (codes YN0000). */
import type { Finding, Format } from "../../format.ts";

export const yarn: Format = {
  tool: "yarn",
  layer: "tool",
  class: "dependency-install",
  pattern_name: "yarn_install",
  rules: [
    { id: "lockfile", says: "problem", literals: ["lockfile needs to be updated", "lockfile would have been modified"], pattern: /(?:[Yy]our lockfile needs to be updated|The lockfile would have been modified by this install)/, class: "lockfile-out-of-date", pattern_name: "lockfile_out_of_date", confidence: 0.97 },
    { id: "network", says: "problem", literals: ["error An unexpected error occurred: ", "error Error: ", "error Couldn't "], pattern: /^error (?:An unexpected error occurred: |Error: )?"?(?<message>.+?)"?\.?$/, confidence: 0.85, read: ({ message = "" }) => readError(message) },
    { id: "berry", says: "problem", literals: ["YN00"], pattern: /^➤ (?<rule>YN\d{4}): .*?(?<message>\S.*)$/, confidence: 0.5, read: ({ rule = "", message = "" }, { at }) => (/^➤ YN\d{4}: [^│]*│?.*(?:✕|Error|failed|can't|couldn't)/i.test(at(0) ?? "") && rule !== "YN0000" ? { kind: rule, ...readError(message) } : null) },
    { id: "script", says: "hint", literals: ["error Command failed with "], pattern: /^error Command failed with (?:exit code|signal) /, class: "unknown", pattern_name: "yarn_script", confidence: 0.3 },
    { id: "engine", says: "problem", literals: ["error Found incompatible module", "The engine \"node\" is incompatible"], pattern: /^error (?:Found incompatible module|\S+: The engine)/, pattern_name: "yarn_engine", confidence: 0.93 },
  ],
};

function readError(message: string): Finding | null {
  if (/ENOTFOUND|EAI_AGAIN|ECONNRE|ETIMEDOUT|ESOCKETTIMEDOUT|socket hang up|Request failed \\?"50\d/.test(message)) return { message, class: "network-infra", pattern_name: "network_failure" };
  if (/ENOSPC/.test(message)) return { message, class: "disk-full", pattern_name: "disk_full" };
  if (/Request failed \\?"40[13]/.test(message)) return { message, class: "auth-permission", pattern_name: "access_denied" };
  if (/429/.test(message)) return { message, class: "rate-limit", pattern_name: "rate_limited" };
  if (/^(?:Couldn't find|Integrity check failed|Extracting tar|https?:\/\/|Package )/.test(message)) return { message };
  return null;
}
