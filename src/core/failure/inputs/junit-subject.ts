/** Whose report a JUnit document is: its writers sign it in the name of the root, of a suite, of a package, or by habits of their own. */
import type { Subject } from "./document.ts";
import { knownTool, subjectOf } from "./known-tool.ts";
import type { XmlElement } from "./xml.ts";

/** Types of failure that only Node.js's own runner writes (https://nodejs.org/api/test.html, `failureType`). */
const NODE_TYPES = /^(?:testCodeFailure|subtestsFailed|hookFailed|testTimeoutFailure|cancelledByParent|parentAlreadyFinished|multipleCallbackInvocations|callbackAndPromisePresent|uncaughtException)$/;
const UNSIGNED = { class: "test-failure", pattern_name: "junit_failures" } as const;

/** Whose suite it is; null where neither it nor the root tells. */
export function suiteSubject(root: XmlElement, suite: XmlElement): Subject | null {
  const pack = /^org\.(?<tool>[\w-]+)$/.exec(suite.attributes.get("package") ?? "")?.groups?.["tool"];
  return firstKnown([pack, root.attributes.get("name"), suite.attributes.get("name")]) ?? namedBy(toolOfSuite(root, suite)) ?? (/\.bats$/.test(suite.attributes.get("name") ?? "") ? namedBy("bats") : null);
}

function toolOfSuite(root: XmlElement, suite: XmlElement): string | null {
  const names = [root.attributes.get("name"), suite.attributes.get("name")];
  const schema = `${root.attributes.get("xsi:noNamespaceSchemaLocation") ?? ""} ${suite.attributes.get("xsi:noNamespaceSchemaLocation") ?? ""}`;
  if (schema.includes("surefire")) return "maven";
  if (names[0] === "AllTests") return "gtest";
  if (names[0] === "Oxlint") return "oxlint";
  if (names[0]?.startsWith("PHP_CodeSniffer ") === true) return "phpcs";
  if (names.some((name) => name?.startsWith("rspec") === true)) return "rspec";
  return suite.children.some(({ name, children }) => name === "properties" && children.some(({ attributes }) => attributes.get("name") === "go.version")) ? "go test" : null;
}

/** Whose case it is, where its suite does not tell. */
export function caseSubject({ element, verdict }: { readonly element: XmlElement; readonly verdict: XmlElement }): Subject {
  if (NODE_TYPES.test(verdict.attributes.get("type") ?? "")) return subjectOf("node:test", UNSIGNED);
  if (/^(?:\.\/)?spec\b/.test(element.attributes.get("file") ?? "")) return subjectOf("rspec", UNSIGNED);
  return firstKnown([element.attributes.get("classname")]) ?? subjectOf(null, UNSIGNED);
}

function firstKnown(names: readonly (string | undefined)[]): Subject | null {
  for (const name of names) {
    const found = name === undefined ? null : knownTool(name);
    if (found !== null) return found;
  }
  return null;
}

function namedBy(tool: string | null): Subject | null {
  return tool === null ? null : subjectOf(tool, UNSIGNED);
}
