/** A request as a file in the watched folder (row E11). Our own format: an unknown key is an error. */
import { z } from "zod";
import { RepositoryName } from "../identity/identifier.ts";
import { LONGEST_COMMAND, MOST_COMMANDS } from "./command-lines.ts";

/** `commands` are written as in a comment, without the prefix: `lint --file src/app.js`. `id`: the same id is done once. */
export const RequestFile = z.strictObject({
  version: z.literal(1),
  id: z.string().min(1).max(100),
  repo: RepositoryName,
  commands: z.array(z.string().min(1).max(LONGEST_COMMAND)).min(1).max(MOST_COMMANDS),
  /** The pull request or issue that is talked of; omitted: the default branch. */
  number: z.int().positive().optional(),
  /** Who asks, for the audit trail. */
  by: z.string().min(1).max(100),
  dry_run: z.boolean().default(false),
});
export type RequestFile = z.infer<typeof RequestFile>;

export type RequestFileReading = { readonly ok: true; readonly file: RequestFile } | { readonly ok: false; readonly problem: string };

export function readRequestFile(content: Uint8Array): RequestFileReading {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    return { ok: false, problem: "it is no JSON in UTF-8" };
  }
  const parsed = RequestFile.safeParse(value);
  if (parsed.success) return { ok: true, file: parsed.data };
  return { ok: false, problem: parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join(".") || "the file"}: ${message}`).join("; ") };
}
