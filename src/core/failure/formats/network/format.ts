/** The network, said by whoever used it last: names that do not resolve, connections that break, servers that answer 5xx. */
import type { Finding, Format } from "../../format.ts";

export const network: Format = {
  tool: "network",
  layer: "infrastructure",
  nameless: true,
  class: "network-infra",
  pattern_name: "network_failure",
  rules: [
    { id: "curl", says: "problem", literals: ["curl: ("], pattern: /^\s*curl: \((?<rule>5|6|7|16|18|28|35|52|55|56|92)\) (?<message>.+)$/, tool: "curl", confidence: 0.88 },
    { id: "curl-http", says: "problem", literals: ["curl: (22)"], pattern: /^\s*curl: \(22\) The requested URL returned error: (?<rule>\d{3})/, tool: "curl", confidence: 0.88, read: ({ rule = "" }) => byStatus(rule) },
    { id: "wget", says: "problem", literals: [" ERROR 4", " ERROR 5", "wget: unable to resolve"], pattern: /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ERROR (?<rule>\d{3}): (?<message>.+)|wget: unable to resolve host address.*)$/, tool: "wget", confidence: 0.9, read: ({ rule = "500" }) => byStatus(rule) },
    { id: "apt", says: "problem", literals: ["E: Failed to fetch "], pattern: /^E: Failed to fetch (?<message>.+)$/, tool: "apt", confidence: 0.92, read: ({ message = "" }) => (/404 +Not Found|Hash Sum mismatch/.test(message) ? { message, class: "dependency-install", pattern_name: "apt_install" } : { message }) },
    { id: "action-download", says: "problem", literals: ["Failed to download archive '", "Failed to download action '", "download has timed out."], pattern: /^(?<message>(?:Failed to download archive '|Action '.+' download has timed out).*)$/, tool: "github-actions", confidence: 0.95, pattern_name: "action_download" },
    { id: "artifact", says: "problem", literals: ["Unable to download artifact", "Failed to CreateArtifact", "Unable to find any artifacts", "Artifact not found for name"], pattern: /^(?:Error: )?(?<message>(?:Unable to download artifact|Failed to CreateArtifact|Unable to find any artifacts|Unable to download artifact\(s\): Artifact not found).*)$/, tool: "github-actions", confidence: 0.85, pattern_name: "artifact_service" },
    { id: "zip", says: "problem", literals: ["End-of-central-directory signature not found"], pattern: /End-of-central-directory signature not found/, tool: "unzip", confidence: 0.75, pattern_name: "corrupt_download" },
    { id: "gem", says: "problem", literals: ["Unable to download data from "], pattern: /Unable to download data from (?<message>.+)$/, tool: "gem", confidence: 0.9, read: ({ message = "" }) => (/429/.test(message) ? { message, class: "rate-limit", pattern_name: "rate_limited" } : /40[13]/.test(message) ? { message, class: "auth-permission", pattern_name: "access_denied" } : { message }) },
    { id: "uv", says: "problem", literals: ["error sending request for url", "Failed to fetch: `"], pattern: /(?:error sending request for url|Failed to fetch: `)/, tool: "uv", confidence: 0.85 },
    { id: "composer", says: "problem", literals: ["file could not be downloaded"], pattern: /The "(?<message>.+)" file could not be downloaded/, tool: "composer", confidence: 0.88, after: 3, read: ({ message = "" }, { at }) => (/429/.test(`${at(0) ?? ""}${at(1) ?? ""}`) ? { class: "rate-limit", pattern_name: "rate_limited" } : /40[13]/.test(`${at(0) ?? ""}${at(1) ?? ""}`) ? { class: "auth-permission", pattern_name: "access_denied" } : { message }) },
    { id: "errno", says: "hint", literals: ["getaddrinfo ", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "socket hang up", "Could not resolve host", "Temporary failure in name resolution", "Name or service not known", "Connection timed out", "Connection refused", "Connection reset by peer", "TLS handshake timeout", "i/o timeout", "no such host", "503 Service Unavailable", "502 Bad Gateway", "504 Gateway Time", "network is unreachable", "Network is unreachable", "Read timed out", "Connection aborted"], pattern: /(?<message>getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|ECONN(?:REFUSED|RESET)|ETIMEDOUT|socket hang up|Could not resolve host|Temporary failure in name resolution|Name or service not known|Connection (?:timed out|refused|reset by peer|aborted)|TLS handshake timeout|i\/o timeout|no such host|50[234] (?:Service Unavailable|Bad Gateway|Gateway Time)|[Nn]etwork is unreachable|Read timed out)/, confidence: 0.6 },
  ],
};

function byStatus(status: string): Finding {
  if (status === "429") return { kind: status, class: "rate-limit", pattern_name: "rate_limited" };
  if (status === "401" || status === "403" || status === "407") return { kind: status, class: "auth-permission", pattern_name: "access_denied" };
  if (status.startsWith("5")) return { kind: status };
  return { kind: status, class: "dependency-install", pattern_name: "download_missing" };
}
