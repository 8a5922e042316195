/** Node.js itself: an uncaught exception that ends the process. */
import type { Finding, Format } from "../../format.ts";
import { javascriptFrameBelow } from "../frames.ts";

const REACH = 40;

export const node: Format = {
  tool: "node",
  layer: "runtime",
  class: "unknown",
  pattern_name: "node_exception",
  rules: [
    { id: "missing-module", says: "problem", literals: ["Error: Cannot find module '", "Cannot find package '"], pattern: /^(?:\w+ )?(?:Error|Error \[ERR_MODULE_NOT_FOUND\]|\[?Error\]?): (?<message>Cannot find (?:module|package) '(?<name>[^']+)'.*)$/, class: "module-not-found", pattern_name: "module_not_found", after: REACH, confidence: 0.88, read: (groups, around) => thrown(groups["message"] ?? "", "MODULE_NOT_FOUND", javascriptFrameBelow(around, { reach: REACH, stop: /^Node\.js v\d/ })) },
    { id: "module-code", says: "detail", literals: ["code: 'MODULE_NOT_FOUND'", "code: 'ERR_MODULE_NOT_FOUND'"], pattern: /code: '(?:ERR_)?MODULE_NOT_FOUND'/, class: "module-not-found" },
    { id: "esm-mix", says: "problem", literals: ["Cannot use import statement outside a module", "ERR_REQUIRE_ESM", "require is not defined in ES module scope", "is not exported from package", "ERR_PACKAGE_PATH_NOT_EXPORTED"], pattern: /^(?:\S*(?:SyntaxError|Error)(?: \[\w+\])?: )(?<message>.*(?:import statement outside a module|require\(\) of ES|require is not defined in ES|ERR_REQUIRE_ESM|not exported|not defined by "exports").*)$/, class: "module-not-found", pattern_name: "module_system_mismatch", confidence: 0.75 },
    {
      id: "syntax",
      says: "problem",
      literals: ["SyntaxError: "],
      pattern: /^SyntaxError: (?<message>(?!Cannot use import).+)$/,
      class: "syntax-error",
      pattern_name: "javascript_syntax_error",
      before: 6,
      after: 6,
      confidence: 0.85,
      read({ message = "" }, { at }) {
        for (let offset = -1; offset >= -6; offset--) {
          const { file, line } = /^(?:file:\/\/)?(?<file>\/?[^\s:]+\.[cm]?[jt]sx?):(?<line>\d+)$/.exec(at(offset) ?? "")?.groups ?? {};
          if (file !== undefined) return { message, kind: "SyntaxError", places: [{ file, line, message }] };
        }
        return /^\s+at /.test(at(1) ?? "") ? { message, kind: "SyntaxError" } : null;
      },
    },
    {
      id: "uncaught",
      says: "problem",
      literals: ["Node.js v"],
      pattern: /^Node\.js v\d+\.\d+\.\d+$/,
      before: REACH,
      confidence: 0.6,
      read: (_groups, { at }) => uncaught(at),
    },
  ],
};

function thrown(message: string, kind: string, place: ReturnType<typeof javascriptFrameBelow>): Finding {
  return { message, kind, ...(place === null ? {} : { places: [place] }) };
}

const ENVIRONMENT = /(?:environment variable|env(?:ironment)? var|variables were defined in \.env|not present in the environment|is not set|Missing (?:required )?(?:env|secret)|MissingEnvVars)/;

function uncaught(at: (offset: number) => string | null): Finding {
  for (let offset = -1; offset >= -REACH; offset--) {
    const { kind, message } = /^(?:Uncaught )?(?<kind>[A-Za-z]\w*(?:Error|Exception)\w*)(?: \[\w+\])?: (?<message>.+)$/.exec(at(offset) ?? "")?.groups ?? {};
    if (kind === undefined || message === undefined) continue;
    if (ENVIRONMENT.test(message) || /EnvVar/.test(kind)) return { kind, message, class: "missing-env-secret", pattern_name: "missing_environment_variable" };
    if (/^Cannot find (?:module|package)/.test(message)) return { kind, message, class: "module-not-found", pattern_name: "module_not_found" };
    if (kind === "SyntaxError") return { kind, message, class: "syntax-error", pattern_name: "javascript_syntax_error", says: "detail" };
    if (/ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN/.test(message)) return { kind, message, class: "network-infra", pattern_name: "network_failure" };
    return { kind, message, ...thrownAt(at, offset) };
  }
  return {};
}

/** The first frame of the project below the exception, which stands `from` lines away. */
function thrownAt(at: (offset: number) => string | null, from: number): Pick<Finding, "places"> {
  const place = javascriptFrameBelow({ at: (offset) => at(from + offset), previous: null, latest: () => null }, { reach: -from, stop: /^Node\.js v\d/ });
  return place === null || place.file.startsWith("[eval]") ? {} : { places: [place] };
}
