/** Cargo.lock, versions 3 and 4 (doc.rust-lang.org/cargo, "Cargo.toml vs Cargo.lock"; the format is that of cargo's `resolver/encode.rs`). */
import { parse } from "smol-toml";
import { originOf, recordOf, textOf, type LockedPackage, type Lockfile } from "../lockfile.ts";

/** What cargo writes for its default registry, whichever mirror it was read from. */
const defaultRegistry = "registry+https://github.com/rust-lang/crates.io-index";

export function readCargoLockfile(text: string): Lockfile {
  const lock = recordOf(parse(text) as unknown);
  const packages = Array.isArray(lock["package"]) ? lock["package"].map((entry) => packageOf(recordOf(entry))) : [];
  return { packages, asked: null, manifests: ["Cargo.toml"] };
}

function packageOf(entry: Readonly<Record<string, unknown>>): LockedPackage {
  const source = textOf(entry["source"]);
  const origin = source === null || source === defaultRegistry ? null : originOf(source.replace(/^[a-z]+\+/, ""));
  const dependencies = Array.isArray(entry["dependencies"]) ? entry["dependencies"] : [];
  return {
    name: textOf(entry["name"]) ?? "", version: textOf(entry["version"]) ?? "", source: sourceIn(source), origins: origin === null ? [] : [origin],
    integrity: textOf(entry["checksum"]), installScript: false,
    dependencies: dependencies.flatMap((each: unknown) => (typeof each === "string" ? [{ name: each.split(" ")[0] ?? "", range: each.split(" ")[1] ?? null }] : [])),
  };
}

function sourceIn(source: string | null): LockedPackage["source"] {
  if (source === null) return "member";
  if (source.startsWith("git+")) return "git";
  return source.startsWith("registry+") || source.startsWith("sparse+") ? "registry" : "url";
}
