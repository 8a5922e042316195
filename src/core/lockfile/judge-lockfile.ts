/**
 * Whether a lockfile changed only as its manifests ask (attack D11): what is new comes from a permitted registry, has its digest, runs nothing when it
 * is installed, and is needed by a dependency that the manifest adds or changes. Nothing that stayed at its version got other content.
 */
import { satisfies, validRange } from "semver";
import { readLockfile } from "./read-lockfile.ts";
import { judgeGoSum } from "./judge-go-sum.ts";
import { readManifest } from "./manifest.ts";
import type { LockedPackage, Lockfile, Requirement } from "./lockfile.ts";

export interface LockfileChange {
  readonly path: string;
  /** Null: the lockfile is new, which nothing can be compared with. */
  readonly before: string | null;
  readonly after: string;
  /** Origins that the operator permits. */
  readonly origins: readonly string[];
  /** A file at the base commit, by its path in the repository; null where there is none. */
  readonly read: (path: string) => Promise<string | null>;
}

export interface LockfileProblem {
  readonly rule: "lockfile-unreadable" | "lockfile-host" | "lockfile-source" | "lockfile-integrity" | "lockfile-script" | "lockfile-unasked";
  /** In plain words, without the path. */
  readonly message: string;
}

const mostManifests = 200;

export async function judgeLockfile(change: LockfileChange): Promise<readonly LockfileProblem[]> {
  if (change.path.endsWith("go.sum")) return judgeGoSum(change);
  if (change.before === null) return [unreadable("there was none before, so that nothing shows what changed")];
  const [before, after] = [readLockfile(change.path, change.before), readLockfile(change.path, change.after)];
  if (!before.ok) return [unreadable(before.reason)];
  if (!after.ok) return [unreadable(after.reason)];
  const asked = await askedBy(change, after.lockfile);
  if (asked === null) return [unreadable("its manifests cannot be read")];
  const known = new Map(before.lockfile.packages.map((each) => [keyOf(each), each]));
  const fresh = after.lockfile.packages.filter((each) => !known.has(keyOf(each)));
  const needed = neededOf(fresh, changedRequirements(before.lockfile, after.lockfile, asked));
  return [
    ...contradictions(after.lockfile, asked),
    ...after.lockfile.packages.flatMap((each) => changedContent(each, known.get(keyOf(each)), change.origins)),
    ...fresh.flatMap((each) => [...judgeFresh(each, change.origins), ...judgeScript(each, before.lockfile), ...(needed.has(each) || isOwn(each, after.lockfile) ? [] : [unasked(each)])]),
  ];
}

/**
 * A package of the repository itself: it brings nothing in, and its manifest is in the repository for all to see. Where a lockfile keeps ranges, only one that names its
 * manifest, which was read: npm marks what is bundled with another package as it marks members.
 */
function isOwn({ source, manifest }: LockedPackage, { asked, manifests }: Lockfile): boolean {
  return source === "member" && (asked === null || (manifest !== undefined && manifests.includes(manifest)));
}

function unreadable(reason: string): LockfileProblem {
  return { rule: "lockfile-unreadable", message: `it cannot be told whether the change is what the manifest asks for: ${reason}` };
}

function keyOf({ name, version }: LockedPackage): string {
  return `${name}@${version}`;
}

/** Null where a manifest is missing or cannot be parsed. */
async function askedBy({ path, read }: LockfileChange, { manifests }: Lockfile): Promise<ReadonlyMap<string, readonly string[]> | null> {
  if (manifests.length === 0 || manifests.length > mostManifests) return null;
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const asked = new Map<string, readonly string[]>();
  for (const manifest of manifests) {
    const text = await read(`${folder}${manifest}`);
    if (text === null) return null;
    try {
      for (const [name, ranges] of readManifest(manifest, text)) asked.set(name, [...(asked.get(name) ?? []), ...ranges]);
    } catch {
      return null;
    }
  }
  return asked;
}

/** A lockfile that claims a dependency which no manifest has. */
function contradictions({ asked: claimed }: Lockfile, asked: ReadonlyMap<string, readonly string[]>): readonly LockfileProblem[] {
  return [...(claimed ?? [])].flatMap(([name, ranges]) => {
    const foreign = ranges.find((range) => asked.get(name)?.includes(range) !== true);
    return foreign === undefined ? [] : [{ rule: "lockfile-unasked" as const, message: `it says that ${name} ${foreign} is asked for, and no manifest asks for that` }];
  });
}

/** What the manifests ask for anew or otherwise; where the lockfile keeps no ranges, the dependencies that it has at another version now. */
function changedRequirements(before: Lockfile, after: Lockfile, asked: ReadonlyMap<string, readonly string[]>): readonly Requirement[] {
  const old = before.asked;
  if (old !== null) return [...asked].flatMap(([name, ranges]) => ranges.filter((range) => old.get(name)?.includes(range) !== true).map((range) => ({ name, range })));
  const versions = ({ packages }: Lockfile, name: string): string => packages.filter((each) => each.name === name).map(({ version }) => version).toSorted().join(" ");
  return [...asked.keys()].filter((name) => versions(before, name) !== versions(after, name)).map((name) => ({ name, range: null }));
}

/** The new packages that these requirements ask for, and those that they ask for in turn. */
function neededOf(fresh: readonly LockedPackage[], requirements: readonly Requirement[]): ReadonlySet<LockedPackage> {
  const byName = Map.groupBy(fresh, ({ name }) => name);
  const needed = new Set<LockedPackage>();
  const waiting = [...requirements];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { range } = next;
    for (const found of byName.get(next.name) ?? []) {
      if (needed.has(found) || !accepts(range, found.version)) continue;
      needed.add(found);
      waiting.push(...found.dependencies);
    }
  }
  return needed;
}

/** npm's ranges, an alias's too; of what is none (a tag, a protocol of a tool's own) nothing can be said against a version. */
function accepts(range: string | null, version: string): boolean {
  const plain = range?.replace(/^npm:(?:@?[^@]+@)?/, "") ?? null;
  return plain === null || validRange(plain) === null || satisfies(version, plain, { includePrerelease: true });
}

function unasked(each: LockedPackage): LockfileProblem {
  return { rule: "lockfile-unasked", message: `${keyOf(each)} is new, and nothing that changed in the manifest needs it` };
}

/** The same version with other content, or from another place. */
function changedContent(now: LockedPackage, before: LockedPackage | undefined, origins: readonly string[]): readonly LockfileProblem[] {
  if (before === undefined) return [];
  const problems: LockfileProblem[] = [];
  if (before.integrity !== null && now.integrity !== before.integrity && !isMore(before, now)) problems.push({ rule: "lockfile-integrity", message: `${keyOf(now)} has another digest than before at the same version` });
  if (now.source !== "member" && namesIn(now) !== namesIn(before)) problems.push({ rule: "lockfile-unasked", message: `${keyOf(now)} depends on other packages than before at the same version` });
  if (now.source !== before.source) problems.push({ rule: "lockfile-source", message: `${keyOf(now)} comes from ${now.source} now, and came from ${before.source}` });
  if (now.installScript && !before.installScript) problems.push({ rule: "lockfile-script", message: `${keyOf(now)} runs a script when it is installed, and did not before` });
  const moved = now.origins.filter((origin) => !before.origins.includes(origin) && !origins.includes(origin));
  return [...problems, ...moved.map((origin) => hostProblem(now, origin))];
}

function namesIn({ dependencies }: LockedPackage): string {
  return [...new Set(dependencies.map(({ name }) => name))].toSorted().join(" ");
}

/** Files were added to a release, and those that were known are as they were. */
function isMore(before: LockedPackage, now: LockedPackage): boolean {
  const files = new Set((now.integrity ?? "").split(" "));
  return (before.integrity ?? "").split(" ").every((digest) => files.has(digest));
}

function judgeFresh(each: LockedPackage, origins: readonly string[]): readonly LockfileProblem[] {
  if (each.source === "member") return [];
  if (each.source !== "registry") return [{ rule: "lockfile-source", message: `${keyOf(each)} comes from ${each.source}, not from a registry` }];
  const strange = each.origins.filter((origin) => !origins.includes(origin)).map((origin) => hostProblem(each, origin));
  return each.integrity === null ? [...strange, { rule: "lockfile-integrity", message: `${keyOf(each)} has no digest` }] : strange;
}

function hostProblem(each: LockedPackage, origin: string): LockfileProblem {
  return { rule: "lockfile-host", message: `${keyOf(each)} comes from ${origin}, which is not a registry that the operator permits` };
}

/** A package that ran no script before, or was not there, and runs one now. */
function judgeScript(each: LockedPackage, before: Lockfile): readonly LockfileProblem[] {
  const ran = before.packages.some(({ name, installScript }) => name === each.name && installScript);
  return each.installScript && !ran ? [{ rule: "lockfile-script", message: `${keyOf(each)} runs a script when it is installed: a person decides whether it may` }] : [];
}
