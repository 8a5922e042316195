/** Helm 3, kubectl and kustomize. Sources: helm's pkg/action and pkg/lint, kubectl's pkg/cmd; clusters that do not answer are the network's. */
import type { Finding, Rule } from "../../format.ts";

const UNREACHABLE = /Kubernetes cluster unreachable|dial tcp|no such host|connection re(?:fused|set)|i\/o timeout|TLS handshake|ServiceUnavailable|InternalError|Unable to connect to the server|context deadline exceeded/;
const NO_YAML = /YAML parse error|unable to parse YAML|parse error at|error converting YAML to JSON|mapping values are not allowed|could not find expected/;
/** What Helm names a template by: the chart's name, then its path in the chart. */
const TEMPLATE = /(?:\(|at \(|on |template: |^)(?<file>[\w.-]{1,200}\/(?:[\w.-]{1,100}\/){0,20}[\w.-]{1,200}\.(?:ya?ml|tpl|json|txt))(?::(?<line>\d+))?(?::(?<column>\d+))?/;

export const kubernetesRules: readonly Rule[] = [
  {
    id: "helm",
    says: "problem",
    literals: [
      "Error: UPGRADE FAILED", "Error: INSTALLATION FAILED", "Error: ROLLBACK FAILED", "Error: template: ", "Error: execution error at (", "Error: parse error at (", "Error: YAML parse error on ", "Error: values don't meet the specifications",
      "Error: Kubernetes cluster unreachable", "Error: no cached repository for ", "Error: validation: chart.", "Error: An error occurred while checking for chart dependencies", "Error: failed to perform \"", "Error: unable to build kubernetes objects",
      "Error: failed post-install", "Error: failed pre-install", "Error: chart requires kubeVersion", "Error: found in Chart.yaml, but missing in charts/",
    ],
    pattern: /^(?:\[\w+\] )?Error: (?<message>.+)$/,
    tool: "helm",
    confidence: 0.93,
    before: 4,
    read: ({ message = "" }, { at }) => (/^no cached repository/.test(message) && [-1, -2, -3, -4].some((offset) => UNREACHABLE.test(at(offset) ?? "")) ? { message, ...UNREACHED } : { message, ...templatePlace(message), ...helmKind(message) }),
  },
  { id: "helm-linting", says: "detail", literals: ["==> Linting "], pattern: /^==> Linting (?<file>\S+)$/, tool: "helm", read: ({ file = "" }) => ({ message: file }) },
  { id: "helm-lint", says: "problem", literals: ["[ERROR] Chart.yaml: ", "[ERROR] templates/", "[ERROR] values.yaml: ", "[ERROR] crds/"], pattern: /^\[ERROR\] (?<file>(?:Chart\.yaml|values\.yaml|templates\/|crds\/)[^\s:]*): (?<message>.+)$/, tool: "helm", class: "lint", pattern_name: "helm_lint_problems", confidence: 0.96, read: ({ file = "", message = "" }, { latest }) => lintProblem({ file, message, chart: latest("helm-linting")?.message ?? "." }) },
  { id: "helm-lint-failed", says: "verdict", literals: [" chart(s) failed"], pattern: /^Error: \d+ chart\(s\) linted, [1-9]\d* chart\(s\) failed$/, tool: "helm", class: "lint", pattern_name: "helm_lint_problems", confidence: 0.97 },
  { id: "kubectl", says: "problem", literals: ["error: error validating ", "Error from server ("], pattern: /^(?:error: error validating|Error from server \((?<rule>\w+)\))(?<message>.*)$/, tool: "kubectl", pattern_name: "kubectl_errors", confidence: 0.88, read: ({ rule, message = "" }) => ({ message, ...serverKind(rule ?? "", message), ...fileOf(/^ "(?<file>[^"]+)": /, message) }) },
  { id: "kubectl-parse", says: "problem", literals: ["error: error parsing "], pattern: /^error: error parsing (?<file>[^\s:]+): (?<message>.+)$/, tool: "kubectl", class: "syntax-error", pattern_name: "yaml_syntax_error", confidence: 0.95 },
  { id: "kubectl-decode", says: "problem", literals: ["error: unable to decode \"", "error: unable to recognize \"", "error: resource mapping not found for", "error: the path \"", "error: no objects passed to apply"], pattern: /^error: (?<message>(?:unable to (?:decode|recognize) "|resource mapping not found for|the path "|no objects passed to apply).*)$/, tool: "kubectl", pattern_name: "kubectl_errors", confidence: 0.93, read: ({ message = "" }) => ({ message, ...fileOf(/^(?:unable to (?:decode|recognize) |the path )"(?<file>[^"]+)"/, message) }) },
  { id: "kubectl-wait", says: "problem", literals: ["error: timed out waiting for the condition", "exceeded its progress deadline"], pattern: /^(?:Waiting for .*)?error: (?<message>timed out waiting for the condition.*|\S+ "[^"]+" exceeded its progress deadline)$/, tool: "kubectl", class: "timeout", pattern_name: "rollout_timeout", confidence: 0.93 },
  { id: "kustomize", says: "problem", literals: ["rror: accumulating resources: "], pattern: /^[Ee]rror: (?<message>accumulating resources: .+)$/, tool: "kustomize", pattern_name: "kustomize_errors", confidence: 0.93, read: ({ message = "" }) => ({ message, ...(UNREACHABLE.test(message) ? UNREACHED : {}) }) },
];

const UNREACHED = { class: "network-infra", pattern_name: "network_failure" } as const satisfies Finding;

function helmKind(message: string): Pick<Finding, "class" | "pattern_name"> {
  if (/timed out waiting for the condition/.test(message)) return { class: "timeout", pattern_name: "rollout_timeout" };
  if (UNREACHABLE.test(message)) return UNREACHED;
  if (/\b40[13]\b|unauthorized|denied/i.test(message)) return { class: "auth-permission", pattern_name: "access_denied" };
  return NO_YAML.test(message) ? { class: "syntax-error", pattern_name: "helm_syntax_error" } : { pattern_name: "helm_errors" };
}

function serverKind(reason: string, message: string): Pick<Finding, "class" | "pattern_name"> {
  if (reason === "Forbidden" || reason === "Unauthorized") return { class: "auth-permission", pattern_name: "access_denied" };
  if (reason === "TooManyRequests") return { class: "rate-limit", pattern_name: "rate_limited" };
  if (reason === "ServiceUnavailable" || reason === "InternalError" || reason === "Timeout" || reason === "ServerTimeout" || UNREACHABLE.test(message)) return UNREACHED;
  return {};
}

function templatePlace(message: string): Pick<Finding, "places" | "files"> {
  const { file, line, column } = TEMPLATE.exec(message)?.groups ?? {};
  if (file === undefined) return {};
  return line === undefined ? { files: [file] } : { places: [{ file, line, column, message }] };
}

function lintProblem({ file, message, chart }: { readonly file: string; readonly message: string; readonly chart: string }): Finding {
  const named = templatePlace(message);
  return { message, ...(named.places === undefined && named.files === undefined && /\.\w+$/.test(file) ? { files: [chart === "." ? file : `${chart}/${file}`] } : named) };
}

function fileOf(pattern: RegExp, message: string): Pick<Finding, "files"> {
  const file = pattern.exec(message)?.groups?.["file"];
  return file === undefined ? {} : { files: [file] };
}
