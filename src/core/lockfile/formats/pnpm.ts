/** pnpm-lock.yaml, version 9 (pnpm 9 and newer; github.com/pnpm/spec, lockfile/9.0.md). */
import { parse } from "yaml";
import { addAsked, LockfileUnreadable, originOf, recordOf, requirementsIn, textOf, type LockedPackage, type Lockfile, type Requirement } from "../lockfile.ts";

const fields = ["dependencies", "devDependencies", "optionalDependencies"] as const;

export function readPnpmLockfile(text: string): Lockfile {
  const lock = recordOf(parse(text, { maxAliasCount: 20 }) as unknown);
  const version = String(lock["lockfileVersion"]);
  if (!/^9\./.test(version)) throw new LockfileUnreadable(`its lockfileVersion is ${version.slice(0, 20)}, and only 9 is understood (pnpm 9 and newer)`);
  const asked = new Map<string, readonly string[]>();
  const importers = Object.entries(recordOf(lock["importers"]));
  for (const [, importer] of importers) for (const field of fields) addAsked(asked, recordOf(importer)[field]);
  const snapshots = recordOf(lock["snapshots"]);
  return {
    packages: Object.entries(recordOf(lock["packages"])).map(([key, entry]) => packageOf(key, recordOf(entry), snapshots)),
    asked,
    manifests: importers.map(([folder]) => (folder === "." ? "package.json" : `${folder}/package.json`)),
  };
}

function packageOf(key: string, entry: Readonly<Record<string, unknown>>, snapshots: Readonly<Record<string, unknown>>): LockedPackage {
  const at = key.indexOf("@", 1);
  const resolution = recordOf(entry["resolution"]);
  const tarball = textOf(resolution["tarball"]);
  const origin = tarball === null ? null : originOf(tarball);
  return {
    name: key.slice(0, at), version: key.slice(at + 1), source: sourceIn(resolution, key.slice(at + 1)), origins: origin === null ? [] : [origin],
    integrity: textOf(resolution["integrity"]), installScript: entry["requiresBuild"] === true, dependencies: dependenciesOf(key, snapshots),
  };
}

function sourceIn(resolution: Readonly<Record<string, unknown>>, version: string): LockedPackage["source"] {
  if (resolution["type"] === "git" || textOf(resolution["repo"]) !== null) return "git";
  if (textOf(resolution["directory"]) !== null) return "path";
  return /^\d/.test(version) ? "registry" : "url";
}

/** One package has a snapshot for each set of peers: `name@version(peer@version)`. */
function dependenciesOf(key: string, snapshots: Readonly<Record<string, unknown>>): readonly Requirement[] {
  const own = Object.entries(snapshots).filter(([name]) => name === key || name.startsWith(`${key}(`));
  return own.flatMap(([, snapshot]) => fields.flatMap((field) => requirementsIn(recordOf(snapshot)[field]))).map(({ name, range }) => ({ name, range: range?.replace(/\(.*/, "") ?? null }));
}
