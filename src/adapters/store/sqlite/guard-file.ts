/** The database file is ours alone (attack Q13): a real file, mode 0600, in a real folder that not everyone may write to. */
import { closeSync, constants, existsSync, lstatSync, mkdirSync, openSync, type Stats } from "node:fs";
import { dirname, resolve } from "node:path";
import { Fault } from "../../../core/fault/fault.ts";

const ANYONE_WRITES = 0o002;
const GROUP_OR_OTHERS = 0o077;

/**
 * Makes folder (0700) and file (0600) where they are missing; gives the absolute path.
 * Fault `store-unsafe`: symlinked, owned by another user, a folder that anyone may write to, or a file that others may read or write.
 */
export function guardFile(path: string): string {
  const file = resolve(path);
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  guardFolder(folder);
  for (const beside of [file, `${file}-wal`, `${file}-shm`]) guardExisting(beside);
  if (!existsSync(file)) closeSync(openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR | constants.O_NOFOLLOW, 0o600));
  return file;
}

function guardFolder(folder: string): void {
  const stats = lstatSync(folder);
  if (stats.isSymbolicLink()) refuse(`${folder} is a symbolic link`);
  if (!stats.isDirectory()) refuse(`${folder} is not a folder`);
  guardOwner(folder, stats);
  if ((stats.mode & ANYONE_WRITES) !== 0) refuse(`anyone may write to ${folder}`);
}

function guardExisting(file: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isFile()) refuse(`${file} is not a regular file`);
  if (stats.nlink > 1) refuse(`${file} has a second name (hard link)`);
  guardOwner(file, stats);
  if ((stats.mode & GROUP_OR_OTHERS) !== 0) refuse(`others may read or write ${file}`);
}

function guardOwner(path: string, stats: Stats): void {
  const user = process.getuid?.();
  if (user !== undefined && stats.uid !== user) refuse(`${path} belongs to another user`);
}

function refuse(detail: string): never {
  throw new Fault("store-unsafe", { detail });
}
