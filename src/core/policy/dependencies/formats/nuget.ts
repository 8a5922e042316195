/** .NET's packages: the lock file, and the project files that name them. */
import { readXml, type XmlElement } from "../../../failure/inputs/xml.ts";
import { recordOf, textOf } from "../../../lockfile/lockfile.ts";
import type { Dependency } from "../dependency.ts";

/** `packages.lock.json`, versions 1 and 2: by framework, each with what was resolved; projects of one's own are none (https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies). */
export function readNugetLock(text: string): readonly Dependency[] {
  const lock = recordOf(JSON.parse(text));
  if (typeof lock["version"] !== "number") throw new Error("no lock file");
  const packages = Object.values(recordOf(lock["dependencies"])).flatMap((framework) => Object.entries(recordOf(framework)));
  return packages.filter(([, each]) => recordOf(each)["type"] !== "Project").map(([name, each]) => ({ ecosystem: "NuGet", name, version: textOf(recordOf(each)["resolved"]), licence: null }));
}

const references = new Set(["PackageReference", "PackageVersion", "PackageDownload", "GlobalPackageReference", "DotNetCliToolReference"]);

/** `<PackageReference Include="…" Version="…"/>`. A version that is a range, a property or kept elsewhere is not known; a name that is a property cannot be read. */
export function readProjectFile(text: string): readonly Dependency[] {
  const root = readXml(text.replace(/^\ufeff/, ""));
  if (root?.name !== "Project") throw new Error("no project");
  const found: Dependency[] = [];
  const visit = (element: XmlElement): void => {
    if (references.has(element.name)) found.push(...namedBy(element));
    element.children.forEach(visit);
  };
  visit(root);
  return found;
}

function namedBy(element: XmlElement): readonly Dependency[] {
  const name = element.attributes.get("Include") ?? element.attributes.get("Update");
  const version = element.attributes.get("Version") ?? element.children.find((child) => child.name === "Version")?.text.trim() ?? null;
  if (name === undefined) return [];
  if (name.includes("$(")) throw new Error("a name that is a property");
  return name.split(";").map((each) => ({ ecosystem: "NuGet", name: each.trim(), version: version !== null && /^\d+(?:\.\d+)*(?:-[\w.-]+)?$/.test(version) ? version : null, licence: null }));
}
