/** Small programs that scripts are made of, in the words of GNU tar 1.34, coreutils 9, OpenSSH 9, psql 15, jq 1.6, wget 1.21, the JDK 17 and Docker 28. */
import type { Finding, Format, Surroundings } from "../../format.ts";

export const unixTools: Format = {
  tool: "unix-tools",
  layer: "tool",
  class: "unknown",
  pattern_name: "program_failed",
  rules: [
    { id: "tar", says: "problem", literals: ["tar: Error is not recoverable: exiting now", "tar: Exiting with failure status due to previous errors"], pattern: /^tar: (?<message>Error is not recoverable: exiting now|Exiting with failure status due to previous errors)$/, tool: "tar", pattern_name: "archive_unreadable", before: 4, confidence: 0.8, read: ({ message = "" }, around) => readTar(message, around) },
    { id: "checksum", says: "problem", literals: ["computed checksum did NOT match", "computed checksums did NOT match"], pattern: /^(?<tool>\w+sum): WARNING: \d+ computed checksums? did NOT match$/, class: "dependency-install", pattern_name: "checksum_mismatch", confidence: 0.92, read: ({ tool = "sha256sum" }) => ({ tool, message: "computed checksum did not match" }) },
    { id: "ssh", says: "problem", layer: "infrastructure", literals: ["ssh: connect to host ", "ssh: Could not resolve hostname "], pattern: /^ssh: (?<message>connect to host .+ port \d+: .+|Could not resolve hostname .+)$/, class: "network-infra", tool: "ssh", pattern_name: "network_failure", confidence: 0.88 },
    { id: "psql", says: "problem", layer: "infrastructure", literals: ["psql: error: connection to server ", "psql: error: could not connect to server", "psql: error: could not translate host name"], pattern: /^psql: error: (?<message>(?:connection to server .+ failed|could not connect to server|could not translate host name).*)$/, class: "network-infra", tool: "psql", pattern_name: "network_failure", confidence: 0.9, read: ({ message = "" }) => (/authentication failed|no pg_hba\.conf entry|no password supplied/.test(message) ? { message, class: "auth-permission", pattern_name: "access_denied" } : { message }) },
    { id: "wget-login", says: "problem", layer: "infrastructure", literals: ["Username/Password Authentication Failed."], pattern: /^Username\/Password Authentication Failed\.$/, class: "auth-permission", tool: "wget", pattern_name: "access_denied", confidence: 0.95 },
    { id: "jq", says: "problem", literals: ["jq: error", "parse error: "], pattern: /^(?:jq: error(?: \([^)]{1,100}\))?: (?<message>.+)|parse error: (?<text>.+ at line \d+, column \d+))$/, tool: "jq", pattern_name: "jq_error", confidence: 0.8, read: ({ message, text }) => ({ message: message ?? text ?? "" }) },
    { id: "javac-file", says: "problem", literals: ["error: file not found: "], pattern: /^error: file not found: (?<message>\S+\.java)$/, class: "build-error", tool: "javac", pattern_name: "javac_errors", confidence: 0.93 },
    { id: "jarfile", says: "problem", literals: ["Error: Unable to access jarfile "], pattern: /^Error: (?<message>Unable to access jarfile \S+)$/, class: "config", tool: "java", pattern_name: "missing_file", confidence: 0.93 },
    { id: "docker-command", says: "problem", literals: ["docker: unknown command: docker ", "' is not a docker command."], pattern: /^docker: (?<message>unknown command: docker \S+|'[^']+' is not a docker command\.)/, class: "docker", tool: "docker", pattern_name: "docker_command", confidence: 0.94 },
    { id: "not-run", says: "hint", literals: [": failed to run command ‘"], pattern: /^\S+: failed to run command ‘(?<rule>[^’]+)’: No such file or directory$/, tool: "bash", pattern_name: "command_not_found", confidence: 0.6 },
  ],
};

/** What was to be unpacked is no archive where a download brought a page of words instead, or half of the file. */
function readTar(message: string, { at }: Surroundings): Finding {
  const above = [-1, -2, -3, -4].map((offset) => at(offset) ?? "").join("\n");
  return /not in gzip format|[Uu]nexpected EOF|unexpected end of file|does not look like a tar archive|File format not recognized|invalid compressed data/.test(above) ? { message, class: "network-infra", pattern_name: "corrupt_download" } : { message, says: "hint" };
}
