/** Builds the tree of a recorded failure in a folder of its own. The user's checkout is read, and never written. */
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { headOf, ignoredAmong, untrackedRoots } from "../../adapters/git/checkout.ts";
import { runGit } from "../../adapters/git/run-git.ts";
import { pathProblem } from "../../core/fix/path-rules.ts";
import type { Digest } from "../../core/identity/digest.ts";
import type { GitSha } from "../../core/identity/identifier.ts";
import type { OverlayFile } from "../../core/replay/recording.ts";
import { Fault } from "../../core/fault/fault.ts";
import { setupResults } from "../../execution/setup-results.ts";
import { SetAside } from "./replay-case.ts";

/** A folder's content as the one commit of a new repository. */
export async function commitTree(source: string, place: string, checkout: string | null): Promise<GitSha> {
  mkdirSync(place, { recursive: true });
  if (existsSync(source)) cpSync(source, place, { recursive: true });
  await runGit(place, ["init", "--quiet", "--initial-branch=main"]);
  await runGit(place, ["add", "--all", "--force"]);
  await runGit(place, ["-c", "user.name=replay", "-c", "user.email=replay@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "--message=before"]);
  if (checkout !== null && existsSync(join(checkout, "node_modules")) && !existsSync(join(place, "node_modules"))) link(checkout, place, "node_modules");
  return headOf(place);
}

export interface Rebuilding {
  readonly checkout: string;
  readonly commit: GitSha;
  readonly overlay: readonly OverlayFile[];
  readonly contentOf: (sha256: Digest) => Promise<Uint8Array>;
}

/** The commit from the checkout's own objects, with the kept files on top, and what set-up steps have left in the checkout. */
export async function rebuildTree(place: string, { checkout, commit, overlay, contentOf }: Rebuilding): Promise<GitSha> {
  try {
    await runGit(checkout, ["cat-file", "-e", `${commit}^{commit}`]);
  } catch (error) {
    if (error instanceof Fault && error.code === "checkout-unreadable") throw new SetAside(`the commit ${commit.slice(0, 12)} is not in this checkout: git fetch origin ${commit} brings it`);
    throw error;
  }
  await runGit(checkout, ["clone", "--quiet", "--shared", "--no-checkout", "--no-tags", checkout, place]);
  await runGit(place, ["-c", "advice.detachedHead=false", "checkout", "--quiet", "--detach", commit]);
  for (const file of overlay) await writeOverlay(place, file, contentOf);
  for (const path of await setupResults(checkout, { untrackedRoots, ignoredAmong } as Parameters<typeof setupResults>[1])) if (!existsSync(join(place, path))) link(checkout, place, path);
  return headOf(place);
}

async function writeOverlay(place: string, { path, mode, sha256 }: OverlayFile, contentOf: Rebuilding["contentOf"]): Promise<void> {
  if (pathProblem(path) !== null) throw new SetAside(`its tree names ${path}`);
  const target = join(place, path);
  if (sha256 === null) return rmSync(target, { force: true });
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target, { force: true });
  writeFileSync(target, await contentOf(sha256));
  chmodSync(target, mode === "100755" ? 0o755 : 0o644);
}

/** As `npm ci` leaves it: there for tools, and nothing that git would track. */
function link(checkout: string, place: string, path: string): void {
  mkdirSync(dirname(join(place, path)), { recursive: true });
  symlinkSync(join(checkout, path), join(place, path));
  writeFileSync(join(place, ".git/info/exclude"), `${path}\n`, { flag: "a" });
}
