/** The tests of the modules that a change can reach, chosen in the words of Cargo, Maven and Gradle themselves, and run by them (E10). */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { narrow } from "../../src/cli/impact/narrow.ts";
import { commitAll } from "./commit-all.ts";
import { installFromDebian } from "./tools/debian.ts";
import { findFolder } from "./tools/find-folder.ts";
import { installJavaTools } from "./tools/java.ts";
import { findRust } from "./tools/rust.ts";

jest.setTimeout(600_000);
let checkout: string;
beforeEach(() => { checkout = realpathSync(mkdtempSync(join(tmpdir(), "regreen-impact-"))); });
afterEach(() => { rmSync(checkout, { recursive: true, force: true }); });

function layOut(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), text);
  }
  commitAll(checkout, join(checkout, "no-parent"));
}

/** What the narrowed command prints, run as a person's shell would. */
async function run(command: string, changed: readonly string[], path: string): Promise<{ readonly command: string; readonly output: string }> {
  // No daemon of Gradle's is left behind.
  const environment = { ...process.env, GRADLE_OPTS: "-Dorg.gradle.daemon=false", PATH: `${path}:${process.env["PATH"] ?? ""}` };
  const narrowed = await narrow({ command, checkout, directory: checkout, environment, changed });
  if (narrowed.kind === "none") throw new Error(narrowed.because);
  const { stdout, stderr } = await promisify(execFile)("sh", ["-c", narrowed.command], { cwd: checkout, env: environment, maxBuffer: 2 ** 26 });
  return { command: narrowed.command, output: `${stdout}${stderr}` };
}

test("Cargo: the packages that take in the changed one, by `cargo metadata`", async () => {
  const member = (name: string, dependencies: string): Record<string, string> => ({
    [`crates/${name}/Cargo.toml`]: `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n${dependencies}`,
    [`crates/${name}/src/lib.rs`]: `#[test]\nfn tests_of_${name}() {}\n`,
  });
  layOut({
    "Cargo.toml": '[workspace]\nresolver = "2"\nmembers = ["crates/*"]\n', ".gitignore": "target\n",
    ...member("price", ""), ...member("cart", '[dependencies]\nprice = {path = "../price"}\n'), ...member("web", '[dev-dependencies]\ncart = {path = "../cart"}\n'), ...member("mail", ""),
  });
  const { command, output } = await run("cargo test --workspace --offline", ["crates/cart/src/lib.rs"], await findRust());
  expect(command).toBe("cargo test --offline -p cart -p web");
  expect(["price", "cart", "web", "mail"].filter((name) => output.includes(`test tests_of_${name} ... ok`))).toEqual(["cart", "web"]);
});

test("Maven: the modules that take in the changed one, and what they need is built with them", async () => {
  await installJavaTools();
  const module = (name: string, uses: readonly string[]): Record<string, string> => ({
    [`${name}/pom.xml`]: `<project><modelVersion>4.0.0</modelVersion><parent><groupId>g</groupId><artifactId>shop</artifactId><version>1</version></parent><artifactId>${name}</artifactId><packaging>pom</packaging><dependencies>${uses.map((used) => `<dependency><groupId>g</groupId><artifactId>${used}</artifactId><version>1</version><type>pom</type></dependency>`).join("")}</dependencies></project>\n`,
  });
  layOut({
    "pom.xml": `<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>shop</artifactId><version>1</version><packaging>pom</packaging><modules>${["tax", "price", "web", "mail"].map((name) => `<module>${name}</module>`).join("")}</modules></project>\n`,
    ...module("tax", []), ...module("price", []), ...module("web", ["price", "tax"]), ...module("mail", []), "price/src/main/java/Price.java": "class Price {}\n",
  });
  const { command, output } = await run("mvn --batch-mode --offline test", ["price/src/main/java/Price.java"], findFolder("mvn") ?? "");
  expect(command).toBe("mvn --batch-mode --offline test -pl price,web -am");
  expect([...output.matchAll(/^\[INFO\] (\w+) 1? ?\.+ SUCCESS/gm)].map(([, name]) => name)).toEqual(["shop", "tax", "price", "web"]);
});

test("Gradle: the projects that take in the changed one, among those that have tests", async () => {
  if (findFolder("gradle") === null) await installFromDebian("gradle", "gradle is not on the path");
  const project = (name: string, uses: readonly string[]): Record<string, string> => ({
    [`${name}/build.gradle`]: `apply plugin: 'base'\nconfigurations { needs }\ndependencies { ${uses.map((used) => `needs project(':${used}')`).join("; ")} }\ntask test { doLast { println 'tests of ${name}' } }\n`, [`${name}/src/test/java/A.java`]: "class A {}\n",
  });
  layOut({ "settings.gradle": "include 'price', 'web'\ninclude ':mail'\n", ".gitignore": ".gradle\nbuild\n", ...project("price", []), ...project("web", ["price"]), ...project("mail", []) });
  const { command, output } = await run("gradle --offline test", ["price/src/main/java/Price.java"], findFolder("gradle") ?? "");
  expect(command).toBe("gradle --offline :price:test :web:test");
  expect(["price", "web", "mail"].filter((name) => output.includes(`tests of ${name}`))).toEqual(["price", "web"]);
});
