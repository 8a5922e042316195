/** Tools that do not come with Python or Node: each from its own ecosystem's registry, or from Debian. Returns the folders that hold them. */
import { installGoimports } from "./goimports.ts";
import { installJavaTools, installSpotless } from "./java.ts";
import { installPhpTools } from "./php.ts";
import { findRuby } from "./ruby.ts";
import { findRust } from "./rust.ts";
import { findShfmt } from "./shell.ts";

/** One after the other: two installers of Debian's packages at once would wait for each other's lock. */
export async function installNativeTools(go: string): Promise<readonly string[]> {
  return [await installGoimports(go), await findRust(), await installJavaTools(), await installSpotless(), await installPhpTools(), await findRuby(), await findShfmt()];
}
