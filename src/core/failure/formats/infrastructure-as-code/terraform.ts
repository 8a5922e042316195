/**
 * Terraform and OpenTofu, with the box that they draw around an error and without it (`-no-color`), and the list of `fmt -check` is read among the linters.
 * Source: internal/command/format/diagnostic.go of Terraform 1.11.
 */
import type { Finding, Rule, Surroundings } from "../../format.ts";
import { isHclSyntax } from "./hcl-syntax.ts";

const PLACE = /^(?:│ )? {0,4}on (?<file>\S+\.(?:tf|tfvars|tofu|hcl|tf\.json)) line (?<line>\d+)(?:, in (?<within>[^:]{1,200}))?:?$/;
const REACH = 12;
const LOCKED = /^(?:Inconsistent dependency lock file|Required plugins are not installed)|dependency lock file/;

/** Titles of errors that name no place. */
const TITLES = [
  "Missing required provider", "Failed to query available provider packages", "Failed to install provider", "Inconsistent dependency lock file", "Unsupported Terraform Core version",
  "Backend initialization required", "Module not installed", "No valid credential sources found", "Error acquiring the state lock", "Failed to get existing workspaces", "Required plugins are not installed",
  "Failed to download module", "Could not download module", "Error refreshing state", "No configuration files", "Invalid provider registry host", "Failed to load plugin schemas", "Provider produced inconsistent",
] as const;

export const terraformRules: readonly Rule[] = [
  { id: "error", says: "problem", literals: ["│ Error: "], pattern: /^│ Error: (?<message>.+)$/, after: REACH, confidence: 0.93, read: ({ message = "" }, around) => readError(message, around) },
  { id: "place", says: "problem", literals: [".tf line ", ".tfvars line ", ".tofu line ", ".hcl line ", ".json line "], pattern: /^ {1,4}on \S+ line \d+(?:, in .{1,200})?:?$/, before: 4, confidence: 0.93, read: (_groups, around) => underTitle(around) },
  { id: "title", says: "problem", literals: TITLES.map((title) => `Error: ${title}`), pattern: /^Error: (?<message>.+)$/, after: REACH, confidence: 0.92, read: ({ message = "" }, around) => (placeBelow(around) === null ? readError(message, around) : null) },
  { id: "json-line", says: "problem", literals: ['"@level":"error","@message":"Error: '], pattern: /^\{"@level":"error","@message":"Error: (?<message>[^"\\]{1,400}).*?"diagnostic":\{"severity":"error"(?:.{0,3000}?"filename":"(?<file>[^"]+)","start":\{"line":(?<line>\d+),"column":(?<column>\d+))?/, confidence: 0.95, read: ({ message = "", file, line, column }) => ({ message, ...kindOf(message), ...(file === undefined ? {} : { places: [{ file, line, column, message }] }) }) },
];

/** Without a box the title stands two lines above its place; TFLint prints its rule in brackets there and is not meant. */
function underTitle({ at }: Surroundings): Finding | null {
  const place = PLACE.exec(at(0) ?? "")?.groups ?? {};
  const message = [-1, -2, -3, -4].map((offset) => /^Error: (?<message>.+)$/.exec(at(offset) ?? "")?.groups?.["message"]).find((title) => title !== undefined);
  return message === undefined || /\(\w+\)$/.test(message) ? null : located(message, place);
}

function readError(message: string, around: Surroundings): Finding | null {
  if (/^Terraform encountered problems during initiali[sz]ation/.test(message)) return null;
  const place = placeBelow(around);
  if (place !== null) return located(message, place);
  const below = textBelow(around);
  if (/no such host|dial tcp|connection (?:refused|reset)|i\/o timeout|could not connect to|Client\.Timeout|TLS handshake|50[234] /.test(below)) return { message, class: "network-infra", pattern_name: "network_failure" };
  if (/\b429\b|rate exceeded|Throttling|TooManyRequests/i.test(below)) return { message, class: "rate-limit", pattern_name: "rate_limited" };
  if (/AccessDenied|Unauthorized|No valid credential|credentials|ExpiredToken|\b40[13]\b/.test(`${message} ${below}`)) return { message, class: "auth-permission", pattern_name: "access_denied" };
  return { message, ...kindOf(`${message} ${below}`) };
}

function located(message: string, { file = "", line, within }: Readonly<Record<string, string | undefined>>): Finding {
  const test = /^run "(?<test>[^"]+)"$/.exec(within ?? "")?.groups?.["test"];
  const found = { message, places: [{ file, line, message }] };
  if (test !== undefined) return { ...found, tests: [test], class: "test-failure", pattern_name: "terraform_test_failures" };
  return { ...found, ...kindOf(message) };
}

function kindOf(message: string): Pick<Finding, "class" | "pattern_name"> {
  if (isHclSyntax(message)) return { class: "syntax-error", pattern_name: "terraform_syntax_error" };
  return LOCKED.test(message) ? { class: "lockfile-out-of-date", pattern_name: "lockfile_out_of_date" } : {};
}

function placeBelow({ at }: Surroundings): Readonly<Record<string, string | undefined>> | null {
  for (let offset = 1; offset <= REACH; offset++) {
    const text = at(offset);
    if (text === null || /^(?:│ )?Error: |^╵/.test(text)) return null;
    const place = PLACE.exec(text.replace(/^│\s+(?:on|with) /, "│   on "))?.groups;
    if (place !== undefined) return place;
  }
  return null;
}

function textBelow({ at }: Surroundings): string {
  const lines: string[] = [];
  for (let offset = 1; offset <= REACH; offset++) {
    const text = at(offset);
    if (text === null || /^(?:│ )?Error: |^╵/.test(text)) break;
    lines.push(text.replace(/^│ ?/, ""));
  }
  return lines.join(" ");
}
