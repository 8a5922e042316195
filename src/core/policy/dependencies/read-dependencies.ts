/** Reads what a manifest or lockfile names, by the file's name. A dependency file that no reader here knows gives null: then nothing is known of it. */
import { readXml, type XmlElement } from "../../failure/inputs/xml.ts";
import { isManifest, isLockfile } from "../../fix/protected-paths.ts";
import { recordOf, textOf } from "../../lockfile/lockfile.ts";
import { normalName, readManifest } from "../../lockfile/manifest.ts";
import { readLockfile } from "../../lockfile/read-lockfile.ts";
import type { Dependency, Ecosystem } from "./dependency.ts";
import { readGradleLock, readVerificationMetadata } from "./formats/gradle.ts";
import { readMixLock } from "./formats/hex.ts";
import { readNugetLock, readProjectFile } from "./formats/nuget.ts";
import { readPubLock, readPubspec } from "./formats/pub.ts";

type Reader = (text: string, path: string) => readonly Dependency[];

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/, readNpmLock],
  [/(?:^|\/)(?:yarn\.lock|pnpm-lock\.yaml)$/, locked("npm")],
  [/(?:^|\/)(?:poetry|uv)\.lock$/, locked("PyPI")],
  [/(?:^|\/)Cargo\.lock$/, locked("crates.io")],
  [/(?:^|\/)package\.json$/, manifest("npm")],
  [/(?:^|\/)pyproject\.toml$/, manifest("PyPI")],
  [/(?:^|\/)Cargo\.toml$/, manifest("crates.io")],
  [/(?:^|\/)(?:requirements|constraints)[^/]*\.(?:txt|in)$/, readRequirements],
  [/(?:^|\/)go\.(?:mod|sum)$/, readGoModules],
  [/(?:^|\/)composer\.lock$/, readComposerLock],
  [/(?:^|\/)composer\.json$/, readComposer],
  [/(?:^|\/)Gemfile\.lock$/, readGemfileLock],
  [/(?:^|\/)Pipfile\.lock$/, readPipfileLock],
  [/(?:^|\/)pom\.xml$/, readPom],
  [/(?:^|\/)(?:buildscript-)?gradle\.lockfile$|(?:^|\/)gradle\/dependency-locks\/[^/]+\.lockfile$/, readGradleLock],
  [/(?:^|\/)gradle\/verification-metadata\.xml$/, readVerificationMetadata],
  [/(?:^|\/)packages\.lock\.json$/, readNugetLock],
  [/(?:^|\/)(?:[^/]+\.(?:cs|fs|vb)proj|Directory\.(?:Packages|Build)\.(?:props|targets))$/, readProjectFile],
  [/(?:^|\/)pubspec\.lock$/, readPubLock],
  [/(?:^|\/)pubspec\.yaml$/, readPubspec],
  [/(?:^|\/)mix\.lock$/, readMixLock],
];

/** Files of build tools that name dependencies in a programming language: they are not run, so they are not known. */
const unreadable = /(?:^|\/)(?:build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|Gemfile|Pipfile|setup\.(?:py|cfg)|Package\.(?:swift|resolved)|mix\.exs|bun\.lockb?|pdm\.lock|flake\.lock|packages\.config|[^/]+\.gemspec|\.terraform\.lock\.hcl)$/;

/** Whether the file can name dependencies. */
export function namesDependencies(path: string): boolean {
  return readers.some(([names]) => names.test(path)) || unreadable.test(path) || isLockfile(path);
}

/** Empty for a file that is not there; null for one that cannot be read. */
export function readDependencies(path: string, text: string | null): readonly Dependency[] | null {
  if (text === null) return [];
  const reader = readers.find(([names]) => names.test(path))?.[1];
  if (reader === undefined) return isManifest(path) || namesDependencies(path) ? null : [];
  try {
    return reader(text, path);
  } catch {
    // The parsers throw what they like; what cannot be read is not known.
    return null;
  }
}

function locked(ecosystem: Ecosystem): Reader {
  return (text, path) => {
    const reading = readLockfile(path, text);
    if (!reading.ok) throw new Error(reading.reason);
    return reading.lockfile.packages.filter(({ source }) => source !== "member").map((each) => ({ ecosystem, name: each.name, version: each.version, licence: null }));
  };
}

/** npm writes a package's `license` into its lockfile (npm documentation, "package-lock.json"). */
function readNpmLock(text: string): readonly Dependency[] {
  const packages = Object.entries(recordOf(recordOf(JSON.parse(text))["packages"]));
  if (packages.length === 0) throw new Error("no packages");
  return packages.filter(([key, value]) => key.includes("node_modules/") && recordOf(value)["link"] !== true).map(([key, value]) => ({
    ecosystem: "npm", name: key.slice(key.lastIndexOf("node_modules/") + "node_modules/".length), version: textOf(recordOf(value)["version"]), licence: textOf(recordOf(value)["license"]),
  }));
}

function manifest(ecosystem: "npm" | "PyPI" | "crates.io"): Reader {
  const name = { npm: "package.json", PyPI: "pyproject.toml", "crates.io": "Cargo.toml" } as const;
  return (text) => [...readManifest(name[ecosystem], text).keys()].map((each) => ({ ecosystem, name: each, version: null, licence: null }));
}

/** pip's requirements file format: `name[extra]==1.2.3 ; marker`, options and remarks aside. An address instead of a name is not known. */
function readRequirements(text: string): readonly Dependency[] {
  const lines = text.replace(/\\\r?\n/g, " ").split(/\r?\n/).map((line) => line.replace(/(?:^|\s)#.*$/, "").trim()).filter((line) => line !== "" && !line.startsWith("-"));
  return lines.map((line) => {
    const found = /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?\s*(?:(===?)\s*([^\s;,]+)|[<>=!~;@ ].*|$)/.exec(line);
    if (found === null || line.includes("://")) throw new Error("an address");
    return { ecosystem: "PyPI", name: normalName(found[1] ?? ""), version: found[3] ?? null, licence: null };
  });
}

/** go.mod's `require` directives (https://go.dev/ref/mod#go-mod-file-require), and go.sum's lines. */
function readGoModules(text: string): readonly Dependency[] {
  const found = [...text.matchAll(/^[ \t]*(?:require[ \t]+)?([a-z0-9][\w.-]*\.[\w./~-]+)[ \t]+(v[0-9][\w.+-]*?)(?:\/go\.mod)?(?:[ \t].*)?$/gim)];
  return [...new Map(found.map(([, name = "", version = ""]) => [`${name}@${version}`, { ecosystem: "Go" as const, name, version, licence: null }])).values()];
}

function readComposerLock(text: string): readonly Dependency[] {
  const lock = recordOf(JSON.parse(text));
  return [lock["packages"], lock["packages-dev"]].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : [])).map((each) => {
    const { name, version, license } = recordOf(each);
    return { ecosystem: "Packagist", name: textOf(name) ?? "", version: textOf(version)?.replace(/^v/, "") ?? null, licence: Array.isArray(license) && license.length > 0 ? license.map(String).join(" OR ") : null };
  });
}

function readComposer(text: string): readonly Dependency[] {
  const file = recordOf(JSON.parse(text));
  const names = ["require", "require-dev"].flatMap((key) => Object.keys(recordOf(file[key]))).filter((name) => name.includes("/"));
  return names.map((name) => ({ ecosystem: "Packagist", name, version: null, licence: null }));
}

/** Bundler writes each gem under `specs:` with four spaces, what it needs with six. */
function readGemfileLock(text: string): readonly Dependency[] {
  return [...text.matchAll(/^ {4}([A-Za-z0-9._-]+) \(([^)\s]+)\)$/gm)].map(([, name = "", version = ""]) => ({ ecosystem: "RubyGems", name, version, licence: null }));
}

function readPipfileLock(text: string): readonly Dependency[] {
  const lock = recordOf(JSON.parse(text));
  return ["default", "develop"].flatMap((key) => Object.entries(recordOf(lock[key]))).map(([name, each]) => ({
    ecosystem: "PyPI", name: normalName(name), version: textOf(recordOf(each)["version"])?.replace(/^==/, "") ?? null, licence: null,
  }));
}

/** A version that is a property (`${…}`) is not known. */
function readPom(text: string): readonly Dependency[] {
  const root = readXml(text);
  if (root?.name !== "project") throw new Error("no project");
  const found: Dependency[] = [];
  const child = (element: XmlElement, name: string): string | null => element.children.find((one) => one.name === name)?.text.trim() ?? null;
  const visit = (element: XmlElement): void => {
    const [group, artifact, version] = [child(element, "groupId"), child(element, "artifactId"), child(element, "version")];
    if (["dependency", "plugin", "extension"].includes(element.name) && artifact !== null) {
      found.push({ ecosystem: "Maven", name: `${group ?? "org.apache.maven.plugins"}:${artifact}`, version: version?.includes("${") === false ? version : null, licence: null });
    }
    element.children.forEach(visit);
  };
  visit(root);
  return found;
}
