/** What Gradle writes itself: its lock state, and the metadata by which it verifies what it downloads. Build scripts are programs, and are not read. */
import { readXml } from "../../../failure/inputs/xml.ts";
import type { Dependency } from "../dependency.ts";

/** `group:artifact:version=configurations`, and `empty=` for configurations without any (https://docs.gradle.org/current/userguide/dependency_locking.html). Before Gradle 6.8 each configuration had a file, without the `=`. */
export function readGradleLock(text: string): readonly Dependency[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#") && !line.startsWith("empty="));
  return lines.map((line) => {
    const found = /^([^:=\s]+):([^:=\s]+):([^:=\s]+)(?:=\S*)?$/.exec(line);
    if (found === null) throw new Error("a line that is no dependency");
    return { ecosystem: "Maven", name: `${found[1] ?? ""}:${found[2] ?? ""}`, version: found[3] ?? null, licence: null };
  });
}

/** `<component group name version>` (https://docs.gradle.org/current/userguide/dependency_verification.html). */
export function readVerificationMetadata(text: string): readonly Dependency[] {
  const root = readXml(text);
  if (root?.name !== "verification-metadata") throw new Error("no verification metadata");
  const components = root.children.filter(({ name }) => name === "components").flatMap(({ children }) => children).filter(({ name }) => name === "component");
  return components.map(({ attributes }) => {
    const [group, name, version] = ["group", "name", "version"].map((key) => attributes.get(key));
    if (group === undefined || name === undefined) throw new Error("a component without a name");
    return { ecosystem: "Maven", name: `${group}:${name}`, version: version ?? null, licence: null };
  });
}
