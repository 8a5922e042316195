/** pip 9 to 25. When the index could not be reached, pip still ends with "No matching distribution": the broken connection above is the cause. */
import type { Finding, Format, Surroundings } from "../../format.ts";

export const pip: Format = {
  tool: "pip",
  layer: "tool",
  class: "dependency-install",
  pattern_name: "pip_install",
  rules: [
    { id: "retry", says: "detail", literals: ["after connection broken by '"], pattern: /^(?:WARNING: |  )?Retrying \(Retry\(.{0,120}\)\) after connection broken by '(?<rule>\w+)/, read: ({ rule = "" }) => ({ kind: rule }) },
    { id: "no-version", says: "problem", literals: ["Could not find a version that satisfies", "No matching distribution found"], pattern: /^\s*(?:ERROR: )?(?<message>(?:Could not find a version that satisfies|No matching distribution found).*)$/, confidence: 0.93, read: ({ message = "" }, around) => offline(message, around) },
    { id: "conflict", says: "problem", literals: ["ResolutionImpossible", "Cannot install ", "Double requirement given"], pattern: /^ERROR: (?<message>(?:ResolutionImpossible|Cannot install |Double requirement).*)$/, confidence: 0.94 },
    { id: "build", says: "problem", literals: ["error: subprocess-exited-with-error", "Failed building wheel for", "Could not build wheels for", "metadata-generation-failed", "Failed to build installable wheels"], pattern: /(?:subprocess-exited-with-error|Failed building wheel for|Could not build wheels for|metadata-generation-failed|Failed to build installable wheels)/, confidence: 0.9 },
    { id: "disk", says: "problem", literals: ["ERROR: Could not install packages due to an"], pattern: /^ERROR: Could not install packages due to an (?:OSError|EnvironmentError): (?<message>.*)$/, confidence: 0.9, read: ({ message = "" }) => installError(message) },
    { id: "requirements", says: "problem", literals: ["Could not open requirements file", "Invalid requirement"], pattern: /^ERROR: (?<message>(?:Could not open requirements file|Invalid requirement).*)$/, confidence: 0.9 },
    { id: "managed", says: "problem", literals: ["error: externally-managed-environment"], pattern: /^error: (?<message>externally-managed-environment)$/, confidence: 0.93 },
    { id: "python", says: "problem", literals: ["requires a different Python"], pattern: /^ERROR: (?<message>Package .{1,200} requires a different Python.*)$/, confidence: 0.93 },
    { id: "http", says: "problem", literals: ["ERROR: HTTP error ", "because of HTTP error "], pattern: /^ERROR: (?<message>.*HTTP error (?<rule>\d{3}) .*)$/, confidence: 0.94, read: ({ message = "", rule = "" }) => byStatus(message, rule) },
    { id: "old-fetch", says: "detail", literals: ["Could not fetch URL "], pattern: /^\s*Could not fetch URL \S+: (?<rule>connection error|There was a problem|timed out).*$/ },
    { id: "hash", says: "problem", literals: ["DO NOT MATCH THE HASHES"], pattern: /THESE PACKAGES DO NOT MATCH THE HASHES/, confidence: 0.93 },
    { id: "installed", says: "passed", clears: "trouble", literals: ["Successfully installed "], pattern: /^Successfully installed \S/ },
    { id: "read-timeout", says: "problem", literals: ["pip._vendor.urllib3.exceptions.", "pip._vendor.requests.exceptions."], pattern: /^pip\._vendor\.(?:urllib3|requests)\.exceptions\.(?<rule>\w+): (?<message>.*)$/, class: "network-infra", pattern_name: "network_failure", confidence: 0.94, read: ({ rule = "", message = "" }) => ({ kind: rule, ...byStatus(message, /^(\d{3}) (?:Client|Server) Error/.exec(message)?.[1] ?? "500") }) },
  ],
};

function offline(message: string, { latest }: Surroundings): Finding {
  return latest("retry") === null && latest("old-fetch") === null ? { message } : { message, class: "network-infra", pattern_name: "network_failure" };
}

function installError(message: string): Finding {
  if (/No space left on device/.test(message)) return { message, class: "disk-full", pattern_name: "disk_full" };
  if (/Permission denied/.test(message)) return { message, class: "auth-permission", pattern_name: "access_denied" };
  if (/HTTPSConnectionPool|Max retries exceeded|Connection/.test(message)) return { message, class: "network-infra", pattern_name: "network_failure" };
  return { message };
}

/** An answer of the index with this HTTP status. */
function byStatus(message: string, status: string): Finding {
  if (status === "429") return { message, class: "rate-limit", pattern_name: "rate_limited" };
  if (status === "401" || status === "403") return { message, class: "auth-permission", pattern_name: "access_denied" };
  if (status.startsWith("5")) return { message, class: "network-infra", pattern_name: "network_failure" };
  return { message, class: "dependency-install", pattern_name: "pip_install" };
}
