/** The network, said by whoever used it last: names that do not resolve, connections that break, servers that answer 5xx. */
import type { Finding, Format } from "../../format.ts";

export const network: Format = {
  tool: "network",
  layer: "infrastructure",
  nameless: true,
  class: "network-infra",
  pattern_name: "network_failure",
  rules: [
    { id: "curl", says: "problem", literals: ["curl: ("], pattern: /^\s*curl: \((?<rule>5|6|7|16|18|28|35|52|55|56|60|77|92)\) (?<message>.+)$/, tool: "curl", confidence: 0.88 },
    { id: "curl-http", says: "problem", literals: ["curl: (22)"], pattern: /^\s*curl: \(22\) The requested URL returned error: (?<rule>\d{3})/, tool: "curl", confidence: 0.88, read: ({ rule = "" }) => byStatus(rule) },
    { id: "wget", says: "problem", literals: [" ERROR 4", " ERROR 5", "wget: unable to resolve"], pattern: /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ERROR (?<rule>\d{3}): (?<message>.+)|wget: unable to resolve host address.*)$/, tool: "wget", confidence: 0.9, read: ({ rule = "500" }) => byStatus(rule) },
    { id: "wget-connect", says: "hint", literals: [":443... failed: ", ":80... failed: ", "... failed: Connection ", "... failed: Name or service"], pattern: /^(?:Connecting to|Resolving) .{1,300}\.\.\. failed: (?<message>.+)$/, tool: "wget", confidence: 0.75 },
    { id: "apt", says: "problem", literals: ["E: Failed to fetch "], pattern: /^E: Failed to fetch (?<message>.+)$/, tool: "apt", confidence: 0.92, read: ({ message = "" }) => (/404 +Not Found|Hash Sum mismatch/.test(message) ? { message, class: "dependency-install", pattern_name: "apt_install" } : { message }) },
    { id: "action-download", says: "problem", literals: ["Failed to download archive '", "Failed to download action '", "download has timed out."], pattern: /^(?<message>(?:Failed to download archive '|Action '.+' download has timed out).*)$/, tool: "github-actions", confidence: 0.95, pattern_name: "action_download" },
    { id: "artifact", says: "problem", literals: ["Unable to download artifact", "Failed to CreateArtifact", "Unable to find any artifacts", "Artifact not found for name"], pattern: /^(?:Error: )?(?<message>(?:Unable to download artifact|Failed to CreateArtifact|Unable to find any artifacts|Unable to download artifact\(s\): Artifact not found).*)$/, tool: "github-actions", confidence: 0.85, pattern_name: "artifact_service" },
    { id: "zip", says: "problem", literals: ["End-of-central-directory signature not found"], pattern: /End-of-central-directory signature not found/, tool: "unzip", confidence: 0.75, pattern_name: "corrupt_download" },
    { id: "response-status", says: "problem", literals: ["Response status code does not indicate success: "], pattern: /^(?:Error: )?Response status code does not indicate success: (?<rule>\d{3})/, tool: "github-actions", confidence: 0.93, read: ({ rule = "" }) => byStatus(rule) },
    { id: "agent-lost", says: "problem", literals: ["We stopped hearing from agent", "The agent was lost", "Agent was lost", "(agent lost)", "Slave went offline during the build", "Cannot contact ", "Agent went offline during the build"], pattern: /(?:We stopped hearing from agent|[Aa]gent was lost|\(agent lost\)|(?:Slave|Agent) went offline during the build|^Cannot contact .+: (?:java|hudson)\.)/, tool: "ci-agent", confidence: 0.95, pattern_name: "runner_lost" },
    { id: "gradle-wrapper", says: "problem", literals: ["java.net.UnknownHostException: ", "java.net.SocketTimeoutException: ", "java.net.ConnectException: ", "javax.net.ssl.SSLHandshakeException: "], pattern: /^Exception in thread "main" java[\w.]+: (?<message>.*)$/, tool: "java", before: 4, confidence: 0.86, read: ({ message = "" }, { at }) => ([-1, -2, -3, -4].some((offset) => /gradle-[\w.-]+\.zip/.test(at(offset) ?? "")) ? { message, tool: "gradle" } : { message }) },
    { id: "bundler", says: "problem", literals: ["Could not reach host ", "Gem::RemoteFetcher::FetchError", "Could not fetch specs from ", "Network error while fetching"], pattern: /^(?<message>(?:Could not reach host \S+|Gem::RemoteFetcher::FetchError: |Could not fetch specs from |Network error while fetching ).*)$/, tool: "bundler", confidence: 0.92, read: ({ message = "" }) => (/429|too many/i.test(message) ? { message, class: "rate-limit", pattern_name: "rate_limited" } : /bad response (?:Forbidden|Unauthorized)|40[13]/.test(message) ? { message, class: "auth-permission", pattern_name: "access_denied" } : { message }) },
    { id: "composer-transport", says: "problem", literals: ["while downloading https://", "while downloading http://"], pattern: /^\s*curl error (?<rule>\d+) while downloading (?<message>.+)$/, tool: "composer", confidence: 0.93 },
    { id: "brew", says: "problem", literals: ["/curl` exited with "], pattern: /^Error: Failure while executing; `.*curl` exited with/, tool: "brew", confidence: 0.93 },
    { id: "poetry", says: "problem", literals: ["HTTPSConnectionPool(", "HTTPConnectionPool(", "All attempts to connect to "], pattern: /^\s{2,4}(?<message>HTTPS?ConnectionPool\(.+|All attempts to connect to \S+ failed\.)$/, tool: "poetry", confidence: 0.9, before: 6, read: ({ message = "" }, { at }) => ([-1, -2, -3, -4, -5, -6].some((offset) => /^\s*(?:[-•] (?:Installing|Updating)|Resolving dependencies|Updating dependencies)/.test(at(offset) ?? "")) ? { message } : null) },
    { id: "python-pool", says: "hint", literals: ["HTTPSConnectionPool(", "HTTPConnectionPool("], pattern: /^\s*(?:\w+: )?(?<message>HTTPS?ConnectionPool\(.+)$/, confidence: 0.7 },
    { id: "kubectl", says: "problem", literals: ["The connection to the server ", "Unable to connect to the server: "], pattern: /^(?<message>The connection to the server \S+ was refused|Unable to connect to the server: .+)/, tool: "kubectl", confidence: 0.9 },
    { id: "helm", says: "problem", literals: ["is not a valid chart repository or cannot be reached"], pattern: /is not a valid chart repository or cannot be reached/, tool: "helm", confidence: 0.92 },
    { id: "gem", says: "problem", literals: ["Unable to download data from "], pattern: /Unable to download data from (?<message>.+)$/, tool: "gem", confidence: 0.9, read: ({ message = "" }) => (/429/.test(message) ? { message, class: "rate-limit", pattern_name: "rate_limited" } : /40[13]/.test(message) ? { message, class: "auth-permission", pattern_name: "access_denied" } : { message }) },
    { id: "uv", says: "problem", literals: ["error sending request for url", "Failed to fetch: `"], pattern: /(?:error sending request for url|Failed to fetch: `)/, tool: "uv", confidence: 0.85 },
    { id: "composer", says: "problem", literals: ["file could not be downloaded"], pattern: /The "(?<message>.+)" file could not be downloaded/, tool: "composer", confidence: 0.88, after: 3, read: ({ message = "" }, { at }) => (/429/.test(`${at(0) ?? ""}${at(1) ?? ""}`) ? { class: "rate-limit", pattern_name: "rate_limited" } : /40[13]/.test(`${at(0) ?? ""}${at(1) ?? ""}`) ? { class: "auth-permission", pattern_name: "access_denied" } : { message }) },
    { id: "errno", says: "hint", literals: ["getaddrinfo ", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "socket hang up", "Could not resolve host", "Temporary failure in name resolution", "Name or service not known", "Connection timed out", "Connection refused", "Connection reset by peer", "TLS handshake timeout", "i/o timeout", "no such host", "503 Service Unavailable", "502 Bad Gateway", "504 Gateway Time", "network is unreachable", "Network is unreachable", "Read timed out", "Connection aborted"], pattern: /(?<message>getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|ECONN(?:REFUSED|RESET)|ETIMEDOUT|socket hang up|Could not resolve host|Temporary failure in name resolution|Name or service not known|Connection (?:timed out|refused|reset by peer|aborted)|TLS handshake timeout|i\/o timeout|no such host|50[234] (?:Service Unavailable|Bad Gateway|Gateway Time)|[Nn]etwork is unreachable|Read timed out)/, confidence: 0.6, read: ({ message = "" }, { at }) => (TRYING_AGAIN.test(at(0) ?? "") ? null : { message }) },
  ],
};

/** Words of a package manager that goes on after the trouble; it says so again, as an error, when it gives up. */
const TRYING_AGAIN = /^npm (?:WARN|warn) |Will retry in |^warning: spurious network error|[Rr]etrying in \d/;

function byStatus(status: string): Finding {
  if (status === "429") return { kind: status, class: "rate-limit", pattern_name: "rate_limited" };
  if (status === "401" || status === "403" || status === "407") return { kind: status, class: "auth-permission", pattern_name: "access_denied" };
  if (status.startsWith("5")) return { kind: status };
  return { kind: status, class: "dependency-install", pattern_name: "download_missing" };
}
