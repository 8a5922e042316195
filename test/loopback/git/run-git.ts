/** Runs the git binary, without the user's or the machine's configuration. */
import { beginProcess } from "../../small-parent/begin-process.ts";

export interface GitAnswer {
  readonly exit: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export const gitEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env.PATH ?? "/usr/bin:/bin",
  LC_ALL: "C.UTF-8",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
};

/** Runs `git` in `folder`; the answer holds its exit code whatever it is. Rejects only when git cannot be started. */
export function tryGit(folder: string, argv: readonly string[], input?: Uint8Array): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const out: Buffer[] = [];
    const errors: Buffer[] = [];
    const { stdin } = beginProcess({ program: "git", argv, directory: folder, environment: gitEnvironment, hasInput: true, isGroup: false }, {
      stdout: (chunk) => { out.push(chunk); },
      stderr: (chunk) => { errors.push(chunk); },
      error: reject,
      exit: () => undefined,
      close: (code) => { resolve({ exit: code ?? 128, stdout: Buffer.concat(out), stderr: Buffer.concat(errors).toString("utf8") }); },
    });
    stdin.end(input);
  });
}

/** As `tryGit`, but throws when git fails: for calls that cannot fail on a sound repository. */
export async function runGit(folder: string, argv: readonly string[], input?: Uint8Array): Promise<Buffer> {
  const answer = await tryGit(folder, argv, input);
  if (answer.exit !== 0) throw new Error(`git ${argv.join(" ")} ended with ${answer.exit}: ${answer.stderr.trim()}`);
  return answer.stdout;
}
