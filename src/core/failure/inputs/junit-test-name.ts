/** A failing test's name as its own runner prints it, from the class and the name that JUnit XML keeps apart. */
import type { XmlElement } from "./xml.ts";

export interface NamedCase {
  readonly element: XmlElement;
  readonly suite: XmlElement;
  readonly tool: string | null;
  /** Where it failed, when known. */
  readonly file: string | null;
}

/** Empty when the case has no name. */
export function testName({ element, suite, tool, file }: NamedCase): string {
  const name = (element.attributes.get("name") ?? "").trim();
  const scope = (element.attributes.get("classname") ?? "").trim();
  if (element.name !== "testcase") return (suite.attributes.get("name") ?? "").trim();
  if (tool === "pytest") return pytestName({ name, scope, file: element.attributes.get("file") ?? file });
  if (tool === "go test" || scope === "" || scope === "test" || name.includes(scope) || scope.endsWith(name)) return longer(name, scope.endsWith(name) ? scope : name);
  if (/[\\/]/.test(scope) || scope.endsWith(".bats")) return name;
  return /^[\w$.]+$/.test(scope) && scope.includes(".") ? `${scope}.${name}` : `${scope} ${name}`;
}

function longer(a: string, b: string): string {
  return a.length >= b.length ? a : b;
}

/** `tests.test_cart.TestTotal` and `test_sums[1]` give `tests/test_cart.py::TestTotal::test_sums[1]`; the file tells where the module ends. */
function pytestName({ name, scope, file }: { name: string; scope: string; file: string | null }): string {
  if (scope === "") return name;
  const parts = scope.split(".");
  const module = file === null ? "" : file.replace(/\.py$/, "").replaceAll(/[\\/]/g, ".");
  const depth = module !== "" && (scope === module || scope.startsWith(`${module}.`)) ? module.split(".").length : usualDepth(parts);
  return [`${parts.slice(0, depth).join("/")}.py`, ...parts.slice(depth), name].join("::");
}

/** By convention classes begin with a capital, modules do not. */
function usualDepth(parts: readonly string[]): number {
  const first = parts.findIndex((part) => /^[A-Z]/.test(part));
  return first <= 0 ? parts.length : first;
}
