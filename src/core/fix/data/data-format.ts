/** Which files hold data or prose that is compared by what it says, told by their names alone. */
import { isManifest } from "../protected-paths.ts";

export type DataFormat = "cmake" | "json" | "yaml" | "toml" | "markdown" | "prose" | "proto";

const byEnding: Readonly<Record<string, DataFormat>> = {
  json: "json", jsonc: "json", "code-workspace": "json", webmanifest: "json", yaml: "yaml", yml: "yaml", toml: "toml", md: "markdown", markdown: "markdown",
  txt: "prose", rst: "prose", adoc: "prose", proto: "proto", cmake: "cmake",
};

/** Null: a file of this name cannot be shown to have changed in its layout alone by what it says. */
export function dataFormatOf(path: string): DataFormat | null {
  if (/(?:^|\/)CMakeLists\.txt$/i.test(path)) return "cmake";
  const ending = /\.([a-z0-9-]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  const format = Object.hasOwn(byEnding, ending) ? byEnding[ending] ?? null : null;
  return format === "prose" && isManifest(path) ? null : format;
}
