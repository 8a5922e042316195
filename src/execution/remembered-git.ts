/** What git has said of a checkout is not asked again while nobody writes to it: each question is a process of its own. */
import type { GitSha } from "../core/identity/identifier.ts";
import type { Git } from "../ports/machine.ts";

export interface RememberedGit extends Git {
  /** Somebody has written to the checkout. */
  forget(): void;
}

/** `known`: the commit of this checkout, where it was asked for already. */
export function rememberGit(git: Git, known?: { readonly checkout: string; readonly head: GitSha }): RememberedGit {
  const said = new Map<string, Promise<unknown>>(known === undefined ? [] : [[`head ${known.checkout}`, Promise.resolve(known.head)]]);
  const once = <Answer>(question: string, ask: (checkout: string) => Promise<Answer>) => (checkout: string): Promise<Answer> => {
    const key = `${question} ${checkout}`;
    const known = said.get(key) as Promise<Answer> | undefined;
    if (known !== undefined) return known;
    const asked = ask(checkout);
    said.set(key, asked);
    return asked;
  };
  return {
    ...git,
    head: once("head", git.head), committedFiles: once("committed", git.committedFiles), workingFiles: once("working", git.workingFiles),
    dirtyFiles: once("dirty", git.dirtyFiles), untrackedRoots: once("untracked", git.untrackedRoots),
    forget: () => { said.clear(); },
  };
}
