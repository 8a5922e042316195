/** Evidence: which file of which phase has which digest, and contents by digest, each stored once. */
import type { Digest } from "../../../core/identity/digest.ts";
import type { EvidenceFile } from "../../../core/repair/decision.ts";
import type { Phase } from "../../../core/repair/phase.ts";
import type { Evidence } from "../../../ports/store/evidence.ts";
import type { Database } from "../database.ts";
import { inGroups, manyRows, row, rows, statement, type Script } from "../script.ts";

const insertContent = statement("content_insert", "insert into contents (sha256, content) values (?, ?) on conflict (sha256) do nothing");
const upsertFile = statement("evidence_upsert", `
  insert into evidence (repair_id, phase, file, sha256) values (?, ?, ?, ?)
  on conflict (repair_id, phase, file) do update set sha256 = excluded.sha256`);
const readFiles = statement<{ phase: Phase; file: string; sha256: Digest }>("evidence_of_repair", "select phase, file, sha256 from evidence where repair_id = ? order by phase, file");
const readContent = statement<{ content: Uint8Array }>("content_read", "select content from contents where sha256 = ?");

const readContents = manyRows((values) => statement<{ sha256: Digest; content: Uint8Array }>("contents_read", `select sha256, content from contents where sha256 in (${values("?")})`));

/** A phase that is run again replaces its files; contents that were sworn to stay. */
export function* storeEvidence(repair: string, files: readonly EvidenceFile[]): Script<void> {
  for (const { phase, file, content, sha256 } of files) {
    yield* rows(insertContent, sha256, content);
    yield* rows(upsertFile, repair, phase, file, sha256);
  }
}

export function openEvidence(database: Database): Evidence {
  return {
    ofRepair: (id) => database.read(() => rows(readFiles, id)),
    contents: async (sha256s) => new Map((await database.read(() => contentsOf(sha256s))).map(({ sha256, content }) => [sha256, content])),
    content: async (sha256) => (await database.read(() => row(readContent, sha256)))?.content ?? null,
  };
}

function* contentsOf(sha256s: readonly Digest[]): Script<readonly { readonly sha256: Digest; readonly content: Uint8Array }[]> {
  const found: { readonly sha256: Digest; readonly content: Uint8Array }[] = [];
  for (const group of inGroups([...new Set(sha256s)])) found.push(...(yield* rows(readContents(group.length), ...group)));
  return found;
}
