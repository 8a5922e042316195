/**
 * The record of Regreen without a server: one file in one commit on a branch of its own. Each time the commit has no parent, so that the repository does not grow
 * with what is out of date; it is put in place only while the branch still leads to what was read.
 */
import { Fault } from "../../core/fault/fault.ts";
import type { GitSha } from "../../core/identity/identifier.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { Client } from "./client.ts";
import { readBranchHead } from "./reader/branch.ts";
import { createFolderMemory, readFile } from "./reader/file.ts";
import { createBranch, moveBranch, writeCommit, writeTree } from "./writer/git-data.ts";

export const stateBranch = "regreen/state";
const FILE = "regreen.db.gz";

export interface KeptState {
  /** The commit that was read; null: there is none yet. */
  readonly at: GitSha | null;
  readonly bytes: Uint8Array | null;
}

export interface StateBranch {
  read(): Promise<KeptState>;
  /** Fault `github-conflict`: somebody else has written since. */
  write(before: KeptState, bytes: Uint8Array): Promise<void>;
}

const permissions = { contents: "write" } as const;

export function openStateBranch(client: Client, repository: Repository): StateBranch {
  const session = client.session(repository, permissions);
  return {
    async read() {
      const at = await readBranchHead(session, stateBranch);
      return { at, bytes: at === null ? null : await readFile(session, createFolderMemory(2), { path: FILE, ref: at }) };
    },
    async write(before, bytes) {
      const tree = await writeTree(session, null, [{ path: FILE, mode: "100644", content: bytes }]);
      const sha = await writeCommit(session, { message: "Keep Regreen's record\n\nWritten by Regreen; each commit replaces the one before.", tree, parents: [] });
      if (before.at === null) return createBranch(session, stateBranch, sha);
      if ((await readBranchHead(session, stateBranch)) !== before.at) throw new Fault("github-conflict", { detail: `${stateBranch} has moved` });
      await moveBranch(session, stateBranch, { sha, how: "forced" });
    },
  };
}
