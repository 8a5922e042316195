/** pnpm 6 to 10: every fault has a code ERR_PNPM_…. */
import type { Finding, Format } from "../../format.ts";

export const pnpm: Format = {
  tool: "pnpm",
  layer: "tool",
  class: "dependency-install",
  pattern_name: "pnpm_install",
  rules: [
    { id: "code", says: "problem", literals: ["ERR_PNPM_"], pattern: /(?<code>ERR_PNPM_[A-Z0-9_]{1,80})\s{1,3}(?<message>\S.*)?$/, confidence: 0.95, read: ({ code = "", message = "" }) => readCode(code, message) },
    { id: "version", says: "problem", literals: ["This project is configured to use "], pattern: /^\s*(?:ERROR\s+)?(?<message>This project is configured to use \S+ of pnpm\b.*)$/, pattern_name: "pnpm_version", confidence: 0.9, read: ({ message = "" }) => ({ message }) },
    { id: "installed", says: "passed", clears: "trouble", literals: ["Done in "], pattern: /^Done in [\d.]+m?s(?: using pnpm v\S+)?$/ },
    { id: "script", says: "hint", literals: ["ELIFECYCLE"], pattern: /ELIFECYCLE\s+(?:Command|Test) failed/, class: "unknown", pattern_name: "pnpm_script", confidence: 0.3 },
  ],
};

function readCode(code: string, message: string): Finding {
  const found = { kind: code, message };
  if (/LOCKFILE|FROZEN/.test(code)) return { ...found, class: "lockfile-out-of-date", pattern_name: "lockfile_out_of_date" };
  if (/RECURSIVE_(?:RUN|EXEC)_FIRST_FAIL|LIFECYCLE/.test(code)) return { ...found, class: "unknown", pattern_name: "pnpm_script", says: "hint" };
  if (/META_FETCH_FAIL|FETCH_50\d|TARBALL_FETCH/.test(code)) return { ...found, class: "network-infra", pattern_name: "network_failure" };
  if (/FETCH_40[13]/.test(code)) return { ...found, class: "auth-permission", pattern_name: "access_denied" };
  if (/FETCH_429/.test(code)) return { ...found, class: "rate-limit", pattern_name: "rate_limited" };
  if (/NO_SCRIPT/.test(code)) return { ...found, class: "config", pattern_name: "missing_script" };
  return found;
}
