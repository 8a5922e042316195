/** npm 2 to 11: error codes say what failed; a script that failed is the fault of what it ran. */
import type { Finding, Format } from "../../format.ts";
import { beforeNumber } from "../literals.ts";

const BY_CODE: Readonly<Record<string, Pick<Finding, "class" | "pattern_name">>> = {
  ERESOLVE: { class: "dependency-install", pattern_name: "npm_resolution" },
  ETARGET: { class: "dependency-install", pattern_name: "npm_version_missing" },
  E404: { class: "dependency-install", pattern_name: "npm_package_missing" },
  EINTEGRITY: { class: "dependency-install", pattern_name: "npm_integrity" },
  EBADENGINE: { class: "dependency-install", pattern_name: "npm_engine" },
  EBADPLATFORM: { class: "dependency-install", pattern_name: "npm_platform" },
  ENOTSUP: { class: "dependency-install", pattern_name: "npm_engine" },
  EUSAGE: { class: "lockfile-out-of-date", pattern_name: "lockfile_out_of_date" },
  E401: { class: "auth-permission", pattern_name: "access_denied" },
  E403: { class: "auth-permission", pattern_name: "access_denied" },
  ENEEDAUTH: { class: "auth-permission", pattern_name: "access_denied" },
  E429: { class: "rate-limit", pattern_name: "rate_limited" },
  EACCES: { class: "auth-permission", pattern_name: "access_denied" },
  EPERM: { class: "auth-permission", pattern_name: "access_denied" },
  ENOSPC: { class: "disk-full", pattern_name: "disk_full" },
  EJSONPARSE: { class: "syntax-error", pattern_name: "manifest_syntax_error" },
  ENOENT: { class: "dependency-install", pattern_name: "npm_missing_file" },
  ENOLOCK: { class: "lockfile-out-of-date", pattern_name: "lockfile_out_of_date" },
  ELIFECYCLE: { class: "unknown", pattern_name: "npm_script" },
};
const NETWORK = /^(?:ENOTFOUND|EAI_AGAIN|ECONNRESET|ECONNREFUSED|ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_TIMEOUT|E50\d|EPIPE|ENETUNREACH|CERT_\w+|SELF_SIGNED\w*|UNABLE_TO_\w+)$/;

/** `added 1 package`, `added 812 packages`: numbers begin with 1 so often that its second digit is asked for too. */
const ADDED = ["added 1 ", ...beforeNumber("added 1"), ...[..."23456789"].map((digit) => `added ${digit}`)];

export const npm: Format = {
  tool: "npm",
  layer: "tool",
  class: "dependency-install",
  pattern_name: "npm_install",
  rules: [
    { id: "code", says: "problem", literals: ["npm ERR! code ", "npm error code "], pattern: /^npm (?:ERR!|error) code (?<code>[A-Z][A-Z0-9_]+|\d+)$/, after: 12, confidence: 0.95, read: ({ code = "" }, { at }) => readCode(code, [1, 2, 3, 4, 5].map((offset) => at(offset) ?? "")) },
    { id: "old", says: "problem", literals: ["npm ERR! network ", "npm ERR! errno E"], pattern: /^npm ERR! (?:errno (?<code>[A-Z]+)|(?<network>network) .*)$/, confidence: 0.7, read: ({ code = "ENOTFOUND" }) => (code === "ELIFECYCLE" ? null : readCode(code, [])) },
    { id: "status", says: "problem", literals: ["fetch failed with status code "], pattern: /^npm (?:ERR!|error) fetch failed with status code (?<code>\d{3})$/, confidence: 0.9, read: ({ code = "" }) => readCode(`E${code}`, []) },
    { id: "script", says: "hint", literals: ["npm ERR! Failed at the ", "npm error Lifecycle script", "npm ERR! Test failed", "npm error command failed", "npm ERR! Exit status"], pattern: /^npm (?:ERR!|error) (?:Failed at the|Lifecycle script|Test failed|command failed|Exit status)/, class: "unknown", pattern_name: "npm_script", confidence: 0.3 },
    { id: "gyp", says: "problem", literals: ["gyp ERR! "], pattern: /^(?:npm (?:ERR!|error) )?gyp ERR! (?<message>(?:build|configure|stack) .*[Ee]rror.*)$/, pattern_name: "npm_native_addon", confidence: 0.85, read: ({ message = "" }) => ({ message }) },
    { id: "missing-script", says: "problem", literals: ["issing script: "], pattern: /^npm (?:ERR!|error) [Mm]issing script: "?(?<rule>[^"]+)"?$/, class: "unknown", pattern_name: "missing_script", confidence: 0.9 },
    { id: "crashed", says: "problem", literals: ["npm ERR! Error: ", "Exit handler never called", "npm ERR! cb() never called"], pattern: /^npm (?:ERR!|error) (?<message>Error: Command failed: .*|Exit handler never called!|cb\(\) never called!)$/, confidence: 0.75, read: ({ message = "" }) => ({ message }) },
    { id: "installed", says: "passed", clears: "trouble", literals: [...ADDED, "up to date in "], pattern: /^(?:added \d+ packages?\b.{0,80} in \d|up to date(?:, audited \d+ packages?)? in \d)/ },
    { id: "integrity", says: "detail", literals: ["npm ERR! ", "npm error "], pattern: /^npm (?:ERR!|error) (?<message>(?:\d{3} |Could not resolve|Conflicting|peer |notsup|network request|`npm ci` can only|Missing: |Invalid: |No matching version|Failed to parse|Unexpected ).*)$/, after: 0, before: 0 },
  ],
};

function readCode(code: string, below: readonly string[]): Finding | null {
  if (code === "137") return { kind: code, class: "out-of-memory", pattern_name: "out_of_memory", says: "hint" };
  if (/^\d+$/.test(code)) return { kind: code, class: "unknown", pattern_name: "npm_script", says: "hint" };
  const text = below.join("\n");
  if (code === "ELIFECYCLE") return { kind: code, class: "unknown", pattern_name: "npm_script", says: "hint" };
  if (code === "EUSAGE" && !/can only install|in sync|lock file|package-lock/i.test(text)) return { kind: code, class: "config", pattern_name: "npm_usage" };
  if (code === "ENOENT" && /git/.test(text)) return { kind: code, class: "dependency-install", pattern_name: "npm_install" };
  if (NETWORK.test(code)) return { kind: code, class: "network-infra", pattern_name: "network_failure" };
  return { kind: code, ...(BY_CODE[code] ?? {}) };
}
