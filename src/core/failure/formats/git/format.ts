/** git, and actions/checkout that runs it. */
import type { Finding, Format } from "../../format.ts";

export const git: Format = {
  tool: "git",
  layer: "infrastructure",
  class: "git-checkout",
  pattern_name: "git_failure",
  rules: [
    { id: "fatal", says: "problem", literals: ["fatal: "], pattern: /^(?:stderr: |Error: |ERROR: |\s{0,8})fatal: (?<message>\S.*)$/, confidence: 0.85, read: ({ message = "" }) => readFatal(message) },
    { id: "rejected", says: "problem", literals: ["error: failed to push some refs"], pattern: /^error: failed to push some refs to (?<message>.*)$/, confidence: 0.93 },
    { id: "remote-rejected", says: "problem", literals: [" ! [rejected]", " ! [remote rejected]", "protected branch hook declined"], pattern: /^\s*! \[(?:remote )?rejected\] (?<message>.+)$/, confidence: 0.92 },
    { id: "drift", says: "hint", literals: ["diff --git a/"], pattern: /^diff --git a\/(?<file>\S+) b\//, class: "generated-drift", pattern_name: "generated_files_differ", confidence: 0.72, before: 12, read: ({ file = "" }, { at, previous }) => readDrift(file, { at, previous: previous?.finding ?? null }) },
    { id: "generated", says: "hint", literals: ["enerated files are", "enerated code is", "enerated file is", "files are not up to date", "run `make generate", "run 'make generate", "run 'go generate", "run `go generate"], pattern: /(?<message>[Gg]enerated (?:files?|code|sources?) (?:is|are) (?:out of date|not up[- ]to[- ]date|stale|outdated|out of sync).{0,200}|run [`'](?:make generate|go generate)\b.{0,200})/, class: "generated-drift", pattern_name: "generated_files_differ", confidence: 0.8 },
    { id: "ref-missing", says: "problem", literals: ["A branch or tag with the name '"], pattern: /^(?<message>A branch or tag with the name '.+' could not be found)/, confidence: 0.95 },
    { id: "process", says: "hint", literals: ["/git' failed with exit code"], pattern: /^The process '.*\/git' failed with exit code \d+/, confidence: 0.75 },
    { id: "conflict", says: "problem", literals: ["CONFLICT ("], pattern: /^CONFLICT \([\w/ -]+\): .*?(?:Merge conflict in (?<file>\S+)|.*)$/, confidence: 0.94, pattern_name: "merge_conflict" },
    { id: "pathspec", says: "problem", literals: ["error: pathspec '"], pattern: /^error: (?<message>pathspec '.+' did not match any.*)$/, confidence: 0.9 },
    { id: "apply", says: "problem", literals: ["error: could not apply ", "error: patch failed: "], pattern: /^error: (?<message>(?:could not apply|patch failed:) .*)$/, confidence: 0.88 },
    { id: "overwritten", says: "problem", literals: ["would be overwritten by "], pattern: /^error: (?<message>Your local changes .* would be overwritten by .*|The following untracked working tree files would be overwritten.*)$/, confidence: 0.92 },
    { id: "denied", says: "problem", literals: ["Permission denied (publickey", "remote: Permission to ", "remote: HTTP Basic: Access denied", "remote: Invalid username"], pattern: /^(?<message>(?:\S+: )?(?:Permission denied \(publickey|remote: (?:Permission to \S+ denied|HTTP Basic: Access denied|Invalid username)).*)$/, class: "auth-permission", pattern_name: "access_denied", confidence: 0.93 },
    { id: "lfs", says: "problem", literals: ["batch response: This repository is over its data quota", "Error downloading object: ", "Smudge error: "], pattern: /^(?<message>(?:batch response:|Error downloading object:|Smudge error:) .*)$/, confidence: 0.9 },
  ],
};

const NETWORK = /Could not resolve host|Failed to connect|Connection (?:refused|reset|timed out)|Operation timed out|early EOF|RPC failed|The requested URL returned error: 5\d\d|unexpected disconnect|the remote end hung up|gnutls_handshake|SSL_(?:connect|read)|TLS connection|Empty reply from server|Could not read from remote repository/;
const ACCESS = /Authentication failed|could not read (?:Username|Password)|The requested URL returned error: 40[13]|terminal prompts disabled|Invalid credentials/;

function readFatal(message: string): Finding | null {
  if (/^error writing to|^cannot open|^opening |^no input files|^error: /.test(message)) return { message, says: "detail" };
  if (ACCESS.test(message)) return { message, class: "auth-permission", pattern_name: "access_denied" };
  if (NETWORK.test(message) && !/Could not read from remote/.test(message)) return { message, class: "network-infra", pattern_name: "network_failure" };
  if (/No space left/.test(message)) return { message, class: "disk-full", pattern_name: "disk_full" };
  if (/^No names found, cannot describe|^no tag exactly matches/.test(message)) return { message, says: "hint" };
  return { message };
}

/** A step that ends by asking git for no change fails by the change that git prints: that is the failure itself, and not a hint of one. */
function readDrift(file: string, { at, previous }: { readonly at: (offset: number) => string | null; readonly previous: Finding | null }): Finding | null {
  if (previous?.class === "generated-drift") return { files: [file], class: "generated-drift", ...(previous.says === undefined ? {} : { says: previous.says }) };
  if (!askedForNoChange(at)) return null;
  const above = Array.from({ length: 12 }, (_, index) => at(-1 - index) ?? "");
  const isAll = above.some((text) => /git (?:-\S+ )?diff\b[^|;&]*--exit-code\s*(?:\x1b\[0m)?$/.test(text));
  return { files: [file], class: "generated-drift", ...(isAll ? { says: "problem" as const } : {}) };
}

/** Whether a command above wants the working tree to be as it was committed. */
function askedForNoChange(at: (offset: number) => string | null): boolean {
  return Array.from({ length: 12 }, (_, index) => at(-1 - index) ?? "").some((text) => /git (?:-\S+ )?diff .*--exit-code|git diff-index/.test(text));
}
