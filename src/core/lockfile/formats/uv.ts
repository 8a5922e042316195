/** uv.lock, version 1 (docs.astral.sh/uv/concepts/resolution, "Lockfile"): every file with its address and hash. */
import { parse } from "smol-toml";
import { LockfileUnreadable, originOf, recordOf, textOf, type LockedPackage, type Lockfile, type Requirement } from "../lockfile.ts";
import { normalName } from "../manifest.ts";
import { digests } from "./poetry.ts";

export function readUvLockfile(text: string): Lockfile {
  const lock = recordOf(parse(text) as unknown);
  if (lock["version"] !== 1) throw new LockfileUnreadable("its version is not 1");
  const entries = Array.isArray(lock["package"]) ? lock["package"].map(recordOf) : [];
  const folders = entries.map(memberFolder).filter((folder) => folder !== null);
  return { packages: entries.map(packageOf), asked: null, manifests: folders.map((folder) => (folder === "." ? "pyproject.toml" : `${folder}/pyproject.toml`)) };
}

/** Where the repository's own package lies; null for one that comes from elsewhere. */
function memberFolder(entry: Readonly<Record<string, unknown>>): string | null {
  const source = recordOf(entry["source"]);
  const folder = textOf(source["virtual"]) ?? textOf(source["editable"]);
  return folder === null || folder.startsWith("..") || folder.startsWith("/") ? null : folder;
}

function packageOf(entry: Readonly<Record<string, unknown>>): LockedPackage {
  const source = recordOf(entry["source"]);
  const files = [...(Array.isArray(entry["wheels"]) ? entry["wheels"].map(recordOf) : []), ...(entry["sdist"] === undefined ? [] : [recordOf(entry["sdist"])])];
  const addresses = [textOf(source["registry"]), ...files.map((file) => textOf(file["url"]))];
  return {
    name: normalName(textOf(entry["name"]) ?? ""), version: textOf(entry["version"]) ?? "",
    source: memberFolder(entry) !== null ? "member" : (["registry", "git", "url"] as const).find((kind) => source[kind] !== undefined) ?? "path",
    origins: [...new Set(addresses.flatMap((address) => originOf(address ?? "") ?? []))],
    integrity: digests(files), installScript: false,
    dependencies: [entry["dependencies"], ...Object.values(recordOf(entry["optional-dependencies"])), ...Object.values(recordOf(entry["dev-dependencies"]))].flatMap(requiredIn),
  };
}

function requiredIn(list: unknown): readonly Requirement[] {
  return Array.isArray(list) ? list.flatMap((each) => { const name = textOf(recordOf(each)["name"]); return name === null ? [] : [{ name: normalName(name), range: null }]; }) : [];
}
