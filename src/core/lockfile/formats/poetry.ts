/** poetry.lock, versions 2.x (python-poetry.org/docs/libraries/#lock-file): package names in their normal form (PEP 503), files with hashes. */
import { parse } from "smol-toml";
import { LockfileUnreadable, originOf, recordOf, textOf, type LockedPackage, type Lockfile } from "../lockfile.ts";
import { normalName } from "../manifest.ts";

export function readPoetryLockfile(text: string): Lockfile {
  const lock = recordOf(parse(text) as unknown);
  const version = textOf(recordOf(lock["metadata"])["lock-version"]);
  if (version === null || !version.startsWith("2.")) throw new LockfileUnreadable(`its lock-version is ${String(version).slice(0, 20)}, and only 2.x is understood (Poetry 1.3 and newer)`);
  const packages = Array.isArray(lock["package"]) ? lock["package"].map((entry) => packageOf(recordOf(entry))) : [];
  return { packages, asked: null, manifests: ["pyproject.toml"] };
}

function packageOf(entry: Readonly<Record<string, unknown>>): LockedPackage {
  const source = recordOf(entry["source"]);
  const origin = originOf(textOf(source["url"]) ?? "");
  return {
    name: normalName(textOf(entry["name"]) ?? ""), version: textOf(entry["version"]) ?? "", source: sourceIn(textOf(source["type"])), origins: origin === null ? [] : [origin],
    integrity: digests(entry["files"]), installScript: false, dependencies: Object.keys(recordOf(entry["dependencies"])).map((name) => ({ name: normalName(name), range: null })),
  };
}

function sourceIn(type: string | null): LockedPackage["source"] {
  if (type === null || type === "legacy") return "registry";
  if (type === "git" || type === "url") return type;
  return "path";
}

/** A file without its hash makes the whole package one without integrity. */
export function digests(files: unknown): string | null {
  const hashes = Array.isArray(files) ? files.map((file) => textOf(recordOf(file)["hash"])) : [];
  return hashes.length === 0 || hashes.includes(null) ? null : hashes.toSorted().join(" ");
}
