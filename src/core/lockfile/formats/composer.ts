/**
 * composer.lock, as Composer 2 writes it (getcomposer.org/doc/05-repositories.md, `Composer\Package\Locker`). Archives that GitHub makes have no checksum; the
 * commit that they are made of stands for their content. A plug-in of Composer runs when it is installed.
 */
import { isRecord, LockfileUnreadable, originOf, recordOf, textOf, type LockedPackage, type Lockfile, type Requirement } from "../lockfile.ts";

export function readComposerLockfile(text: string): Lockfile {
  const lock: unknown = JSON.parse(text);
  if (!isRecord(lock) || !Array.isArray(lock["packages"])) throw new LockfileUnreadable("it has no list of packages");
  if (Array.isArray(lock["aliases"]) && lock["aliases"].length > 0) throw new LockfileUnreadable("it gives packages other versions by aliases");
  const development = Array.isArray(lock["packages-dev"]) ? lock["packages-dev"] : [];
  return { packages: [...lock["packages"], ...development].map((entry: unknown) => packageOf(recordOf(entry))), asked: null, manifests: ["composer.json"] };
}

function packageOf(entry: Readonly<Record<string, unknown>>): LockedPackage {
  const [dist, source] = [recordOf(entry["dist"]), recordOf(entry["source"])];
  const from = sourceIn(dist, source);
  return {
    name: (textOf(entry["name"]) ?? "").toLowerCase(), version: textOf(entry["version"]) ?? "", source: from,
    origins: [...new Set(addressesIn(dist, source).flatMap((address) => originOf(address) ?? []))], integrity: from === "member" ? null : digestIn(dist, source),
    installScript: /^composer-(?:plugin|installer)$/.test(textOf(entry["type"]) ?? ""), dependencies: requiredIn(entry["require"]),
  };
}

/** An archive comes from a registry where every address is one of the web; a clone comes from git, and a folder from the disk: one inside the repository is a part of it. */
function sourceIn(dist: Readonly<Record<string, unknown>>, source: Readonly<Record<string, unknown>>): LockedPackage["source"] {
  const type = textOf(dist["type"]);
  if (type === "path") return isInside(textOf(dist["url"])) ? "member" : "path";
  if (type === null) return textOf(source["type"]) === null ? "registry" : "git";
  return addressesIn(dist, source).every((address) => originOf(address) !== null) && /^(?:zip|tar|xz|gzip|rar)$/.test(type) ? "registry" : "url";
}

function addressesIn(dist: Readonly<Record<string, unknown>>, source: Readonly<Record<string, unknown>>): readonly string[] {
  return [textOf(dist["url"]), textOf(source["url"])].filter((address) => address !== null);
}

function isInside(folder: string | null): boolean {
  return folder !== null && !/^(?:[/~\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(folder);
}

/** The archive's own checksum where there is one, and the commit in full. */
function digestIn(dist: Readonly<Record<string, unknown>>, source: Readonly<Record<string, unknown>>): string | null {
  const commits = [textOf(dist["reference"]), textOf(source["reference"])].filter((reference) => reference !== null && /^[0-9a-f]{40,64}$/.test(reference));
  const sums = [textOf(dist["shasum"]) ?? "", ...commits].filter((sum) => sum !== "");
  return sums.length === 0 ? null : [...new Set(sums)].toSorted().join(" ");
}

function requiredIn(require: unknown): readonly Requirement[] {
  return composerNames(require).map((name) => ({ name, range: null }));
}

/** Names of packages; `php`, its extensions and libraries are the platform's. */
export function composerNames(require: unknown): readonly string[] {
  return Object.keys(recordOf(require)).map((name) => name.toLowerCase()).filter((name) => name.includes("/"));
}
