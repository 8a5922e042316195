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
    { id: "berry", says: "problem", literals: ["YN00"], pattern: /^\s{0,2}➤ (?<rule>YN00\d\d): (?:│ )?(?<message>\S.*)$/, after: 2, confidence: 0.88, read: ({ rule = "", message = "" }, { at }) => readCode(rule, message, [at(0) ?? "", at(1) ?? "", at(2) ?? ""].join(" ")) },
    { id: "berry-failed", says: "verdict", literals: ["Failed with errors in "], pattern: /^\s{0,2}➤ YN0000: (?:· )?Failed with errors in /, confidence: 0.85 },
    { id: "not-locked", says: "problem", literals: ["seem to be present in your lockfile"], pattern: /^(?:Internal Error|Usage Error): (?<message>.*This package doesn't seem to be present in your lockfile.*)$/, class: "lockfile-out-of-date", pattern_name: "lockfile_out_of_date", confidence: 0.95, read: ({ message = "" }) => ({ message }) },
    { id: "installed", says: "passed", clears: "trouble", literals: ["➤ YN0000: ", "success Saved lockfile", "success Already up-to-date"], pattern: /^(?:\s{0,2}➤ YN0000: (?:· )?Done(?: with warnings)? in |success (?:Saved lockfile|Already up-to-date))/ },
    { id: "script", says: "hint", literals: ["error Command failed with "], pattern: /^error Command failed with (?:exit code|signal) /, class: "unknown", pattern_name: "yarn_script", confidence: 0.3 },
    { id: "engine", says: "problem", literals: ["error Found incompatible module", "The engine \"node\" is incompatible"], pattern: /^error (?:Found incompatible module|\S+: The engine)/, pattern_name: "yarn_engine", confidence: 0.93 },
  ],
};

/** Of https://yarnpkg.com/advanced/error-codes those that are errors wherever they stand; the rest may be warnings. */
const CODES: Readonly<Record<string, Pick<Finding, "class" | "pattern_name">>> = {
  YN0009: { class: "dependency-install", pattern_name: "yarn_build" },
  YN0016: { class: "dependency-install", pattern_name: "yarn_package_missing" },
  YN0018: { class: "dependency-install", pattern_name: "yarn_integrity" },
  YN0027: { class: "dependency-install", pattern_name: "yarn_package_missing" },
  YN0028: { class: "lockfile-out-of-date", pattern_name: "lockfile_out_of_date" },
  YN0033: { class: "auth-permission", pattern_name: "access_denied" },
  YN0035: { class: "dependency-install", pattern_name: "yarn_package_missing" },
  YN0041: { class: "auth-permission", pattern_name: "access_denied" },
  YN0082: { class: "dependency-install", pattern_name: "yarn_package_missing" },
};

function readCode(code: string, message: string, below: string): Finding | null {
  if (code === "YN0035") return { kind: code, message, ...(CODES[code] ?? {}), ...byResponse(below) };
  if (code === "YN0001") return { kind: code, ...(readError(message) ?? { message, class: "dependency-install", pattern_name: "yarn_install" }) };
  const known = CODES[code];
  return known === undefined ? null : { kind: code, message, ...known, ...readError(message) };
}

/** Berry tells below what the server answered: `Response Code: 503 (Service Unavailable)`. */
function byResponse(below: string): Pick<Finding, "class" | "pattern_name"> {
  const status = /Response Code: (?<status>\d{3})/.exec(below)?.groups?.["status"] ?? "";
  if (status.startsWith("5")) return { class: "network-infra", pattern_name: "network_failure" };
  if (status === "429") return { class: "rate-limit", pattern_name: "rate_limited" };
  return status === "401" || status === "403" ? { class: "auth-permission", pattern_name: "access_denied" } : {};
}

function readError(message: string): Finding | null {
  if (/ENOTFOUND|EAI_AGAIN|ECONNRE|ETIMEDOUT|ESOCKETTIMEDOUT|socket hang up|Request failed \\?"50\d/.test(message)) return { message, class: "network-infra", pattern_name: "network_failure" };
  if (/ENOSPC/.test(message)) return { message, class: "disk-full", pattern_name: "disk_full" };
  if (/Request failed \\?"40[13]/.test(message)) return { message, class: "auth-permission", pattern_name: "access_denied" };
  if (/429/.test(message)) return { message, class: "rate-limit", pattern_name: "rate_limited" };
  if (/^(?:Couldn't find|Integrity check failed|Extracting tar|https?:\/\/|Package )/.test(message)) return { message };
  return null;
}
