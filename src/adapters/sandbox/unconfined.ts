/** No sandbox at all: only what the user asked for by --unsafe-no-sandbox. Limits are kept, walls there are none; the result names the kind `none`. */
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Sandbox, SandboxCommand, SandboxOutcome } from "../../ports/sandbox.ts";
import { findSystemProgram } from "./find-program.ts";
import { isWithin } from "../../core/fix/is-within.ts";
import { limitedArgv } from "./limits.ts";
import { requireProgram } from "./require-program.ts";
import { runProcess } from "./run-process.ts";

export function unconfined(): Sandbox {
  return { kind: "none", run };
}

async function run(command: SandboxCommand): Promise<SandboxOutcome> {
  requireProgram(command);
  linkReadable(command);
  const prlimit = findSystemProgram("prlimit");
  const argv = prlimit === null ? ["/bin/sh", "-c", 'exec "$@" 2>&1', "sh", ...command.argv] : limitedArgv(command.argv, command.limits, prlimit);
  const { complaint: _said, ...outcome } = await runProcess({ ...command, argv, directory: onHost(command, command.directory) });
  return outcome;
}

/** Without a mount of its own, the scratch folder reaches what the checkout holds beside its tracked files by links. */
function linkReadable(command: SandboxCommand): void {
  const at = command.at ?? command.scratch;
  for (const path of command.readable) {
    const link = onHost(command, path);
    if (!isWithin(path, at) || link === path || existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(path, link);
  }
}

function onHost(command: SandboxCommand, inside: string): string {
  const at = command.at ?? command.scratch;
  return isWithin(inside, at) ? join(command.scratch, relative(at, inside)) : inside;
}
