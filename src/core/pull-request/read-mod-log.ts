/** Reads entries of the ModLog back (formats.md, "ModLog entry"). People edit the file too: what is no entry of ours is left out, and what an entry does not say is null. */
import { z } from "zod";
import { Digest } from "../identity/digest-schema.ts";
import { ExecutionId } from "../identity/identifier.ts";
import { splitEntries } from "./mod-log.ts";

export const ModLogEntry = z.strictObject({
  /** Day on which it was built: `2026-11-20`. */
  date: z.iso.date(),
  title: z.string(),
  execution: ExecutionId,
  skills: z.array(z.strictObject({ name: z.string(), version: z.string() })),
  fingerprints: z.array(Digest),
  patch_sha256: Digest.nullable(),
  changes: z.array(z.string()),
  reasons: z.array(z.string()),
  metrics: z.array(z.string()),
});
export type ModLogEntry = z.infer<typeof ModLogEntry>;

/** In the order of the text: newest first. Linear in its length. */
export function readModLog(text: string): readonly ModLogEntry[] {
  return splitEntries(text.replace(/\r\n?/g, "\n")).entries.flatMap((entry) => readEntry(entry) ?? []);
}

function readEntry(entry: string): ModLogEntry | null {
  const [, date, title] = /^## (\d{4}-\d{2}-\d{2}) - ([^\n]{0,500})/.exec(entry) ?? [];
  const read = ModLogEntry.safeParse({
    date, title: title?.trim(), execution: fieldOf("Execution ID", entry),
    skills: (fieldOf("Skill", entry) ?? "").split(", ").flatMap(skillOf),
    fingerprints: (fieldOf("Fingerprint", entry) ?? "").split(", ").filter((one) => Digest.safeParse(one).success),
    patch_sha256: digestOf(fieldOf("Patch", entry)),
    changes: pointsUnder("What Changed", entry), reasons: pointsUnder("Why This Change", entry), metrics: pointsUnder("Metrics", entry),
  });
  return read.success ? read.data : null;
}

function fieldOf(name: string, entry: string): string | undefined {
  const start = entry.indexOf(`\n**${name}**: `);
  return start === -1 ? undefined : entry.slice(start + name.length + 7).split("\n", 1)[0]?.trim();
}

function skillOf(text: string): readonly { readonly name: string; readonly version: string }[] {
  const [, name, version] = /^([a-z0-9-]+) v(\S+)$/.exec(text.trim()) ?? [];
  return name === undefined || version === undefined ? [] : [{ name, version }];
}

function digestOf(text: string | undefined): string | null {
  const digest = text?.replace(/^sha256:/, "");
  return Digest.safeParse(digest).success ? digest ?? null : null;
}

function pointsUnder(heading: string, entry: string): readonly string[] {
  const [, after = ""] = entry.split(`\n### ${heading}\n`, 2);
  return (after.split("\n### ", 1)[0] ?? "").split("\n").filter((line) => line.startsWith("- ")).map((line) => line.slice(2));
}
