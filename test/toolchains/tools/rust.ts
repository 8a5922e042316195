import { installFromDebian } from "./debian.ts";
import { findFolder } from "./find-folder.ts";

/** The folder of cargo with rustfmt and Clippy: as they are there, or Debian's. */
export async function findRust(): Promise<string> {
  const programs = ["cargo", "cargo-clippy", "rustfmt"];
  const present = findFolder(...programs);
  if (present !== null) return present;
  for (const name of ["cargo", "rustfmt", "rust-clippy"]) await installFromDebian(name, `${programs.join(", ")} are not on the path`);
  const installed = findFolder(...programs);
  if (installed === null) throw new Error("rustfmt and rust-clippy are installed and still not on the path");
  return installed;
}
