/**
 * Gemfile.lock (Bundler's `lockfile_parser.rb`): blocks GEM, PATH and GIT with a remote and specs, what the Gemfile asks for, and, from Bundler 2.6 on where the
 * repository has asked for it (`bundle lock --add-checksums`), the digests. Without those a new gem has none, and the change is refused.
 */
import { LockfileUnreadable, originOf, type LockedPackage, type Lockfile, type Requirement } from "../lockfile.ts";

type Source = LockedPackage["source"];
const blocks: Readonly<Record<string, Source>> = { GEM: "registry", PATH: "path", GIT: "git", "PLUGIN SOURCE": "url" };
const others = ["PLATFORMS", "DEPENDENCIES", "CHECKSUMS", "BUNDLED WITH", "RUBY VERSION"];

interface Spec { readonly name: string; readonly version: string; readonly source: Source; readonly remotes: readonly string[]; readonly dependencies: Requirement[] }

export function readGemfileLock(text: string): Lockfile {
  const reading = new LockReading();
  for (const line of text.split(/\r?\n/)) reading.take(line);
  return reading.finish();
}

class LockReading {
  readonly #specs: Spec[] = [];
  readonly #asked = new Map<string, readonly string[]>();
  readonly #checksums = new Map<string, string>();
  #block = "";
  #remotes: string[] = [];

  take(line: string): void {
    if (line.trim() === "") return;
    if (!line.startsWith(" ")) this.#open(line);
    else if (this.#block in blocks) this.#source(line);
    else if (this.#block === "DEPENDENCIES") this.#dependency(line);
    else if (this.#block === "CHECKSUMS") this.#checksum(line);
  }

  finish(): Lockfile {
    if (this.#specs.length === 0 && this.#asked.size === 0) throw new LockfileUnreadable("it has neither gems nor dependencies");
    return { packages: this.#specs.map((spec) => this.#packageOf(spec)), asked: this.#asked, manifests: ["Gemfile"] };
  }

  #open(line: string): void {
    if (!(line in blocks) && !others.includes(line)) throw new LockfileUnreadable(`it has a part that is not understood: ${line.slice(0, 40)}`);
    this.#block = line;
    this.#remotes = [];
  }

  /** `  remote: …`, `    name (version)`, `      dependency (range)`: told apart by their indentation. */
  #source(line: string): void {
    const remote = /^ {2}remote: (\S+)$/.exec(line)?.[1];
    if (remote !== undefined) return void this.#remotes.push(remote);
    const [, indent = "", name = "", version = ""] = /^( {4}| {6})([A-Za-z0-9][\w.-]*)(?: \(([^)]+)\))?!?$/.exec(line) ?? [];
    if (indent.length === 4) this.#specs.push({ name, version, source: blocks[this.#block] ?? "url", remotes: this.#remotes, dependencies: [] });
    else if (indent.length === 6) this.#specs.at(-1)?.dependencies.push({ name, range: null });
    else if (!/^ {2}(?:specs:|revision: |ref: |branch: |tag: |glob: |submodules: |type: )/.test(line)) throw new LockfileUnreadable(`it has a line that is not understood: ${line.trim().slice(0, 60)}`);
  }

  #dependency(line: string): void {
    const [, name = "", ranges = ""] = /^ {2}([A-Za-z0-9][\w.-]*)(?: \(([^)]+)\))?!?$/.exec(line) ?? [];
    if (name !== "") this.#asked.set(name, [gemRange(ranges.split(","))]);
  }

  #checksum(line: string): void {
    const [, name = "", version = "", sums = ""] = /^ {2}(\S+) \(([^)]+)\)(?: (\S+))?$/.exec(line) ?? [];
    if (sums !== "") this.#checksums.set(`${name} ${version}`, sums.split(",").toSorted().join(" "));
  }

  /** A folder of the repository is a part of it; any other path is not. */
  #packageOf({ name, version, source, remotes, dependencies }: Spec): LockedPackage {
    const inside = source === "path" && remotes.every((remote) => !/^(?:[/~]|[A-Za-z]:)|(?:^|\/)\.\.(?:\/|$)/.test(remote));
    const strange = source === "registry" && remotes.some((remote) => originOf(remote) === null);
    return {
      name, version, source: inside ? "member" : strange ? "url" : source, origins: [...new Set(remotes.flatMap((remote) => originOf(remote) ?? []))],
      integrity: this.#checksums.get(`${name} ${version}`) ?? null, installScript: false, dependencies,
    };
  }
}

/** Requirements in one writing, marked as RubyGems' own: `~>` means something else than in npm. No requirement is `>= 0`, a bare version `=`. */
export function gemRange(requirements: readonly string[]): string {
  const plain = requirements.map((each) => each.trim()).filter((each) => each !== "" && each !== ">= 0");
  return `rubygems:${plain.map((each) => each.replace(/^([<>=~!]*)\s*/, (_all, sign: string) => `${sign === "" ? "=" : sign} `)).toSorted().join(", ")}`;
}

/** What a Gemfile asks for, as far as it can be read without Ruby: `gem "name", "range", …`. A lockfile that claims more is refused. */
export function readGemfile(text: string): ReadonlyMap<string, readonly string[]> {
  const asked = new Map<string, readonly string[]>();
  for (const [, , name = "", rest = ""] of text.matchAll(/^[ \t]*gem[ (]+(["'])([\w.-]+)\1((?:[ \t]*,\s*["'][^"'\n]+["'])*)/gm)) {
    asked.set(name, [gemRange([...rest.matchAll(/["']([^"'\n]+)["']/g)].map(([, range = ""]) => range))]);
  }
  return asked;
}
