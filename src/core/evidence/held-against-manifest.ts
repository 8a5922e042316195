/** Holds files against the manifest that lists them, and the statement against both. */
import { digestOf } from "../identity/digest.ts";
import type { EvidenceFinding } from "./evidence-report.ts";
import { Manifest, MANIFEST_FILE } from "./manifest.ts";
import { readJson } from "./read-json.ts";
import { Statement, STATEMENT_FILE } from "./statement.ts";
import type { HeldEvidence } from "./held-evidence.ts";

export function heldAgainstManifest(held: HeldEvidence): readonly EvidenceFinding[] {
  if (held.manifest === null) {
    return held.manifestExpected === "always" ? [{ path: MANIFEST_FILE, rule: "missing", message: `${MANIFEST_FILE} is not there` }] : [];
  }
  const read = Manifest.safeParse(readJson(held.manifest));
  if (!read.success) return [{ path: MANIFEST_FILE, rule: "invalid", message: `${MANIFEST_FILE} is not the manifest of a repair` }];
  return [...listed(read.data, held), ...unlisted(read.data, held), ...stated(held, held.manifest)];
}

function listed({ repair, files }: Manifest, held: HeldEvidence): readonly EvidenceFinding[] {
  const other: readonly EvidenceFinding[] = repair === held.repair ? [] : [{ path: MANIFEST_FILE, rule: "contradiction", message: `${MANIFEST_FILE} is that of ${repair}` }];
  return [...other, ...files.flatMap(({ path, sha256 }): readonly EvidenceFinding[] => {
    const content = held.files.get(path);
    if (content === undefined) return [{ path, rule: "missing", message: `${path} is listed in the manifest, and is not there` }];
    return content === null || digestOf(content) === sha256 ? [] : [{ path, rule: "altered", message: `${path} is not what the manifest lists` }];
  })];
}

function unlisted({ files }: Manifest, held: HeldEvidence): readonly EvidenceFinding[] {
  const known = new Set(files.map(({ path }) => path));
  return [...held.files.keys()].filter((path) => !known.has(path)).map((path) => ({ path, rule: "unlisted", message: `${path} is not listed in the manifest` }));
}

/** Where there is a patch there is a statement about it. */
function stated({ files, statement, repair }: HeldEvidence, manifest: Uint8Array): readonly EvidenceFinding[] {
  const patch = files.get("IMPLEMENT/change.patch") ?? null;
  const finding = (rule: EvidenceFinding["rule"], message: string): EvidenceFinding => ({ path: STATEMENT_FILE, rule, message });
  if (statement === null) return patch === null ? [] : [finding("missing", `there is a patch, and no ${STATEMENT_FILE} about it`)];
  const read = Statement.safeParse(readJson(statement));
  if (!read.success) return [finding("invalid", `${STATEMENT_FILE} is not an in-toto statement about a repair`)];
  const { subject: [subject], predicate } = read.data;
  const findings: EvidenceFinding[] = [];
  if (patch === null || subject.digest.sha256 !== digestOf(patch)) findings.push(finding("contradiction", `${STATEMENT_FILE} is about another patch`));
  if (predicate.evidence.digest.sha256 !== digestOf(manifest)) findings.push(finding("contradiction", `${STATEMENT_FILE} names another manifest`));
  if (predicate.repair !== repair) findings.push(finding("contradiction", `${STATEMENT_FILE} is about ${predicate.repair}`));
  return findings;
}
