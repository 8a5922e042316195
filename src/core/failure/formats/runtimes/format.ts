/** Runtimes besides Python and Node.js: what they say of modules that are not there, files that do not parse, and text that is no text. */
import type { Format } from "../../format.ts";

export const runtimes: Format = {
  tool: "ruby",
  layer: "runtime",
  class: "module-not-found",
  pattern_name: "module_not_found",
  rules: [
    { id: "ruby-load", says: "problem", literals: ["(LoadError)"], pattern: /cannot load such file -- (?<rule>\S+) \(LoadError\)/, confidence: 0.9 },
    { id: "ruby-syntax", says: "problem", literals: ["syntax error, unexpected", "syntax errors found", "(SyntaxError)"], pattern: /^(?<file>[^\s:][^:]*\.(?:rb|rake|gemspec)):(?<line>\d+): (?<message>(?:syntax error|.*\(SyntaxError\)).*)$/, class: "syntax-error", pattern_name: "ruby_syntax_error", confidence: 0.93 },
    { id: "ruby-uncaught", says: "problem", literals: [".rb:"], pattern: /^(?<file>[^\s:][^:]*\.rb):(?<line>\d+):in [`'].{1,200}': (?<message>.+) \((?<rule>(?!Bundler::|LoadError)[A-Z][\w:]*(?:Error|Exception|Errno::\w+))\)$/, class: "unknown", pattern_name: "ruby_exception", confidence: 0.8 },
    { id: "rake", says: "problem", layer: "wrapper", literals: ["rake aborted!"], pattern: /^rake aborted!$/, class: "unknown", tool: "rake", pattern_name: "rake_aborted", after: 2, confidence: 0.6, read: (_groups, { at }) => (/^Don't know how to build task/.test(at(1) ?? "") ? { class: "build-error", message: at(1) ?? "", pattern_name: "rake_task" } : { message: at(1) ?? "" }) },
    { id: "ruby-encoding", says: "problem", literals: ["invalid byte sequence in ", "invalid multibyte char"], pattern: /(?<message>invalid (?:byte sequence in \S+|multibyte char \(\S+\)))/, class: "encoding", pattern_name: "invalid_utf8", confidence: 0.88 },
    { id: "perl", says: "problem", literals: [" in @INC "], pattern: /Can't locate (?<rule>\S+\.pm) in @INC .* at (?<file>\S+) line (?<line>\d+)/, tool: "perl", confidence: 0.94 },
    { id: "perl-syntax", says: "problem", literals: ["syntax error at "], pattern: /^syntax error at (?<file>\S+\.p[lm]|\S+\.t) line (?<line>\d+), (?<message>.+)$/, class: "syntax-error", tool: "perl", pattern_name: "perl_syntax_error", confidence: 0.94 },
    { id: "perl-abort", says: "problem", literals: ["had compilation errors.", "aborted due to compilation errors."], pattern: /^(?:(?<failed>\S+\.(?:p[lm]|t)) had compilation errors\.|Execution of (?<file>\S+) aborted due to compilation errors\.)$/, class: "syntax-error", tool: "perl", pattern_name: "perl_syntax_error", confidence: 0.93, read: ({ file, failed }) => ({ files: [file ?? failed ?? ""] }) },
    { id: "perl-strict", says: "detail", literals: [" requires explicit package name"], pattern: /^Global symbol "(?<rule>[^"]+)" requires explicit package name .*at (?<file>\S+) line (?<line>\d+)\.$/, class: "syntax-error", tool: "perl", pattern_name: "perl_syntax_error" },
    { id: "lua-error", says: "problem", literals: ["lua: ", "lua5.", "luac", "luajit: "], pattern: /^lua(?:c|jit)?(?:5\.\d)?: (?<file>[^\s:]+\.lua):(?<line>\d+): (?<message>.+)$/, class: "unknown", tool: "lua", pattern_name: "lua_error", confidence: 0.85, read: ({ file = "", line, message = "" }) => ({ places: [{ file, line, message }], message, ...(/unexpected symbol|expected near|unfinished|malformed|<eof>/.test(message) ? { class: "syntax-error" as const, pattern_name: "lua_syntax_error" } : {}) }) },
    { id: "lua", says: "problem", literals: ["' not found:"], pattern: /module '(?<rule>[^']+)' not found:/, tool: "lua", confidence: 0.93 },
    { id: "r", says: "problem", literals: ["there is no package called"], pattern: /there is no package called [‘'](?<rule>[^’']+)[’']/, tool: "r", confidence: 0.93 },
    { id: "java-main", says: "problem", literals: ["Could not find or load main class"], pattern: /Could not find or load main class (?<rule>\S+)/, tool: "java", confidence: 0.92 },
    { id: "java-class", says: "hint", literals: ["java.lang.NoClassDefFoundError", "java.lang.ClassNotFoundException"], pattern: /java\.lang\.(?:NoClassDefFoundError|ClassNotFoundException): (?<rule>\S+)/, tool: "java", confidence: 0.6 },
    { id: "php-class", says: "problem", literals: ["Failed opening required '", "Failed to open stream: No such file"], pattern: /Failed opening required '(?<rule>[^']+)'/, tool: "php", confidence: 0.9 },
    { id: "shared-library", says: "problem", literals: ["error while loading shared libraries", "image not found", "Library not loaded: "], pattern: /(?:error while loading shared libraries: (?<rule>\S+):|Library not loaded: (?<message>\S+))/, tool: "ld.so", confidence: 0.85 },
    { id: "shell-syntax", says: "problem", literals: ["syntax error near unexpected token", "syntax error: unexpected end of file", "Syntax error: "], pattern: /^(?<file>[^\s:]+): (?:line )?(?<line>\d+): (?<message>[Ss]yntax error.*)$/, class: "syntax-error", tool: "bash", pattern_name: "shell_syntax_error", confidence: 0.93 },
    { id: "not-found", says: "hint", literals: [": command not found", ": not found"], pattern: /^(?:\S+: )?(?:line )?(?:\d+: )?(?<rule>[\w./-]+): (?:command )?not found$/, class: "unknown", tool: "bash", pattern_name: "command_not_found", confidence: 0.5 },
    { id: "no-file", says: "hint", literals: [": No such file or directory"], pattern: /^(?:(?<tool>chmod|cp|mv|rm|cat|ls|cd|bash|sh|source|ln|find|sed|grep|tail|head|mkdir|rmdir|touch|stat)|\S*\/?(?:ba)?sh): .*No such file or directory$/, class: "unknown", tool: "bash", pattern_name: "missing_file", confidence: 0.5 },
    { id: "workflow", says: "problem", literals: ["Invalid workflow file", "error in your yaml syntax"], pattern: /(?:Invalid workflow file: (?<file>[^\s#]+)(?:#L(?<line>\d+))?|You have an error in your yaml syntax)/, class: "syntax-error", tool: "github-actions", pattern_name: "workflow_syntax", confidence: 0.95 },
    { id: "rust-utf8", says: "hint", literals: ["stream did not contain valid UTF-8", "illegal UTF-8 encoding", "invalid UTF-8 encoding"], pattern: /(?<message>stream did not contain valid UTF-8|(?:illegal|invalid) UTF-8 encoding)/, class: "encoding", tool: "go", pattern_name: "invalid_utf8", confidence: 0.8 },
  ],
};
