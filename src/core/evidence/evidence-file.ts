import { digestOf } from "../identity/digest.ts";
import type { EvidenceFile } from "../repair/decision.ts";
import { evidenceFile as fileName, type Phase } from "../repair/phase.ts";
import { evidenceSchema, type EvidenceDocuments } from "./documents.ts";
import { maskAll } from "./mask-secrets.ts";

/** Where a file of evidence stands in the evidence branch: `<repair>/<PHASE>/<file>` (formats.md). */
export function evidencePath(repair: string, phase: Phase, file: string): string {
  return `${repair}/${phase}/${file}`;
}

/**
 * The evidence document of a phase as a file: schema checked, secrets masked, JSON indented by two spaces so that a person can read it.
 * Throws a ZodError when the document is not what its phase must show: that is a bug of the step that built it.
 */
export function buildEvidenceFile<P extends Phase>(phase: P, document: EvidenceDocuments[P]): EvidenceFile {
  const checked: unknown = evidenceSchema[phase].parse(document);
  const content = new TextEncoder().encode(`${JSON.stringify(maskAll(checked), null, 2)}\n`);
  return { phase, file: fileName[phase], content, sha256: digestOf(content) };
}

/** Bytes that are evidence beside a document: the patch. The caller has refused secrets in it: masking would change what was swapped in. */
export function buildAttachment(phase: Phase, file: string, content: Uint8Array): EvidenceFile {
  return { phase, file, content, sha256: digestOf(content) };
}

export type EvidenceReading<P extends Phase> = { readonly document: EvidenceDocuments[P]; readonly problem: null } | { readonly document: null; readonly problem: string };

/** The document of this phase that the content holds; or why it holds none, in plain words. */
export function readEvidenceFile<P extends Phase>(phase: P, content: Uint8Array): EvidenceReading<P> {
  let found: unknown;
  try {
    found = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    return { document: null, problem: `${fileName[phase]} is not JSON` };
  }
  const result = evidenceSchema[phase].safeParse(found);
  if (result.success) return { document: result.data as EvidenceDocuments[P], problem: null };
  const issue = result.error.issues[0];
  return { document: null, problem: `${fileName[phase]}: ${issue === undefined ? "not valid" : `${issue.path.join(".")}: ${issue.message}`}` };
}

/** Null when the content is the valid document of this phase; else why not, in plain words. */
export function evidenceProblem(phase: Phase, content: Uint8Array): string | null {
  return readEvidenceFile(phase, content).problem;
}
