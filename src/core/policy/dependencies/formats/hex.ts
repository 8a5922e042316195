/** Elixir's `mix.lock`: a map of `"name": {:hex, :package, "version", …}`; Mix writes one to a line. `mix.exs` is a program, and is not read. */
import type { Dependency } from "../dependency.ts";

/** A package from git or a path has no version that advisories know: its name alone is told. */
export function readMixLock(text: string): readonly Dependency[] {
  if (!/^\s*%\{[\s\S]*\}\s*$/.test(text)) throw new Error("no map");
  const entries = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && line !== "%{" && line !== "}" && line !== "%{}");
  return entries.map((line) => {
    const hex = /^"([^"]+)": \{:hex, :([\w@"]+|"[^"]+"), "([^"]+)"/.exec(line);
    if (hex !== null) return { ecosystem: "Hex", name: (hex[2] ?? "").replaceAll('"', ""), version: hex[3] ?? null, licence: null };
    const other = /^"([^"]+)": \{:(?:git|path),/.exec(line);
    if (other === null) throw new Error("a line that is no package");
    return { ecosystem: "Hex", name: other[1] ?? "", version: null, licence: null };
  });
}
