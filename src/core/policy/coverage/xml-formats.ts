/** Coverage reports in XML: Cobertura's (coverage-04.dtd) and JaCoCo's (report.dtd 1.1). */
import { readXml, type XmlElement } from "../../failure/inputs/xml.ts";
import { LineCounts, type CoverageReport } from "./report.ts";

/** Both formats name an external document type, which nobody reads; one with declarations of its own is refused. */
const EXTERNAL_TYPE = /<!DOCTYPE\s+[\w:.-]{1,40}(?:\s+(?:PUBLIC|SYSTEM)(?:\s+(?:"[^"]{0,300}"|'[^']{0,300}')){1,2})?\s*>/;

export function readXmlCoverage(text: string): CoverageReport | null {
  const root = readXml(text.replace(EXTERNAL_TYPE, ""));
  if (root?.name === "coverage") return readCobertura(root);
  return root?.name === "report" ? readJacoco(root) : null;
}

function readCobertura(root: XmlElement): CoverageReport | null {
  const counts = new LineCounts();
  for (const one of descendants(root, "class")) {
    const path = one.attributes.get("filename");
    if (path === undefined) continue;
    counts.file(path);
    for (const line of descendants(one, "line")) counts.note(path, numberOf(line, "number"), numberOf(line, "hits"));
  }
  return counts.report();
}

/** A line ran when at least one of its instructions did (`ci`). */
function readJacoco(root: XmlElement): CoverageReport | null {
  const counts = new LineCounts();
  for (const group of descendants(root, "package")) {
    for (const source of group.children.filter(({ name }) => name === "sourcefile")) {
      const path = [group.attributes.get("name") ?? "", source.attributes.get("name") ?? ""].filter((part) => part !== "").join("/");
      counts.file(path);
      for (const line of source.children.filter(({ name }) => name === "line")) counts.note(path, numberOf(line, "nr"), numberOf(line, "ci"));
    }
  }
  return counts.report();
}

function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);
}

function numberOf(element: XmlElement, name: string): number {
  const text = element.attributes.get(name);
  return text === undefined || text === "" ? NaN : Number(text);
}
