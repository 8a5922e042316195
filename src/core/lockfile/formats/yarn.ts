/** yarn.lock of Yarn 2 and newer: YAML, keyed by the descriptors that each resolution answers (yarnpkg.com/advanced/lexicon). */
import { parse } from "yaml";
import { addAsked, LockfileUnreadable, originOf, recordOf, requirementsIn, textOf, type LockedPackage, type Lockfile } from "../lockfile.ts";

export function readYarnLockfile(text: string): Lockfile {
  if (text.includes("# yarn lockfile v1")) throw new LockfileUnreadable("it is Yarn 1's, whose installations cannot be held to a registry; Yarn 2 or newer can");
  const asked = new Map<string, readonly string[]>();
  const manifests: string[] = [];
  const packages: LockedPackage[] = [];
  for (const [key, value] of Object.entries(recordOf(parse(text, { maxAliasCount: 20 }) as unknown))) {
    const entry = recordOf(value);
    const resolution = textOf(entry["resolution"]);
    if (key === "__metadata" || resolution === null) continue;
    const folder = /@workspace:(.+)$/.exec(resolution)?.[1];
    if (folder === undefined) packages.push(packageOf(resolution, entry));
    else {
      manifests.push(folder === "." ? "package.json" : `${folder}/package.json`);
      addAsked(asked, withoutProtocol(entry["dependencies"]));
    }
  }
  return { packages, asked, manifests };
}

/** Yarn writes `npm:^1.0.0` for what a manifest calls `^1.0.0`. */
function withoutProtocol(dependencies: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(recordOf(dependencies)).map(([name, range]) => [name, typeof range === "string" ? range.replace(/^npm:(?![^@]*[a-z][^@]*@)/i, "") : range]));
}

function packageOf(resolution: string, entry: Readonly<Record<string, unknown>>): LockedPackage {
  const at = resolution.indexOf("@", 1);
  const reference = resolution.slice(at + 1);
  const archive = /__archiveUrl=([^&]+)/.exec(reference)?.[1];
  const origin = originOf(archive === undefined ? reference : decodeURIComponent(archive));
  return {
    name: resolution.slice(0, at), version: textOf(entry["version"]) ?? "", source: sourceIn(reference), origins: origin === null ? [] : [origin],
    // What is for another system only has no checksum (yarnpkg.com, supportedArchitectures).
    integrity: textOf(entry["checksum"]) ?? (entry["conditions"] === undefined ? null : "conditional"),
    installScript: false,
    dependencies: ["dependencies", "peerDependencies"].flatMap((field) => requirementsIn(withoutProtocol(entry[field]))),
  };
}

function sourceIn(reference: string): LockedPackage["source"] {
  if (reference.startsWith("npm:")) return "registry";
  if (/^git|\.git#|#commit=/.test(reference)) return "git";
  if (/^https?:/.test(reference)) return "url";
  // Yarn's own patches for Plug'n'Play, of packages that come from the registry.
  return /^patch:[^#]+#(?:~|optional!)?builtin</.test(reference) ? "member" : "path";
}
