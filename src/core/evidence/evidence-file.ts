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

/** Null when the content is the valid document of this phase; else why not, in plain words. */
export function evidenceProblem(phase: Phase, content: Uint8Array): string | null {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    return `${fileName[phase]} is not JSON`;
  }
  const result = evidenceSchema[phase].safeParse(document);
  if (result.success) return null;
  const issue = result.error.issues[0];
  return `${fileName[phase]}: ${issue === undefined ? "not valid" : `${issue.path.join(".")}: ${issue.message}`}`;
}
