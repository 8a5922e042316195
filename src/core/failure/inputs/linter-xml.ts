/** XML of linters that is not Checkstyle's: PMD (pmd.github.io/schema/report_2_0_0.xsd) and Cppcheck (`--xml`, version 2 of its manual, "XML output"). */
import type { DocumentReading } from "./document.ts";
import { problemOf, type Told } from "./linter-json/told.ts";
import type { XmlElement } from "./xml.ts";

/** Null: the root is neither's. */
export function readLinterXml(root: XmlElement): DocumentReading | null {
  if (root.name === "pmd") return { input: "pmd-xml", problems: violations(root).map(toProblem), truncated: false };
  if (root.name === "results" && root.children.some(({ name }) => name === "cppcheck")) return { input: "cppcheck-xml", problems: findings(root).map(toProblem), truncated: false };
  return null;
}

interface Placed { readonly told: Told; readonly at: number }

function toProblem({ told, at }: Placed): DocumentReading["problems"][number] {
  return problemOf(told, at);
}

function numbered(printed: string | undefined): number | null {
  return printed === undefined ? null : Number(printed);
}

function violations(root: XmlElement): readonly Placed[] {
  return root.children.filter(({ name }) => name === "file").flatMap((file) => file.children.filter(({ name }) => name === "violation").map(({ attributes, text, line: at }) => ({
    at, told: { tool: "pmd", file: file.attributes.get("name"), line: numbered(attributes.get("beginline")), column: numbered(attributes.get("begincolumn")), rule: attributes.get("rule"), message: text.trim() },
  })));
}

/** `information` tells of Cppcheck's own work (a header that it did not find), not of the code. */
function findings(root: XmlElement): readonly Placed[] {
  const errors = root.children.filter(({ name }) => name === "errors").flatMap(({ children }) => children.filter(({ name, attributes }) => name === "error" && attributes.get("severity") !== "information"));
  return errors.map(({ attributes, children, line: at }) => {
    const place = children.find(({ name }) => name === "location")?.attributes;
    return { at, told: { tool: "cppcheck", file: place?.get("file"), line: numbered(place?.get("line")), column: numbered(place?.get("column")), rule: attributes.get("id"), message: attributes.get("msg") ?? "" } };
  });
}
