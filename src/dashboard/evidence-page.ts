import type { Answer } from "../app/web/answer.ts";
import { digestOf } from "../core/identity/digest.ts";
import { FixId } from "../core/identity/identifier.ts";
import type { EvidenceFile } from "../core/repair/decision.ts";
import type { Store } from "../ports/store/store.ts";
import { html } from "./html.ts";
import { missing, page, pill } from "./layout.ts";

type Kept = Omit<EvidenceFile, "content">;
const MOST_SHOWN_BYTES = 500_000;

/** One file of evidence: its content as text, and whether its digest is still the one that was recorded. */
export async function evidencePage(store: Pick<Store, "evidence">, name: string, sha256: string): Promise<Answer> {
  const { file, bytes } = await read(store, name, sha256);
  if (file === null || bytes === null) return missing(`This repair has no evidence ${sha256}.`);
  const digest = digestOf(bytes);
  const state = digest === file.sha256 ? pill("digest holds", "good") : pill(`digest is ${digest}`, "bad");
  return page(200, file.file, html`
<p class="soft"><a href="/repairs">Repairs</a> / <a href="/repairs/${name}"><code>${name}</code></a> / ${file.phase}</p>
<h1>${file.file}</h1>
<p>${state} <span class="soft">${bytes.length} bytes, SHA-256</span> <code>${file.sha256}</code></p>
<p><a href="/repairs/${name}/evidence/${sha256}/raw">As it is kept, byte for byte</a></p>
<div class="card"><pre>${new TextDecoder().decode(bytes.subarray(0, MOST_SHOWN_BYTES))}</pre></div>${bytes.length > MOST_SHOWN_BYTES ? html`<p class="soft">The first ${MOST_SHOWN_BYTES} bytes are shown.</p>` : null}`);
}

/** The same bytes, as plain text. */
export async function rawEvidence(store: Pick<Store, "evidence">, name: string, sha256: string): Promise<Answer> {
  const { bytes } = await read(store, name, sha256);
  return bytes === null ? missing(`This repair has no evidence ${sha256}.`) : { status: 200, type: "text/plain; charset=utf-8", body: bytes };
}

/** Only files of this repair are shown. */
async function read({ evidence }: Pick<Store, "evidence">, name: string, sha256: string): Promise<{ readonly file: Kept | null; readonly bytes: Uint8Array | null }> {
  const id = FixId.safeParse(name);
  const file = id.success ? (await evidence.ofRepair(id.data)).find((kept) => kept.sha256 === sha256) : undefined;
  return file === undefined ? { file: null, bytes: null } : { file, bytes: await evidence.content(file.sha256) };
}
