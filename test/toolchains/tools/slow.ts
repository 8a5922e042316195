/**
 * Tools that no registry has built, and that take minutes of processor time to build from the Go module proxy: golangci-lint one and a half, Terraform three (its
 * last version whose module is whole there). A run of the tests uses them where they lie in the cache, and says so where they do not; they are built by hand:
 * node test/toolchains/build-slow-tools.ts. `skills/shipped.json` keeps that their examples held.
 */
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { cacheFolder } from "./cache-folder.ts";

const run = promisify(execFile);
const HOUR = 3_600_000;

interface SlowTool {
  readonly program: string;
  readonly version: string;
  readonly module: string;
  /** Path of the command in its module. */
  readonly main: string;
}

export const slowTools: readonly SlowTool[] = [
  { program: "golangci-lint", version: "v2.5.0", module: "github.com/golangci/golangci-lint/v2", main: "./cmd/golangci-lint" },
  { program: "terraform", version: "v1.5.7", module: "github.com/hashicorp/terraform", main: "." },
];

function folderOf({ program, version }: SlowTool): string {
  return join(cacheFolder(), `${program}-${version}`);
}

/** Folders of those that were built. */
export function findSlowTools(): readonly string[] {
  return slowTools.filter((tool) => existsSync(join(folderOf(tool), tool.program))).map(folderOf);
}

/** Builds what is missing, one after the other. `go`: the folder that holds it. */
export async function buildSlowTools(go: string): Promise<void> {
  for (const tool of slowTools) if (!existsSync(join(folderOf(tool), tool.program))) await build(join(go, "go"), tool);
}

/** In a copy of the module: the cache is not written to, and `go install` refuses a module that replaces others. */
async function build(go: string, tool: SlowTool): Promise<void> {
  const { stdout } = await run(go, ["mod", "download", "-json", `${tool.module}@${tool.version}`], { timeout: HOUR });
  const { Dir: source } = z.object({ Dir: z.string() }).parse(JSON.parse(stdout));
  const copy = mkdtempSync(join(tmpdir(), "regreen-build-"));
  try {
    cpSync(source, copy, { recursive: true });
    await run("chmod", ["-R", "u+w", copy]);
    const built = join(copy, `${tool.program}.built`);
    await run(go, ["build", "-mod=mod", "-buildvcs=false", "-p", "1", "-ldflags=-s -w", "-o", built, tool.main], { cwd: copy, timeout: HOUR, maxBuffer: 64 * 1024 * 1024 });
    await run("mkdir", ["-p", folderOf(tool)]);
    await run("cp", [built, join(folderOf(tool), `.${tool.program}`)]);
    renameSync(join(folderOf(tool), `.${tool.program}`), join(folderOf(tool), tool.program));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
