/** Whose report a JUnit document is: its writers sign it in the name of the root, of a suite, of a package, or by habits of their own. */
import type { Subject } from "./document.ts";
import { knownTool, subjectOf } from "./known-tool.ts";
import type { XmlElement } from "./xml.ts";

export interface Signs {
  readonly root: XmlElement;
  readonly suite: XmlElement;
  readonly element: XmlElement;
  readonly verdict: XmlElement;
}

/** Types of failure that only Node.js's own runner writes (https://nodejs.org/api/test.html, `failureType`). */
const NODE_TYPES = /^(?:testCodeFailure|subtestsFailed|hookFailed|testTimeoutFailure|cancelledByParent|parentAlreadyFinished|multipleCallbackInvocations|callbackAndPromisePresent|uncaughtException)$/;

export function junitSubject(signs: Signs): Subject {
  return known(signs) ?? subjectOf(toolOf(signs), { class: "test-failure", pattern_name: "junit_failures" });
}

function known({ root, suite, element }: Signs): Subject | null {
  const pack = /^org\.(?<tool>[\w-]+)$/.exec(suite.attributes.get("package") ?? "")?.groups?.["tool"];
  for (const name of [pack, root.attributes.get("name"), suite.attributes.get("name"), element.attributes.get("classname")]) {
    const found = name === undefined ? null : knownTool(name.replace(/^Root Suite\..*$/, "mocha tests"));
    if (found !== null) return found;
  }
  return null;
}

function toolOf({ root, suite, element, verdict }: Signs): string | null {
  const schema = `${root.attributes.get("xsi:noNamespaceSchemaLocation") ?? ""} ${suite.attributes.get("xsi:noNamespaceSchemaLocation") ?? ""}`;
  if (schema.includes("surefire")) return "maven";
  if (root.attributes.get("name") === "AllTests") return "gtest";
  if (NODE_TYPES.test(verdict.attributes.get("type") ?? "")) return "node:test";
  if (suite.children.some(({ name, children }) => name === "properties" && children.some(({ attributes }) => attributes.get("name") === "go.version"))) return "go test";
  if (/^(?:\.\/)?spec\b/.test(element.attributes.get("file") ?? "") || root.attributes.get("name")?.startsWith("rspec") === true || suite.attributes.get("name")?.startsWith("rspec") === true) return "rspec";
  return null;
}
