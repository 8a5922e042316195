/** Jest's global set-up (https://jestjs.io/docs/configuration#globalsetup-string): the small parent is there before the first test and for all of them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMALL_PARENT } from "./begin-process.ts";

async function start(): Promise<void> {
  const place = join(mkdtempSync(join(tmpdir(), "regreen-small-parent-")), "socket");
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "small-parent.ts"), place], { env: environment, stdio: ["pipe", "pipe", "inherit"] });
  await once(child.stdout, "data");
  process.env[SMALL_PARENT] = place;
  // It ends with this process, whose end closes its standard input; until then it keeps nobody waiting.
  child.unref();
  for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.unref();
}

// Jest asks for a default export.
export { start as default };
