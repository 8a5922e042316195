/** The packages of a Cargo workspace, from `cargo metadata --no-deps --format-version 1` (The Cargo Book, "cargo metadata", JSON format). */
import { z } from "zod";
import type { BuildModule } from "./build-module.ts";

const Package = z.looseObject({ id: z.string(), name: z.string().regex(/^[\w-]{1,200}$/), manifest_path: z.string(), dependencies: z.array(z.looseObject({ name: z.string(), path: z.string().nullish() })) });
const Metadata = z.looseObject({ packages: z.array(Package).max(5_000), workspace_members: z.array(z.string()), workspace_default_members: z.array(z.string()).optional(), workspace_root: z.string() });

export interface CargoWorkspace {
  readonly modules: readonly BuildModule[];
  /** Absolute. */
  readonly root: string;
  /** Names of those that `cargo test` takes at the root when none is named. */
  readonly byDefault: readonly string[];
}

/** `text`: what Cargo printed. Null: it is not that. Folders are relative to the workspace's root. */
export function cargoWorkspace(text: string): CargoWorkspace | null {
  const parsed = Metadata.safeParse(json(text));
  if (!parsed.success) return null;
  const { packages, workspace_members, workspace_default_members = workspace_members, workspace_root: root } = parsed.data;
  const members = packages.filter(({ id }) => workspace_members.includes(id));
  const folderOf = (manifest: string): string => relative(root, manifest.replace(/[/\\]Cargo\.toml$/, ""));
  const byFolder = new Map(members.map(({ name, manifest_path }) => [folderOf(manifest_path), name]));
  const modules = members.map(({ name, manifest_path, dependencies }) => ({
    name, folder: folderOf(manifest_path), hasTests: true,
    uses: dependencies.flatMap(({ path }) => (path == null ? [] : (byFolder.get(relative(root, path)) ?? []))),
  }));
  return { modules, root, byDefault: members.filter(({ id }) => workspace_default_members.includes(id)).map(({ name }) => name) };
}

function relative(root: string, path: string): string {
  const [from, to] = [root, path].map((one) => one.replaceAll("\\", "/").replace(/\/$/, ""));
  return to === from ? "" : to?.startsWith(`${from ?? ""}/`) === true ? to.slice((from ?? "").length + 1) : (to ?? "");
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
