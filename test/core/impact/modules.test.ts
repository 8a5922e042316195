import { describe, expect, test } from "@jest/globals";
import { affectedModules } from "../../../src/core/impact/modules/affected-modules.ts";
import type { BuildModule } from "../../../src/core/impact/modules/build-module.ts";
import { cargoWorkspace } from "../../../src/core/impact/modules/cargo-modules.ts";
import { gradleModules } from "../../../src/core/impact/modules/gradle-modules.ts";
import { mavenModules } from "../../../src/core/impact/modules/maven-modules.ts";
import { buildCallOf, selectModules } from "../../../src/core/impact/modules/select-modules.ts";

const shop: readonly BuildModule[] = [
  { name: "price", folder: "crates/price", uses: [], hasTests: true }, { name: "cart", folder: "crates/cart", uses: ["price"], hasTests: true },
  { name: "web", folder: "crates/web", uses: ["cart"], hasTests: true }, { name: "mail", folder: "crates/mail", uses: [], hasTests: true },
];

describe("which modules a change can reach", () => {
  test.each<[string, readonly string[]]>([["crates/price/src/lib.rs", ["price", "cart", "web"]], ["crates/web/src/page.html", ["web"]], ["crates/mail/README.md", ["mail"]], ["README.md", []]])("%s reaches %j", (path, names) => {
    expect(affectedModules(shop, [path])).toEqual({ kind: "modules", names });
  });

  test.each(["Cargo.lock", "crates/mail/Cargo.toml", "gradle/libs.versions.toml", "buildSrc/src/main/groovy/a.groovy", "core/pom.xml", "data/countries.json", "../other/file.rs"])("%s may reach all", (path) => {
    expect(affectedModules(shop, [path]).kind).toBe("all");
  });

  test("of the root's own module its sources count, and other files at the root may be read by any", () => {
    const rooted = [{ name: "shop", folder: "", uses: ["price"], hasTests: true }, ...shop];
    expect([affectedModules(rooted, ["src/main.rs"]), affectedModules(rooted, ["Makefile"]).kind]).toEqual([{ kind: "modules", names: ["shop"] }, "all"]);
  });
});

function narrowed(command: string, changed: readonly string[], { modules = shop, byDefault = null as readonly string[] | null } = {}): string {
  const call = buildCallOf(command);
  if (call === null) return "no call";
  const chosen = selectModules({ call, modules, byDefault, changed });
  return chosen.kind === "narrowed" ? chosen.command : chosen.because;
}

describe("in the build tool's own words", () => {
  test.each([
    ["cargo test --workspace --locked -- --nocapture", "cargo test --locked -p cart -p web -- --nocapture"],
    ["RUST_BACKTRACE=1 cargo +nightly nextest run --all", "RUST_BACKTRACE=1 cargo +nightly nextest run -p cart -p web"],
    ["./mvnw -B -ntp verify", "./mvnw -B -ntp verify -pl cart,web -am"],
    ["mvn clean test -Dx='a b'", "mvn clean test '-Dx=a b' -pl cart,web -am"],
    ["./gradlew test --console plain -x lint", "./gradlew cart:test web:test --console plain -x lint"],
  ])("%s becomes %s", (command, expected) => {
    expect(narrowed(command, ["crates/cart/src/lib.rs"])).toBe(expected);
  });

  test.each(["cargo build", "cargo test -p cart", "cargo test --exclude web --workspace", "cargo test --manifest-path a/Cargo.toml", "mvn -pl web test", "mvn deploy", "gradle assemble", "gradle test jar", "gradle :web:test", "gradle -p web test", "cd a && cargo test", "make", "A=\"b c\" cargo test"])("%s is left as it is", (command) => {
    expect(narrowed(command, ["crates/cart/src/lib.rs"])).toBe("no call");
  });

  test("a command that takes only some packages by itself takes no more when narrowed", () => {
    const byDefault = ["web", "mail"];
    expect([narrowed("cargo test", ["crates/price/src/lib.rs"], { byDefault }), narrowed("cargo test --workspace", ["crates/price/src/lib.rs"], { byDefault })]).toEqual(["cargo test -p web", "cargo test -p price -p cart -p web"]);
  });

  test("nothing is narrowed where every module is reached, or none", () => {
    expect([narrowed("cargo test", ["crates/price/src/lib.rs", "crates/mail/src/lib.rs"]), narrowed("cargo test", ["README.md"])]).toEqual(["every module reaches what changed", "no module with tests reaches what changed"]);
  });

  test("a project without tests is not asked for any", () => {
    expect(narrowed("gradle test", ["crates/cart/a.java"], { modules: shop.map((one) => ({ ...one, name: `:${one.name}`, uses: one.uses.map((used) => `:${used}`), hasTests: one.name !== "web" })) })).toBe("gradle :cart:test");
  });
});

describe("Maven's modules", () => {
  const pom = (artifact: string, more = ""): string => `<project><modelVersion>4.0.0</modelVersion><parent><artifactId>shop</artifactId></parent><artifactId>${artifact}</artifactId>${more}</project>`;
  const uses = (artifact: string): string => `<dependencies><dependency><groupId>g</groupId><artifactId>${artifact}</artifactId></dependency></dependencies>`;
  const read = (poms: Readonly<Record<string, string>>): readonly BuildModule[] | null => mavenModules((folder) => poms[folder] ?? null);

  test("are found from the root down, with what each takes in: dependencies, plugins, the parent", () => {
    const modules = read({
      "": "<project><!-- <module>old</module> --><artifactId>shop</artifactId><packaging>pom</packaging><modules><module>price</module><module>./web/</module></modules><profiles><profile><modules><module>extra</module></modules></profile></profiles></project>",
      "price": pom("shop-price"), "web": pom("shop-web", `<modules><module>ui</module></modules>${uses("shop-price")}`), "web/ui": pom("shop-ui", "<build><plugins><plugin><artifactId>shop-web</artifactId></plugin></plugins></build>"),
    });
    expect(modules?.map(({ name, uses: used }) => [name, used])).toEqual([[".", []], ["price", ["."]], ["web", [".", "price"]], ["web/ui", [".", "web"]]]);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ["a module that is not there", { "": "<project><artifactId>a</artifactId><modules><module>b</module></modules></project>" }],
    ["a name that only the build knows", { "": `<project><artifactId>a</artifactId>${uses("${x}")}</project>` }],
    ["a module outside", { "": "<project><artifactId>a</artifactId><modules><module>../b</module></modules></project>", "../b": pom("b") }],
    ["two modules of one name", { "": "<project><artifactId>a</artifactId><modules><module>b</module></modules></project>", "b": pom("a") }],
    ["no pom", {}],
  ])("cannot be told with %s", (_, poms) => {
    expect(read(poms)).toBeNull();
  });

  test("a pom that is made to be slow is read in no time", () => {
    const started = process.cpuUsage();
    read({ "": `<project><artifactId>a</artifactId>${"<!--<dependencies><artifactId> ".repeat(20_000)}` });
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });
});

describe("Gradle's projects", () => {
  const read = (settings: string, builds: Readonly<Record<string, string>> = {}, paths: readonly string[] = []): readonly BuildModule[] | null => gradleModules({ settings, builds: new Map(Object.entries(builds)), paths });

  test("are those that the settings include, with those above them, and take in what build files name", () => {
    const modules = read('rootProject.name = "shop"\n// include("old")\ninclude(":price", "web:ui")\ninclude \'mail-box\'\n', {
      "price": "", "web/ui": 'dependencies { implementation(project(":price")); testImplementation(project(path: ":mail-box")) }', "mail-box": "dependencies { api projects.price }",
    }, ["price/src/test/java/A.java", "web/ui/src/main/java/B.java"]);
    expect(modules).toEqual([
      { name: ":", folder: "", uses: [], hasTests: false }, { name: ":mail-box", folder: "mail-box", uses: [":price"], hasTests: false }, { name: ":price", folder: "price", uses: [], hasTests: true },
      { name: ":web", folder: "web", uses: [], hasTests: false }, { name: ":web:ui", folder: "web/ui", uses: [":mail-box", ":price"], hasTests: false },
    ]);
  });

  test("all take in what the root's script names for them", () => {
    expect(read("include 'a', 'b'\n", { "": "subprojects { dependencies { implementation project(':a') } }" })?.map(({ name, uses }) => [name, uses])).toEqual([[":", [":a"]], [":a", []], [":b", [":a"]]]);
  });

  test.each(["include 'a'\nproject(':a').projectDir = file('other')\n", "rootDir.eachDir { include it.name }\n", "include names\n", "includeBuild 'logic'\ninclude 'a'\n"])("cannot be told from %j", (settings) => {
    expect(read(settings)).toBeNull();
  });
});

test("what Cargo prints is read as it is, and anything else is nothing", () => {
  expect([cargoWorkspace("error: no manifest"), cargoWorkspace("[]"), cargoWorkspace('{"packages":[{"id":"a","name":"-p evil","manifest_path":"/a/Cargo.toml","dependencies":[]}],"workspace_members":["a"],"workspace_root":"/a"}')]).toEqual([null, null, null]);
});
