/** Tools that do not come with Python or Node: each from its own ecosystem's registry, or from Debian. Returns the folders that hold them. */
import { homedir } from "node:os";
import { join } from "node:path";
import { installAddlicense } from "./addlicense.ts";
import { findComposer } from "./composer.ts";
import { installCargoInsta } from "./insta.ts";
import { installGoimports } from "./goimports.ts";
import { installJavaTools, installSpotless } from "./java.ts";
import { installPhpTools } from "./php.ts";
import { findRuby } from "./ruby.ts";
import { findRust } from "./rust.ts";
import { findShfmt } from "./shell.ts";

/** One after the other: two installers of Debian's packages at once would wait for each other's lock. */
export async function installNativeTools(go: string): Promise<readonly string[]> {
  return [await installAddlicense(go), await installGoimports(go), await installJavaTools(), await installPhpTools(), await findRust(), await installSpotless(), await findRuby(), await findComposer(), await findShfmt(), await installCargoInsta()];
}

/** Where Rust's toolchains lie for a command that is given another home. */
export const nativeEnvironment = { CARGO_HOME: join(homedir(), ".cargo"), RUSTUP_HOME: join(homedir(), ".rustup") };

/** What prints the version of a tool, where it is not `<tool> --version`. */
export const nativeVersions: Readonly<Record<string, string>> = {
  addlicense: 'go version -m "$(command -v addlicense)" | grep -w mod',
  go: "go version",
  goimports: 'go version -m "$(command -v goimports)" | grep -w mod',
  rustfmt: "rustfmt --version",
  clippy: "cargo clippy --version",
  spotless: "grep -oE '<version>2[.0-9]+' skills/spotless-apply/examples/maven/before/pom.xml",
  "google-java-format": "google-java-format --version 2>&1",
  "apache-rat": "grep -A1 apache-rat-plugin skills/licence-header/examples/apache-rat/before/pom.xml",
  "license-maven-plugin": "grep -A1 license-maven-plugin skills/licence-header/examples/license-maven-plugin/before/pom.xml",
  terraform: "terraform version",
  insta: "cargo-insta --version",
  poetry: "poetry --version",
  bundler: "bundle --version",
  composer: "composer --version --no-ansi",
  vitest: "vitest --version",
};
