/** A lockfile says which exact packages an installation gets, and whence. Read into one shape, whatever tool wrote it, so that one judgement serves all. */

/** `range`: as the lockfile writes it; null where it writes none. */
export interface Requirement { readonly name: string; readonly range: string | null }

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** `registry`: by name from a registry. `member`: a folder of the repository itself. All else comes from outside any registry. */
  readonly source: "registry" | "member" | "git" | "url" | "path";
  /** Origins that its files come from, as far as the lockfile names them; empty where the registry is not written down. */
  readonly origins: readonly string[];
  /** The digests of its files, as one text that is equal for equal digests; null where there is none. */
  readonly integrity: string | null;
  /** It says of itself that it runs a script when it is installed; false also where the lockfile does not tell. */
  readonly installScript: boolean;
  /** What it depends on. */
  readonly dependencies: readonly Requirement[];
  /** Of a member that the lockfile links to: its manifest, as `Lockfile.manifests` names it. */
  readonly manifest?: string;
}

export interface Lockfile {
  readonly packages: readonly LockedPackage[];
  /** What the repository's own manifests ask for, as the lockfile repeats it: ranges by name. Null where it does not repeat them. */
  readonly asked: ReadonlyMap<string, readonly string[]> | null;
  /** Manifests whose dependencies it locks, relative to the lockfile's folder. */
  readonly manifests: readonly string[];
}

/** Thrown by a reader for what it does not understand; the judgement makes a refusal of it. */
export class LockfileUnreadable extends Error {}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** The origin of an address; null where it is none. */
export function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { origin, protocol } = new URL(address);
  return protocol === "https:" || protocol === "http:" ? origin : null;
}

/** Whence a package comes, by what is written for its address. Git's forms are those of npm's package specifications. */
export function sourceOf(address: string): LockedPackage["source"] {
  if (/^(?:git\b|git[+:@]|ssh:|github:|gitlab:|bitbucket:)|\.git(?:#|$)/.test(address)) return "git";
  if (/^(?:file|link|portal):|^\.{0,2}\//.test(address)) return "path";
  return "registry";
}

/** What a table of dependencies asks for. */
export function requirementsIn(dependencies: unknown): readonly Requirement[] {
  return Object.entries(recordOf(dependencies)).map(([name, range]) => ({ name, range: textOf(range) }));
}

/** Adds a range to those that are asked for under a name. */
export function addAsked(asked: Map<string, readonly string[]>, dependencies: unknown): void {
  for (const [name, range] of Object.entries(recordOf(dependencies))) {
    const text = textOf(range) ?? textOf(recordOf(range)["specifier"]) ?? textOf(recordOf(range)["version"]);
    if (text !== null) asked.set(name, [...new Set([...(asked.get(name) ?? []), text])].sort());
  }
}
