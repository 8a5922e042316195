import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FixResult } from "../src/core/fix/result.ts";
import type { Execution } from "../src/execution/execution.ts";

/** Written into a folder of the job, so that the artifact client can pack it: `result.json`; for a change `change.patch` and `files/<path>`; `partial.patch` where the result names one. Gives the absolute paths. */
export function writeArtifact(folder: string, result: FixResult, execution: Pick<Execution, "patch" | "partial" | "contents">): readonly string[] {
  const written = [writeInto(folder, "result.json", `${JSON.stringify(result, null, 2)}\n`)];
  if (execution.partial !== null) written.push(writeInto(folder, "partial.patch", execution.partial));
  if (result.outcome !== "changed") return written;
  written.push(writeInto(folder, "change.patch", execution.patch));
  for (const [path, bytes] of execution.contents) if (bytes !== null && isArtifactName(path)) written.push(writeInto(folder, join("files", path), bytes));
  return written;
}

/** Characters that the artifact service refuses in a name; such a file is in the patch all the same, which is what is read. */
function isArtifactName(path: string): boolean {
  return !/["\r\n:<>|*?]/.test(path);
}

function writeInto(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** The name under which the App looks for the result of a plan. */
export function artifactName(result: FixResult): string {
  return `regreen-result-${result.plan_id}`;
}

/** Uploads with GitHub's own client, loaded only here: it is larger than all the rest. */
export async function uploadArtifact(name: string, files: readonly string[], folder: string): Promise<void> {
  const { DefaultArtifactClient } = await import("@actions/artifact");
  await new DefaultArtifactClient().uploadArtifact(name, [...files], folder, { retentionDays: 7 });
}
