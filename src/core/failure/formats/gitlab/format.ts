/** GitLab's runner, versions 11 to 18: sections of a job's log, the commands that it echoes, and how the job ended (docs.gitlab.com/ci/jobs/job_logs). */
import type { Finding, Format } from "../../format.ts";

/** Sections before the script: https://docs.gitlab.com/runner/executors/#build-stages … and those after it, whose trouble fails nothing. */
const BEFORE = /^(?:Preparing |Getting source |Restoring cache|Downloading artifacts|Resolving secrets|Executing "(?:step|build)_script"|section_start:\d+:(?:prepare_|get_sources|restore_cache|download_artifacts|resolve_secrets|step_script|build_script))/;

/** A command is echoed as `$ npm ci`; what begins a command must be a literal of its own. */
const COMMANDS = ["npm ", "npx ", "yarn", "pnpm", "node", "python", "pytest", "pip", "poetry", "tox", "make", "cmake", "cargo", "bundle", "rake", "composer", "docker", "./gradlew", "gradle", "mvn", "./mvnw", "go test", "go build", "go vet", "dotnet", "bash", "eslint", "ruff", "black", "mypy", "pre-commit", "terraform", "helm"];

export const gitlab: Format = {
  tool: "gitlab",
  layer: "infrastructure",
  class: "network-infra",
  pattern_name: "runner_failure",
  rules: [
    { id: "section", says: "step", literals: ["section_start:"], pattern: /^(?<message>\S.*)$/, before: 0, after: 2, read: ({ message = "" }) => (BEFORE.test(message) ? {} : { says: "clean-up" }) },
    { id: "command", says: "step", literals: COMMANDS.map((command) => `$ ${command}`).filter((literal) => literal.length >= 4), pattern: /^\$ (?<message>\S.*)$/, before: 0, after: 2, read: ({ message = "" }, { latest }) => (latest("section") === null || latest("section")?.says === "clean-up" ? null : { message }) },
    { id: "ended", says: "step-failed", literals: ["ERROR: Job failed"], pattern: /^ERROR: Job failed: (?:command terminated with )?exit (?:code|status) (?<rule>[1-9]\d*)/, before: 20, after: 0 },
    { id: "time-limit", says: "problem", literals: ["ERROR: Job failed: execution took longer"], pattern: /^ERROR: Job failed: execution took longer than (?<message>.*)$/, class: "timeout", pattern_name: "job_timeout", confidence: 0.97 },
    { id: "system-failure", says: "problem", literals: ["ERROR: Job failed (system failure)"], pattern: /^ERROR: Job failed \(system failure\): (?<message>.*)$/, confidence: 0.93 },
    { id: "preparation", says: "problem", literals: ["ERROR: Job failed: prepare environment", "ERROR: Job failed: failed to pull image"], pattern: /^ERROR: Job failed: (?<message>(?:prepare environment|failed to pull image).*)$/, confidence: 0.93, read: ({ message = "" }) => pulled(message) },
    { id: "passed", says: "passed", clears: "everything", literals: ["Job succeeded"], pattern: /^Job succeeded$/, before: 0, after: 0, read: (_groups, { latest }) => (latest("section") === null ? null : {}) },
  ],
};

/** An image that is not there, or not for us, is no trouble of the network. */
function pulled(message: string): Finding {
  if (/toomanyrequests|429 Too Many/.test(message)) return { message, class: "rate-limit", pattern_name: "rate_limited" };
  if (/manifest unknown|manifest for \S+ not found|No such image/.test(message)) return { message, class: "docker", pattern_name: "docker_image_missing" };
  return /denied|unauthorized|40[13] /.test(message) ? { message, class: "auth-permission", pattern_name: "access_denied" } : { message };
}
