import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of one run, mode 0700: `etc/` with the few account files that tools read, `root/` to build a new root on. `remove` ends it. */
export interface PrivateFolder {
  readonly etc: string;
  readonly root: string;
  remove(): void;
}

/** `user` is the number under which the command sees itself. */
export function makePrivateFolder(user: number): PrivateFolder {
  const folder = mkdtempSync(join(tmpdir(), "regreen-box-"));
  const etc = join(folder, "etc");
  const root = join(folder, "root");
  mkdirSync(etc);
  mkdirSync(root);
  writeFileSync(join(etc, "passwd"), `regreen:x:${user}:${user}:regreen:/tmp:/bin/sh\n`);
  writeFileSync(join(etc, "group"), `regreen:x:${user}:\n`);
  writeFileSync(join(etc, "hosts"), "127.0.0.1 localhost\n::1 localhost\n");
  writeFileSync(join(etc, "nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files\n");
  return { etc, root, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
