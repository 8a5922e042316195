import { runChild } from "../job/child-process.ts";

export interface GitCall { readonly argv: readonly string[]; readonly directory: string; readonly environment: Readonly<Record<string, string>>; readonly signal: AbortSignal; readonly onLine?: (line: string) => void }

/** Runs git with no configuration but the repository's own. */
export async function git(call: GitCall): Promise<{ readonly exit: number | null; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const environment = { PATH: process.env.PATH ?? "/usr/bin:/bin", ...call.environment, GIT_TERMINAL_PROMPT: "0", GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null", LC_ALL: "C.UTF-8" };
  const onLine = (line: string) => {
    lines.push(line);
    call.onLine?.(line);
  };
  const exit = await runChild({ argv: ["git", ...call.argv], directory: call.directory, environment, onLine, signal: call.signal });
  return { exit, lines };
}
