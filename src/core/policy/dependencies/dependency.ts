/** A package that a repository's files name: what it depends on, at which version, under which licence, as far as its files say. */
export interface Dependency {
  /** Names as OSV writes ecosystems (https://ossf.github.io/osv-schema/#defined-ecosystems). */
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** Null: the file does not pin one. */
  readonly version: string | null;
  /** SPDX expression as the file gives it; null: it says none. */
  readonly licence: string | null;
}

export type Ecosystem = "npm" | "PyPI" | "crates.io" | "Go" | "RubyGems" | "Packagist" | "Maven" | "NuGet" | "Pub" | "Hex";

const purlTypes = { npm: "npm", PyPI: "pypi", "crates.io": "cargo", Go: "golang", RubyGems: "gem", Packagist: "composer", Maven: "maven", NuGet: "nuget", Pub: "pub", Hex: "hex" } as const satisfies Record<Ecosystem, string>;

/** https://github.com/package-url/purl-spec: `pkg:npm/%40scope/name@1.0.0`. */
export function purlOf({ ecosystem, name, version }: Dependency): string {
  const path = name.replace(":", "/").split("/").map(encodeURIComponent).join("/");
  return `pkg:${purlTypes[ecosystem]}/${path}${version === null ? "" : `@${encodeURIComponent(version)}`}`;
}

export function dependencyText({ name, version }: Dependency): string {
  return version === null ? name : `${name}@${version}`;
}
