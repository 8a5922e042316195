/** The go command: compile errors, vet, modules. Linters that print in the same manner are told by their ending or their words. */
import type { Finding, Format, Groups, Surroundings } from "../../format.ts";
import { underHeader } from "../under-header.ts";

/** Words of the compiler (cmd/compile, go/types). */
const COMPILER = /^(?:undefined: |undeclared name|declared and not used|.{1,200} declared (?:and|but) not used|"[^"]+" imported (?:and|but|as \S+ and) not used|cannot use |cannot convert|invalid operation|syntax error|missing return|not enough arguments|too many (?:arguments|errors|return)|assignment mismatch|non-name|unknown field|no required module|cannot find package|.{1,200} redeclared|.{1,200} undefined \(|could not import|expected |package \S+ is not in|invalid go version|method redeclared|duplicate |.{1,200} is not a type|cannot assign|impossible type|mismatched types|import cycle|invalid argument|.{1,100} \(type\) is not|cannot infer|could not determine (?:what|kind of name)|pattern \S+: |go:embed |fatal error: |use of (?:internal package|untyped nil)|import "[^"]+" is a program|build constraints exclude|.{1,200} does not (?:implement|satisfy))/;
const GOLINT = /should have comment|should be of the form|should replace|should omit|don't use (?:underscores|ALL_CAPS|an underscore|leading k|MixedCaps)|error (?:var|strings) |if block ends with a return|exported (?:func|type|method|var|const)|receiver name|should not (?:use|be)|package comment|should be (?:written|the last|named)|comment on exported|a blank import|context\.Context should be|should drop/;

export const go: Format = {
  tool: "go",
  layer: "tool",
  class: "build-error",
  pattern_name: "go_build_errors",
  rules: [
    { id: "place", says: "problem", literals: [".go:"], pattern: /^(?:vet: )?(?<file>(?:[A-Za-z]:)?[^\s:][^:]{0,300}\.go):(?<line>\d+)(?::(?<column>\d+))?: (?<message>\S.*)$/, before: 4, confidence: 0.88, read: (groups, around) => readPlace(groups, around) },
    { id: "module", says: "problem", literals: ["go: "], pattern: /^go: (?<message>(?:\S+: (?:reading|module|invalid version|Get |no matching versions|unrecognized)|errors? |cannot find|module \S+:|updates to go|inconsistent|go\.mod|\S+@\S+).*)$/, class: "dependency-install", pattern_name: "go_modules", confidence: 0.85, read: ({ message = "" }) => readModule(message) },
    { id: "download", says: "problem", literals: [": Get \"https://", ": Get https://", ": read \"https://", ": read tcp "], pattern: /^[\w.-]{1,100}\/\S{1,200}@v\S{1,100}: (?<message>(?:Get|read) .*)$/, class: "dependency-install", pattern_name: "go_modules", confidence: 0.88, read: ({ message = "" }) => readModule(message) },
    { id: "go-mod", says: "problem", literals: ["go.mod:"], pattern: /^(?<file>\S*go\.mod):(?<line>\d+): (?<message>.+)$/, pattern_name: "go_modules", confidence: 0.9 },
    { id: "tidy-diff", says: "problem", literals: ["diff current/"], pattern: /^diff current\/(?<file>\S*go\.(?:mod|sum)) tidy\/\S+$/, class: "lockfile-out-of-date", pattern_name: "go_sum_out_of_date", before: 12, confidence: 0.97, read: ({ file = "" }, around) => ({ files: [inFolder(file, around)] }) },
    { id: "tidy-drift", says: "problem", literals: ["diff --git a/"], pattern: /^diff --git a\/(?<file>\S*go\.(?:mod|sum)) b\//, class: "lockfile-out-of-date", pattern_name: "go_sum_out_of_date", before: 40, confidence: 0.93, read: ({ file = "" }, { at }) => (above(at, 40).some((text) => /\bgo (?:-C \S+ )?mod (?:tidy|vendor)\b/.test(text)) ? { files: [file] } : null) },
    { id: "import-cycle", says: "problem", literals: [": import cycle not allowed"], pattern: /^(?:package |\t)?(?:imports )?\S.{0,300}: import cycle not allowed/, confidence: 0.95, read: () => ({ message: "import cycle not allowed" }) },
    { id: "generate", says: "problem", literals: [": running \""], pattern: /^(?<file>[^\s:]+\.go):(?<line>\d+): running "(?<rule>[^"]+)": (?<message>.+)$/, class: "unknown", pattern_name: "go_generate", confidence: 0.93 },
    { id: "golangci-tab", says: "problem", literals: [".go:"], pattern: /^(?<file>[^\s:]+\.go):(?<line>\d+)(?::(?<column>\d+))? {2,20}(?<rule>[a-z][a-z0-9]{2,30}) {2,20}(?<message>\S.*)$/, class: "lint", tool: "golangci-lint", pattern_name: "golangci_problems", confidence: 0.95 },
    { id: "golangci-config", says: "problem", literals: ["The command is terminated due to an error: ", "Failed executing command with error: ", "Error: can't load config: "], pattern: /^(?:Error|The command is terminated due to an error|Failed executing command with error): (?<message>(?:can't load config|unknown linters|the configuration contains|unknown (?:shorthand )?flag|build linters|unsupported version of the configuration).*)$/, class: "config", tool: "golangci-lint", pattern_name: "golangci_configuration", confidence: 0.94 },
    { id: "golangci-timeout", says: "problem", literals: ["Timeout exceeded: try increasing it by passing --timeout option"], pattern: /Timeout exceeded: try increasing it by passing --timeout option/, class: "timeout", tool: "golangci-lint", pattern_name: "timed_out", confidence: 0.96 },
    { id: "staticcheck-stylish", says: "problem", literals: ["  SA1", "  SA2", "  SA3", "  SA4", "  SA5", "  SA6", "  SA9", "  ST1", "  S10", "  QF1", "  U1000 "], pattern: /^ {2}\((?<line>\d+), (?<column>\d+)\) {2,4}(?<rule>(?:SA|ST|S|QF|U)\d{4}) {2,4}(?<message>\S.*)$/, class: "lint", tool: "staticcheck", pattern_name: "staticcheck_problems", before: 12, confidence: 0.96, read: underHeader(/^(?<file>\/?[^\s:]+\.go)$/) },
    { id: "killed", says: "problem", literals: [": signal: killed"], pattern: /^(?<message>\S+: .*: signal: killed)$/, class: "out-of-memory", pattern_name: "out_of_memory", confidence: 0.9, read: ({ message = "" }) => ({ message }) },
    { id: "missing-sum", says: "problem", literals: ["missing go.sum entry"], pattern: /(?<message>missing go\.sum entry)/, class: "lockfile-out-of-date", pattern_name: "go_sum_out_of_date", confidence: 0.93 },
    { id: "no-module", says: "problem", literals: ["no required module provides package"], pattern: /(?<message>no required module provides package \S*)/, class: "module-not-found", pattern_name: "module_not_found", confidence: 0.9 },
  ],
};

function readPlace({ file = "", line, column, message = "" }: Groups, { at, previous }: Surroundings): Finding | null {
  if (/^\s/.test(at(0) ?? "") || /\.go:\d+ \+0x/.test(message) || /_test\.go$/.test(file) && column === undefined && /^\s/.test(message)) return null;
  if (/^\[(?:debug|DEBUG|INFO|WARN|WARNING|ERROR)\]|^running "/.test(message)) return null;
  if (/^missing go\.sum entry|: missing go\.sum entry/.test(message)) return { places: [{ file, line, column, message }], message, class: "lockfile-out-of-date", pattern_name: "go_sum_out_of_date" };
  if (/^no required module provides package|^package \S+ is not in (?:std|GOROOT)/.test(message)) return { places: [{ file, line, column, message }], message, class: "module-not-found", pattern_name: "module_not_found" };
  if (/@v\S+: (?:Get|read) "?https?:/.test(message)) return { class: "dependency-install", pattern_name: "go_modules", ...readModule(message) };
  const place = { file, line, column, message };
  const staticcheck = /\((?<rule>(?:SA|S|ST|QF|U)\d{4})\)$/.exec(message)?.groups?.["rule"];
  if (staticcheck !== undefined) return { places: [{ ...place, rule: staticcheck }], kind: staticcheck, ...lint("staticcheck", "staticcheck_problems") };
  if (/\(Rule:G\d+/.test(message)) return { places: [place], message, ...lint("gosec", "gosec_problems") };
  if (/ \(typecheck\)$|^: # \S/.test(message)) return { places: /^: # /.test(message) ? [] : [place], message, ...TYPECHECK };
  const linter = /\((?<rule>[a-z][\w-]{2,30})\)$/.exec(message)?.groups?.["rule"];
  if (linter !== undefined) return { places: [{ ...place, rule: linter }], kind: linter, ...lint("golangci-lint", "golangci_problems") };
  if (COMPILER.test(message)) return { places: [place], message, ...(isTypechecked(at) ? TYPECHECK : {}) };
  if (GOLINT.test(message)) return { places: [place], message, ...lint("golint", "golint_problems") };
  if (/^\[.{1,60}\]/.test(message)) return { places: [place], message, ...lint("gosec", "gosec_problems") };
  const before = previous?.finding.tool;
  if (before !== undefined && previous !== null && previous.distance <= 4) return { places: [place], message, ...lint(before, `${before.replace(/\W/g, "_")}_problems`) };
  return { places: [place], message, ...lint("go vet", "go_vet_problems") };
}

/** What golangci-lint tells of code that does not compile: no linter found it. */
const TYPECHECK = { class: "build-error", tool: "golangci-lint", pattern_name: "golangci_typecheck" } as const satisfies Finding;

/** golangci-lint heads them with the package and marks the last one only. */
function isTypechecked(at: Surroundings["at"]): boolean {
  return [-4, -3, -2, -1, 1, 2, 3].some((offset) => /\(typecheck\)$|^\S+\.go:\d+: : # \S/.test(at(offset) ?? ""));
}

function lint(tool: string, pattern_name: string): Pick<Finding, "class" | "tool" | "pattern_name"> {
  return { class: "lint", tool, pattern_name };
}

function readModule(message: string): Finding {
  if (/git ls-remote .*exit status 128|40[13] |terminal prompts disabled|Permission denied|could not read Username/i.test(message)) return { message, class: "auth-permission", pattern_name: "access_denied" };
  if (/429 /.test(message)) return { message, class: "rate-limit", pattern_name: "rate_limited" };
  if (/dial tcp|no such host|i\/o timeout|connection re|TLS handshake|50[0234] |unexpected EOF|stream error: |GOAWAY/.test(message)) return { message, class: "network-infra", pattern_name: "network_failure" };
  if (/updates to go\.(?:mod|sum) needed|inconsistent vendoring/.test(message)) return { message, class: "lockfile-out-of-date", pattern_name: "go_sum_out_of_date" };
  if (/go\.mod|invalid go version|requires go/.test(message)) return { message, class: "build-error" };
  return { message };
}

function above(at: Surroundings["at"], lines: number): readonly string[] {
  return Array.from({ length: lines }, (_, index) => at(-1 - index) ?? "");
}

/** `go mod tidy -diff` names its files from the module's folder: which one it was stands in the command, `go -C <folder>` or `cd <folder> &&`. */
function inFolder(file: string, { at }: Surroundings): string {
  const command = above(at, 12).find((text) => /\bgo (?:-C \S+ )?mod tidy\b/.test(text)) ?? "";
  const folder = /(?:\bcd|\bgo -C) ["']?(?<folder>[\w@.-]+(?:\/[\w@.-]+){0,20})["']?\/?(?: && |; | mod )/.exec(command)?.groups?.["folder"];
  return folder === undefined || folder === "." ? file : `${folder.replace(/^\.\//, "")}/${file}`;
}
