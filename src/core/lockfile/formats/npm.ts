/** package-lock.json and npm-shrinkwrap.json, versions 2 and 3 (npm documentation, "package-lock.json"). Of version 2 the part for old clients is held to the same. */
import { addAsked, isRecord, LockfileUnreadable, originOf, recordOf, requirementsIn, sourceOf, textOf, type LockedPackage, type Lockfile } from "../lockfile.ts";

export const npmDependencyFields = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const;

export function readNpmLockfile(text: string): Lockfile {
  const lock: unknown = JSON.parse(text);
  if (!isRecord(lock) || !isRecord(lock["packages"])) throw new LockfileUnreadable("it has no `packages`: lockfileVersion 1 says too little to be judged; npm 7 or newer writes version 2 or 3");
  const asked = new Map<string, readonly string[]>();
  const manifests: string[] = [];
  const packages: LockedPackage[] = [];
  for (const [key, value] of Object.entries(lock["packages"])) {
    const entry = recordOf(value);
    if (key.includes("node_modules/")) packages.push(installed(key, entry));
    else {
      manifests.push(key === "" ? "package.json" : `${key}/package.json`);
      for (const field of npmDependencyFields) addAsked(asked, entry[field]);
    }
  }
  return { packages: [...packages, ...oldPackages(lock["dependencies"])], asked, manifests };
}

function installed(key: string, entry: Readonly<Record<string, unknown>>): LockedPackage {
  const resolved = textOf(entry["resolved"]) ?? "";
  const origin = originOf(resolved);
  return {
    name: key.slice(key.lastIndexOf("node_modules/") + "node_modules/".length),
    version: textOf(entry["version"]) ?? "",
    source: isMember(entry, resolved) ? "member" : sourceOf(resolved),
    ...(entry["link"] === true && isMember(entry, resolved) ? { manifest: `${resolved}/package.json` } : {}),
    origins: origin === null ? [] : [origin],
    integrity: textOf(entry["integrity"]),
    installScript: entry["hasInstallScript"] === true,
    dependencies: npmDependencyFields.flatMap((field) => requirementsIn(entry[field])),
  };
}

/** A link to a workspace, or what lies inside another package's archive; neither has an address of its own. */
function isMember(entry: Readonly<Record<string, unknown>>, resolved: string): boolean {
  return entry["link"] === true ? sourceOf(resolved) === "registry" && !resolved.includes(":") : entry["inBundle"] === true && resolved === "";
}

/** What npm 6 reads: nested by where it is installed. */
function oldPackages(dependencies: unknown): readonly LockedPackage[] {
  return Object.entries(recordOf(dependencies)).flatMap(([name, value]) => {
    const entry = recordOf(value);
    const version = textOf(entry["version"]) ?? "";
    const address = textOf(entry["resolved"]) ?? version;
    const origin = originOf(address);
    const one: LockedPackage = {
      name, version, source: /^file:/.test(version) || entry["bundled"] === true ? "member" : sourceOf(address), origins: origin === null ? [] : [origin],
      integrity: textOf(entry["integrity"]), installScript: false, dependencies: requirementsIn(entry["requires"]),
    };
    return [one, ...oldPackages(entry["dependencies"])];
  });
}
