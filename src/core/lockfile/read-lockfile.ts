import { readGemfileLock } from "./formats/bundler.ts";
import { readCargoLockfile } from "./formats/cargo.ts";
import { readComposerLockfile } from "./formats/composer.ts";
import { readNpmLockfile } from "./formats/npm.ts";
import { readPnpmLockfile } from "./formats/pnpm.ts";
import { readPoetryLockfile } from "./formats/poetry.ts";
import { readUvLockfile } from "./formats/uv.ts";
import { readYarnLockfile } from "./formats/yarn.ts";
import { LockfileUnreadable, type Lockfile } from "./lockfile.ts";

const readers: Readonly<Record<string, (text: string) => Lockfile>> = {
  "package-lock.json": readNpmLockfile, "npm-shrinkwrap.json": readNpmLockfile, "pnpm-lock.yaml": readPnpmLockfile, "yarn.lock": readYarnLockfile,
  "poetry.lock": readPoetryLockfile, "uv.lock": readUvLockfile, "Cargo.lock": readCargoLockfile,
  "Gemfile.lock": readGemfileLock, "composer.lock": readComposerLockfile,
};

export type LockfileReading = { readonly ok: true; readonly lockfile: Lockfile } | { readonly ok: false; readonly reason: string };

/** Reads by the file's name. What cannot be read cannot be judged. */
export function readLockfile(path: string, text: string): LockfileReading {
  const read = readers[path.slice(path.lastIndexOf("/") + 1)];
  if (read === undefined) return { ok: false, reason: "lockfiles of this kind cannot be judged yet" };
  try {
    return { ok: true, lockfile: read(text) };
  } catch (error) {
    return { ok: false, reason: error instanceof LockfileUnreadable ? error.message : "it cannot be parsed" };
  }
}
