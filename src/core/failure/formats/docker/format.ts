/** Docker and BuildKit: the daemon, images that are not there, a build's own step. What ran inside a failed step is reported by its own format. */
import type { Finding, Format } from "../../format.ts";

export const docker: Format = {
  tool: "docker",
  layer: "wrapper",
  class: "docker",
  pattern_name: "docker_failure",
  rules: [
    { id: "daemon", says: "problem", literals: ["Cannot connect to the Docker daemon"], pattern: /Cannot connect to the Docker daemon/, confidence: 0.94, pattern_name: "docker_daemon" },
    { id: "manifest", says: "problem", literals: ["manifest unknown", "manifest for "], pattern: /(?:manifest for \S+ not found|manifest unknown)/, confidence: 0.95, pattern_name: "docker_image_missing" },
    { id: "solve", says: "problem", literals: ["failed to solve: ", "failed to solve with frontend"], pattern: /failed to solve(?::| with frontend) (?<message>.+)$/, confidence: 0.9, pattern_name: "docker_build", read: ({ message = "" }) => solving(message) },
    { id: "step", says: "problem", literals: ["returned a non-zero code: "], pattern: /^The command '.+' returned a non-zero code: \d+/, confidence: 0.85, pattern_name: "docker_build" },
    { id: "response", says: "problem", literals: ["Error response from daemon: "], pattern: /^(?:docker: )?Error response from daemon: (?<message>.+)$/, confidence: 0.9, read: ({ message = "" }) => solving(message) },
    { id: "dockerfile", says: "problem", literals: ["Dockerfile parse error", "failed to read dockerfile", "unable to prepare context"], pattern: /(?:dockerfile parse error|Dockerfile parse error on line (?<line>\d+)|failed to read dockerfile|unable to prepare context)/, confidence: 0.92, pattern_name: "dockerfile" },
    { id: "compose", says: "problem", literals: ["service \"", "dependency failed to start: "], pattern: /(?:^service "[^"]+" (?:didn't complete successfully|refers to undefined|has neither)|dependency failed to start: )/, confidence: 0.85 },
    { id: "service", says: "problem", literals: ["Failed to initialize container ", "One or more containers failed to start"], pattern: /^(?:Failed to initialize container (?<message>\S+)|One or more containers failed to start)/, confidence: 0.9, pattern_name: "docker_service", read: ({ message = "" }) => ({ message }) },
    { id: "pull", says: "problem", literals: ["Docker pull failed with exit code"], pattern: /Docker pull failed with exit code/, confidence: 0.9, pattern_name: "docker_image_missing" },
    { id: "rename", says: "hint", literals: ["OCI runtime create failed", "executor failed running"], pattern: /(?:OCI runtime create failed|executor failed running)/, confidence: 0.7 },
  ],
};

function solving(message: string): Finding {
  if (/exit code: 137\b|OOM/.test(message)) return { message, class: "out-of-memory", pattern_name: "out_of_memory" };
  if (/no space left on device/i.test(message)) return { message, class: "disk-full", pattern_name: "disk_full" };
  if (/toomanyrequests|429 Too Many/.test(message)) return { message, class: "rate-limit", pattern_name: "rate_limited" };
  if (/no such host|i\/o timeout|TLS handshake timeout|connection (?:refused|reset|timed out)|Client\.Timeout|request canceled|code = Unavailable|unexpected EOF|: EOF\b|50[0234] /.test(message)) return { message, class: "network-infra", pattern_name: "network_failure" };
  if (/401 Unauthorized|403 Forbidden|denied: /.test(message)) return { message, class: "auth-permission", pattern_name: "access_denied" };
  return { message };
}
