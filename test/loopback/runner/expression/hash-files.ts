import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** As GitHub's `hashFiles`: SHA-256 over the SHA-256 of each matching file in order of path; empty text when none matches. Patterns are relative to the workspace; `!` takes away. */
export function hashFiles(workspace: string, patterns: readonly string[]): string {
  const exclude = patterns.filter((one) => one.startsWith("!")).map((one) => one.slice(1));
  const wanted = patterns.filter((one) => !one.startsWith("!"));
  const files = globSync(wanted, { cwd: workspace, exclude }).filter((file) => statSync(join(workspace, file)).isFile()).sort();
  if (files.length === 0) return "";
  const whole = createHash("sha256");
  for (const file of files) whole.update(createHash("sha256").update(readFileSync(join(workspace, file))).digest());
  return whole.digest("hex");
}
