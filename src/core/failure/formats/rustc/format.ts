/** rustc, Clippy, rustfmt and Cargo. */
import type { Finding, Format, Groups, Surroundings } from "../../format.ts";

const ARROW = /^\s*--> (?<file>[^\s:][^:]*\.rs):(?<line>\d+):(?<column>\d+)$/;

export const rustc: Format = {
  tool: "rustc",
  layer: "tool",
  class: "build-error",
  pattern_name: "rustc_errors",
  rules: [
    { id: "clippy-run", says: "detail", literals: ["cargo clippy", "clippy -- ", "cargo-clippy", "rust-clippy/"], pattern: /(?:\bcargo(?: \+\S{1,40})?[ -]clippy\b|\bclippy -- |rust-clippy\/)/, read: () => ({ message: "clippy" }) },
    { id: "error", says: "problem", literals: ["error[E", "error: "], pattern: /^\s{0,2}error(?:\[(?<rule>E\d{4})\])?: (?<message>.+)$/, after: 14, confidence: 0.93, read: ({ rule, message = "" }, around) => diagnostic({ rule, message, severity: "error" }, around) },
    { id: "warning", says: "detail", literals: ["warning: "], pattern: /^\s{0,2}warning: (?<message>.+)$/, after: 14, read: ({ message = "" }, around) => diagnostic({ rule: undefined, message, severity: "warning" }, around) },
    { id: "short", says: "problem", literals: [".rs:"], pattern: /^(?<file>[^\s:][^:]*\.rs):(?<line>\d+):(?<column>\d+): (?<severity>error|warning)(?:\[(?<rule>E\d{4})\])?: (?<message>.+)$/, confidence: 0.94, read: (groups) => shortDiagnostic(groups) },
    { id: "linker", says: "problem", literals: ["error: linking with ", "error: linker `"], pattern: /^error: (?<message>linking with|linker `).*/, confidence: 0.93 },
    { id: "could-not", says: "hint", literals: ["could not compile `"], pattern: /^error: could not compile `(?<message>[^`]+)`/, confidence: 0.9 },
    { id: "fmt", says: "problem", literals: ["Diff in "], pattern: /^Diff in (?<file>\S+?\.rs)(?: at line |:)(?<line>\d+):?$/, class: "format", tool: "rustfmt", pattern_name: "rustfmt_unformatted", confidence: 0.97 },
    { id: "locked", says: "problem", literals: ["because --locked was passed", "needs to be updated but --locked", "because --frozen was passed"], pattern: /^(?:.{0,60} (?<file>\/[^\s:]{1,300}Cargo\.lock) )?.{0,200}(?:because --(?:locked|frozen) was passed|needs to be updated but --locked was passed)/, class: "lockfile-out-of-date", tool: "cargo", pattern_name: "lockfile_out_of_date", confidence: 0.97, read: ({ file }) => (file === undefined ? {} : { files: [file] }) },
    { id: "fetch", says: "problem", literals: ["error: failed to get `", "error: failed to download", "error: failed to select a version", "error: no matching package", "error: failed to fetch"], pattern: /^error: (?<message>failed to (?:get `|download|select a version|fetch).*|no matching package.*)$/, after: 14, class: "dependency-install", tool: "cargo", pattern_name: "cargo_dependencies", confidence: 0.9, read: ({ message = "" }, around) => fetching(message, around) },
    { id: "build-script", says: "problem", literals: ["error: failed to run custom build command for"], pattern: /^error: (?<message>failed to run custom build command for `[^`]+`)/, tool: "cargo", pattern_name: "cargo_build_script", after: 40, confidence: 0.93, read: ({ message = "" }, around) => ({ message, ...scriptPlace(around) }) },
    { id: "toolchain", says: "problem", literals: ["error: toolchain '", "error: the '"], pattern: /^error: (?<message>toolchain '[^']+' (?:is not installed|is not installable)|the '[^']+' (?:component|binary).{0,120} is (?:not installed|not applicable|unavailable).*)/, class: "dependency-install", tool: "rustup", pattern_name: "toolchain_missing", confidence: 0.93 },
    { id: "no-command", says: "problem", literals: ["error: no such command: `", "error: no such subcommand: `"], pattern: /^error: (?<message>no such (?:sub)?command: `(?<rule>[^`]+)`)/, class: "unknown", tool: "cargo", pattern_name: "command_not_found", confidence: 0.9 },
    { id: "manifest", says: "problem", literals: ["error: failed to parse manifest", "error: failed to load manifest"], pattern: /^error: failed to (?:parse|load) manifest/, class: "config", tool: "cargo", pattern_name: "cargo_manifest", confidence: 0.9 },
  ],
};

function diagnostic({ rule, message, severity }: { rule: string | undefined; message: string; severity: "error" | "warning" }, around: Surroundings): Finding | null {
  if (/^could not compile|^aborting due to|^linking with|^failed to|because --locked/.test(message)) return null;
  for (let offset = 1; offset <= 14; offset++) {
    const text = around.at(offset);
    if (text === null || (offset > 1 && /^(?:error|warning)[[:]/.test(text))) return null;
    const { file, line, column } = ARROW.exec(text)?.groups ?? {};
    if (file === undefined) continue;
    const clippy = lintName(around, offset);
    const place = { places: [{ file, line, column, message, rule: rule ?? clippy }], message };
    const lint = clippy?.startsWith("clippy::") === true || (rule === undefined && clippy !== undefined && severity === "error" && around.latest("clippy-run") !== null);
    return lint ? { ...place, ...(clippy === undefined ? {} : { kind: clippy }), class: "lint", tool: "clippy", pattern_name: "clippy_problems" } : { ...place, ...(rule === undefined ? {} : { kind: rule }), ...(severity === "warning" ? { says: "detail" as const } : {}) };
  }
  return null;
}

function lintName({ at }: Surroundings, from: number): string | undefined {
  for (let offset = from + 1; offset <= 14; offset++) {
    const text = at(offset);
    if (text === null || text === "") return undefined;
    const name = /(?:#\[(?:warn|deny|forbid)\((?<attribute>[\w:]+)\)\]|`-[DWF] (?<flag>[\w:-]+)`|rust-clippy\/\S*#(?<link>\w+))/.exec(text)?.groups;
    if (name !== undefined) return name["attribute"] ?? name["flag"]?.replaceAll("-", "_") ?? `clippy::${name["link"] ?? ""}`;
  }
  return undefined;
}

/** Where the build script panicked, when it did. */
function scriptPlace({ at }: Surroundings): Pick<Finding, "places"> {
  for (let offset = 1; offset <= 40; offset++) {
    const { file, line, column } = /^\s*thread 'main'(?: \(\d+\))? panicked at (?:'.*', )?(?<file>[^\s:']+\.rs):(?<line>\d+):(?<column>\d+):?$/.exec(at(offset) ?? "")?.groups ?? {};
    if (file !== undefined) return { places: [{ file, line, column }] };
  }
  return {};
}

function fetching(message: string, { at }: Surroundings): Finding {
  const below = Array.from({ length: 14 }, (_, index) => at(index + 1) ?? "").join(" ");
  if (/Could not resolve host|failed to resolve address|network failure seems|[Tt]imeout|timed out|spurious network|Connection re|\[\d+\] |50\d/.test(below)) return { message, class: "network-infra", pattern_name: "network_failure" };
  if (/40[13]|authenticat/.test(below)) return { message, class: "auth-permission", pattern_name: "access_denied" };
  return { message };
}

/** `--message-format=short`: one line each; the lint's name is not told. */
function shortDiagnostic({ file = "", line, column, severity, rule, message = "" }: Groups): Finding {
  const clippy = /clippy::[\w-]+/.exec(message)?.[0];
  return {
    places: [{ file, line, column, message, rule: rule ?? clippy }],
    message,
    ...(clippy === undefined ? {} : { kind: clippy, class: "lint", tool: "clippy", pattern_name: "clippy_problems" }),
    ...(severity === "warning" ? { says: "detail" } : {}),
  };
}
