/** Checkstyle's XML, which ESLint, ktlint, PHP_CodeSniffer, golangci-lint, ShellCheck and others write too. */
import type { DocumentProblem, DocumentReading } from "./document.ts";
import { subjectOf } from "./known-tool.ts";
import type { XmlElement } from "./xml.ts";

/** `root` is the element `checkstyle`. Where nothing is an error, what there is (hadolint's warnings) is what was found. */
export function readCheckstyle(root: XmlElement): DocumentReading {
  const sign = openSignatures();
  const biome = root.children.some((file) => file.children.some(({ attributes }) => OF_BIOME.test(attributes.get("source") ?? "")));
  const problems = root.children.filter(({ name }) => name === "file").flatMap((file) => file.children.filter(({ name }) => name === "error").map((error) => problemOf(error, { file: file.attributes.get("name") ?? "", biome, sign })));
  return { input: "checkstyle", problems: problems.some(({ says }) => says === "problem") ? problems : problems.map((problem): DocumentProblem => ({ ...problem, says: "problem" })), truncated: false };
}

function problemOf({ attributes, line }: XmlElement, { file, biome, sign }: { readonly file: string; readonly biome: boolean; readonly sign: typeof signed }): DocumentProblem {
  const source = attributes.get("source") ?? "";
  const { tool, rule } = biome && /^(?:parse|format)$/.test(source) ? { tool: "biome", rule: source } : sign(source);
  const message = withoutRule(attributes.get("message") ?? "", rule);
  const severity = attributes.get("severity") ?? "error";
  return {
    line, rule: "error", says: severity === "error" ? "problem" : "detail", confidence: 0.96, subject: subjectOf(tool, { class: "lint", pattern_name: "checkstyle_problems" }),
    text: `${file}:${attributes.get("line") ?? ""}: ${severity}: ${message}`, message, places: [{ file, line: attributes.get("line"), column: attributes.get("column"), rule, message }], ...(rule === null ? {} : { kind: rule }),
  };
}

/** ESLint repeats the rule at the end: `Expected '===' and instead saw '=='. (eqeqeq)`. */
function withoutRule(message: string, rule: string | null): string {
  const suffix = ` (${rule ?? ""})`;
  return message.endsWith(suffix) ? message.slice(0, -suffix.length) : message;
}

const OF_BIOME = /^(?:lint|assist)\/\w+\/\w+$/;

/** A document has few sources, and many errors of each. */
function openSignatures(): typeof signed {
  const known = new Map<string, ReturnType<typeof signed>>();
  return (source) => {
    const found = known.get(source) ?? signed(source);
    known.set(source, found);
    return found;
  };
}

/** `eslint.rules.eqeqeq`, `com.puppycrawl.tools.checkstyle.checks.…Check`, `ShellCheck.SC2086`, `standard:no-tabs`, `PSR2.Files…`. */
function signed(source: string): { tool: string | null; rule: string | null } {
  if (source.startsWith("com.puppycrawl.tools.checkstyle.")) return { tool: "checkstyle", rule: source.split(".").at(-1) ?? null };
  const { tool, rule } = /^(?<tool>eslint|ShellCheck|stylelint|detekt|flake8|ruff|jshint|tslint|rubocop)\.(?:rules\.)?(?<rule>.+)$/i.exec(source)?.groups ?? {};
  if (tool !== undefined && rule !== undefined) return { tool, rule };
  const numbered = /^(?<kind>DL|SC)\d{4}$/.exec(source)?.groups?.["kind"];
  if (numbered !== undefined) return { tool: numbered === "DL" ? "hadolint" : "shellcheck", rule: source };
  if (OF_BIOME.test(source)) return { tool: "biome", rule: source };
  if (/^[\w-]+\([\w/@-]+\)$/.test(source)) return { tool: "oxlint", rule: source };
  if (source.startsWith("standard:")) return { tool: "ktlint", rule: source };
  if (/^(?:PSR\d+|Generic|Squiz|PEAR|Zend|WordPress|Drupal)\./.test(source)) return { tool: "phpcs", rule: source };
  return { tool: null, rule: source === "" ? null : source };
}
