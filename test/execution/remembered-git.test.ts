/** Each question to git is a process: none is asked twice of a checkout that nobody wrote to. */
import { expect, test } from "@jest/globals";
import { GitSha } from "../../src/core/identity/identifier.ts";
import { rememberGit } from "../../src/execution/remembered-git.ts";
import type { Git } from "../../src/ports/machine.ts";

const sha = GitSha.parse("1".repeat(40));

/** A git that notes what it is asked. */
function noting(asked: string[]): Git {
  const note = <Answer>(question: string, answer: Answer) => (checkout: string): Promise<Answer> => { asked.push(`${question} ${checkout}`); return Promise.resolve(answer); };
  return {
    head: note("head", sha), committedFiles: note("committed", []), workingFiles: note("working", []), dirtyFiles: note("dirty", []), untrackedRoots: note("untracked", []),
    filesOf: note("files", null), fileOf: note("file", null), blob: note("blob", new Uint8Array()), ignoredAmong: note("ignored", new Set<string>()),
  };
}

test("what was asked of one checkout is not asked of it again, and is asked of another", async () => {
  const asked: string[] = [];
  const git = rememberGit(noting(asked));
  await Promise.all([git.workingFiles("/a"), git.workingFiles("/a"), git.dirtyFiles("/a"), git.workingFiles("/b")]);
  await git.dirtyFiles("/a");
  expect(asked).toEqual(["working /a", "dirty /a", "working /b"]);
});

test("everything is asked again after the checkout was written to", async () => {
  const asked: string[] = [];
  const git = rememberGit(noting(asked), { checkout: "/a", head: sha });
  expect(await git.head("/a")).toBe(sha);
  git.forget();
  await git.head("/a");
  expect(asked).toEqual(["head /a"]);
});

test("a question about particular files goes to git each time", async () => {
  const asked: string[] = [];
  const git = rememberGit(noting(asked));
  await git.ignoredAmong("/a", ["x"]);
  await git.ignoredAmong("/a", ["y"]);
  expect(asked).toEqual(["ignored /a", "ignored /a"]);
});
