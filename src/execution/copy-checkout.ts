import { createHash } from "node:crypto";
import { chmodSync, constants, copyFileSync, lstatSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PatchMode } from "../core/fix/patch.ts";
import type { CommittedFile, Git } from "../ports/machine.ts";
import type { ExecutionRequest } from "./execution.ts";
import { Refusal } from "./refusal.ts";
import { markOf, type ScratchFile } from "./scratch.ts";
import { isSetupResult } from "./setup-results.ts";

/** The scratch copy as it was made: what each file looked like, and how to read again what it was copied from. */
export interface CheckoutCopy {
  readonly marks: ReadonlyMap<string, ScratchFile>;
  /** Bytes that `path` was copied from; null when it was not there. Throws Refusal when the user changed it meanwhile. */
  original(path: string): Uint8Array | null;
  /** The mode that the commit gives the file; null where the working tree counts, or there is no such regular file. */
  mode(path: string): PatchMode | null;
}

type Source = { readonly from: "disk"; readonly mark: ScratchFile; readonly sha: string | null } | { readonly from: "commit"; readonly bytes: Uint8Array };

/** Copies tracked files (on the command line: also new ones that are not ignored) into `scratch`. Submodules are left out. */
export async function copyCheckout(request: ExecutionRequest, scratch: string): Promise<CheckoutCopy> {
  const sources = new Map<string, Source>();
  const folders = new Set<string>([scratch]);
  const place = (path: string): string => {
    const target = join(scratch, path);
    const folder = dirname(target);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    return target;
  };
  const { git } = request.machine;
  const modes = new Map<string, PatchMode>();
  if (request.content === "commit") await copyCommit(request, place, { sources, modes });
  else copyFromDisk(request.checkout, (await git.workingFiles(request.checkout)).filter((path) => !isSetupResult(path)).map((path) => ({ path, sha: null })), place, sources);
  const marks = new Map([...sources.keys()].flatMap((path) => {
    const mark = markOf(join(scratch, path));
    return mark === null ? [] : [[path, mark] as const];
  }));
  return { marks, original: (path) => readOriginal(request.checkout, path, sources.get(path)), mode: (path) => modes.get(path) ?? null };
}

interface Copied { readonly sources: Map<string, Source>; readonly modes: Map<string, PatchMode> }

async function copyCommit({ checkout, machine: { git } }: ExecutionRequest, place: (path: string) => string, { sources, modes }: Copied): Promise<void> {
  const files = await git.committedFiles(checkout);
  const dirty = new Set(await git.dirtyFiles(checkout));
  copyFromDisk(checkout, files.filter((file) => !dirty.has(file.path)), place, sources);
  for (const file of files) {
    if (dirty.has(file.path)) sources.set(file.path, await writeBlob({ checkout, git }, file, place(file.path)));
    if (file.mode === "100644" || file.mode === "100755") modes.set(file.path, file.mode);
  }
}

async function writeBlob({ checkout, git }: { readonly checkout: string; readonly git: Git }, file: CommittedFile, target: string): Promise<Source> {
  const bytes = await git.blob(checkout, file.sha);
  if (file.mode === "120000") symlinkSync(Buffer.from(bytes).toString("utf8"), target);
  else writeFileSync(target, bytes, { mode: file.mode === "100755" ? 0o755 : 0o644 });
  return { from: "commit", bytes };
}

/** `sha`: the blob that the file on disk came from, where the content of a commit is wanted. */
function copyFromDisk(checkout: string, files: readonly { readonly path: string; readonly sha: string | null }[], place: (path: string) => string, sources: Map<string, Source>): void {
  for (const { path, sha } of files) {
    const origin = join(checkout, path);
    const mark = markOf(origin);
    if (mark === null || mark.kind === "other") continue;
    const target = place(path);
    if (mark.kind === "link") symlinkSync(readlinkSync(origin), target);
    else copyFile(origin, target);
    sources.set(path, { from: "disk", mark, sha });
  }
}

/** Shares the blocks where the file system can. */
function copyFile(origin: string, target: string): void {
  copyFileSync(origin, target, constants.COPYFILE_FICLONE);
  const mode = lstatSync(target).mode;
  if ((mode & 0o600) !== 0o600) chmodSync(target, mode | 0o600);
}

function readOriginal(checkout: string, path: string, source: Source | undefined): Uint8Array | null {
  if (source === undefined) return null;
  if (source.from === "commit") return source.bytes;
  const bytes = readFileSync(join(checkout, path));
  const now = markOf(join(checkout, path));
  const same = now !== null && now.mark.changed === source.mark.mark.changed && now.mark.size === source.mark.mark.size && now.mark.inode === source.mark.mark.inode;
  if (!same) throw new Refusal("refused", `${path} was changed by somebody while the repair ran; run it again`);
  if (source.sha !== null && blobName(bytes, source.sha.length) !== source.sha) {
    throw new Refusal("refused", `${path} is kept in git in another form than it is checked out (line ends or a filter of .gitattributes): a patch of it would not fit the commit`);
  }
  return bytes;
}

/** The name that git gives to content: SHA-1, or SHA-256 in repositories of that format. */
function blobName(bytes: Uint8Array, length: number): string {
  return createHash(length === 64 ? "sha256" : "sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
