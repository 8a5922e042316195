/** What a working tree holds beyond its commit: the user's uncommitted edits, kept so that a failure can be met again as it was. */
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { changedPaths } from "../../adapters/git/checkout.ts";
import { findSecrets } from "../../core/evidence/mask-secrets.ts";
import { digestOf } from "../../core/identity/digest.ts";
import type { OverlayFile } from "../../core/replay/recording.ts";
import { isSetupResult } from "../../execution/setup-results.ts";

export interface OverlayContent extends OverlayFile {
  /** Null: the tree lacks the file. */
  readonly content: Uint8Array | null;
}

const MOST_FILES = 200;
const MOST_BYTES = 4 * 1024 * 1024;

/** Null where it is more than is kept. A file that holds a credential, and what is no regular file, is left out. */
export async function readOverlay(checkout: string): Promise<readonly OverlayContent[] | null> {
  const paths = (await changedPaths(checkout)).filter((path) => !isSetupResult(path));
  if (paths.length > MOST_FILES) return null;
  const overlay = paths.flatMap((path) => readOne(checkout, path));
  const bytes = overlay.reduce((sum, { content }) => sum + (content?.length ?? 0), 0);
  return bytes > MOST_BYTES ? null : overlay;
}

function readOne(checkout: string, path: string): OverlayContent[] {
  const file = join(checkout, path);
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status === undefined) return [{ path, mode: "100644", sha256: null, content: null }];
  if (!status.isFile() || status.size > MOST_BYTES) return [];
  const content = readFileSync(file);
  if (findSecrets(content.toString("latin1")).length > 0) return [];
  return [overlayFile(path, content, (status.mode & 0o100) === 0 ? "100644" : "100755")];
}

export function overlayFile(path: string, content: Uint8Array | null, mode: OverlayFile["mode"]): OverlayContent {
  return { path, mode, content, sha256: content === null ? null : digestOf(content) };
}
