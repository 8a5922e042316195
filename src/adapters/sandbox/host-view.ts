/** What of the host a sandboxed command sees: the system's programs and libraries, what the caller names, and the scratch folder. Nothing else exists inside. */
import { existsSync, lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { isWithin } from "../../core/fix/is-within.ts";
import type { SandboxCommand } from "../../ports/sandbox.ts";

export interface Mount {
  /** On the host; a file or a folder. */
  readonly from: string;
  /** Inside. */
  readonly to: string;
  readonly access: "read" | "write";
}

export interface HostView {
  /** Links that the system's own layout has: `/bin` → `usr/bin`. */
  readonly links: readonly { readonly at: string; readonly target: string }[];
  /** In the order in which they are made: what is inside another comes after it. */
  readonly mounts: readonly Mount[];
}

const systemFolders = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];
/** No passwords, keys or host names: only what the loader, time zones and certificates need. */
const systemFiles = ["/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/ssl/certs", "/etc/mime.types"];

/** `etc` is a folder of our own that holds `passwd`, `group`, `hosts` and `nsswitch.conf` for the inside. */
export function hostView(command: SandboxCommand, etc: string): HostView {
  const folders = systemFolders.filter((folder) => existsSync(folder));
  const links = folders.filter(isLink).map((at) => ({ at, target: readlinkSync(at) }));
  const system = [...folders.filter((folder) => !isLink(folder)), ...systemFiles.filter((file) => existsSync(file))].map((path) => readAt(realpathSync(path), path));
  const own = ["passwd", "group", "hosts", "nsswitch.conf"].map((name) => readAt(join(etc, name), `/etc/${name}`));
  const at = command.at ?? command.scratch;
  const readable = readableMounts(command.readable);
  return {
    links,
    mounts: [
      ...system, ...own,
      ...readable.filter((mount) => !isWithin(mount.to, at)),
      { from: command.scratch, to: at, access: "write" },
      ...readable.filter((mount) => isWithin(mount.to, at)),
    ],
  };
}

/** A link is seen at its own place and at the place that it points to, because programs resolve themselves before they look for their neighbours. */
function readableMounts(paths: readonly string[]): readonly Mount[] {
  const mounts = new Map<string, Mount>();
  for (const path of paths) {
    if (dirname(path) === path) throw new TypeError("the whole host cannot be made readable inside a sandbox");
    if (!existsSync(path)) continue;
    const real = realpathSync(path);
    for (const to of [path, real]) if (!isOfSystem(to)) mounts.set(to, readAt(real, to));
  }
  const all = [...mounts.values()].sort((a, b) => a.to.length - b.to.length);
  return all.filter((mount) => !all.some((outer) => outer !== mount && isWithin(mount.to, outer.to) && join(outer.from, relative(outer.to, mount.to)) === mount.from));
}

function isOfSystem(path: string): boolean {
  return systemFolders.some((folder) => isWithin(path, folder));
}

function isLink(path: string): boolean {
  return lstatSync(path).isSymbolicLink();
}

function readAt(from: string, to: string): Mount {
  return { from, to, access: "read" };
}
