/**
 * Holds evidence against what the ledger swore to: the way through the phases as it was recorded, and the digest of each file as it was named when the
 * next phase was entered, or when the evidence was last published.
 */
import { isFrom, transition } from "../repair/transition.ts";
import type { Phase} from "../repair/phase.ts";
import { phases } from "../repair/phase.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import type { EvidenceFinding } from "./evidence-report.ts";
import { digestHeld, type HeldEvidence, type SwornRecord } from "./held-evidence.ts";
import { MANIFEST_FILE } from "./manifest.ts";
import { STATEMENT_FILE } from "./statement.ts";

export function heldAgainstLedger(held: HeldEvidence, { repair, entries }: SwornRecord): readonly EvidenceFinding[] {
  const walked = walk(entries);
  const ended: readonly EvidenceFinding[] = walked.phase === repair.phase ? [] : [{ path: "ledger", rule: "order", message: `the ledger leads to ${walked.phase ?? "the opening"}, the repair stands in ${repair.phase ?? "the opening"}` }];
  const sworn = new Map([...walked.sworn, ...lastPublished(repair.id, entries)]);
  return [...walked.findings, ...ended, ...recordedFindings(held, repair), ...[...sworn].flatMap(([path, sha256]) => swornFindings(held, path, sha256))];
}

interface Walked { readonly phase: Phase | null; readonly sworn: ReadonlyMap<string, string>; readonly findings: readonly EvidenceFinding[] }

/** Follows the entries through the phases; going back takes back what was sworn from there on. */
function walk(entries: readonly LedgerEntry[]): Walked {
  let phase: Phase | null = null;
  const sworn = new Map<string, string>();
  const findings: EvidenceFinding[] = [];
  for (const entry of entries) {
    if ((entry.kind !== "phase_entered" && entry.kind !== "backtracked") || entry.phase === null) continue;
    const wanted = entry.kind === "phase_entered" ? "forward" : "back";
    if (entry.payload["from"] !== phase || transition(phase, entry.phase) !== wanted) {
      findings.push({ path: "ledger", rule: "order", message: `entry ${entry.seq} goes ${wanted} from ${String(entry.payload["from"])} to ${entry.phase}; the repair stood in ${phase ?? "its opening"}` });
    }
    phase = entry.phase;
    if (wanted === "forward") for (const { path, sha256 } of entry.evidence) sworn.set(path, sha256);
    else for (const path of [...sworn.keys()]) if (isAtOrAfter(path, entry.phase)) sworn.delete(path);
  }
  return { phase, sworn, findings };
}

function isAtOrAfter(path: string, phase: Phase): boolean {
  const of = phases.find((known) => path.startsWith(`${known}/`));
  return of !== undefined && isFrom(of, phase);
}

/** What was asked to be published last, unless the repair went back since: then it is of an earlier way. Texts beside the phases are held by the manifest. */
function lastPublished(repair: string, entries: readonly LedgerEntry[]): readonly (readonly [string, string])[] {
  const last = entries.findLastIndex(({ kind, payload }) => kind === "effect_requested" && payload["effect"] === "store_evidence");
  if (last === -1 || entries.slice(last).some(({ kind }) => kind === "backtracked")) return [];
  return entries[last]?.evidence.map(({ path, sha256 }) => [path.startsWith(`${repair}/`) ? path.slice(repair.length + 1) : path, sha256] as const) ?? [];
}

function swornFindings(held: HeldEvidence, path: string, sha256: string): readonly EvidenceFinding[] {
  const digest = digestHeld(withTexts(held), path);
  if (digest === sha256) return [];
  if (digest !== null) return [{ path, rule: "ledger", message: `${path} is not what the ledger swore to` }];
  const reported = held.files.has(path) || (isText(path) && held.manifestExpected === "when published");
  return reported ? [] : [{ path, rule: "missing", message: `${path} was sworn to, and is not there` }];
}

function isText(path: string): boolean {
  return path === MANIFEST_FILE || path === STATEMENT_FILE;
}

function withTexts({ files, manifest, statement }: HeldEvidence): Pick<HeldEvidence, "files"> {
  return { files: new Map([...files, [MANIFEST_FILE, manifest], [STATEMENT_FILE, statement]]) };
}

/** What the repair itself records. */
function recordedFindings(held: HeldEvidence, { evidence }: SwornRecord["repair"]): readonly EvidenceFinding[] {
  return evidence.flatMap(({ phase, file, sha256 }): readonly EvidenceFinding[] => {
    const path = `${phase}/${file}`;
    const digest = digestHeld(held, path);
    if (digest === null) return held.files.has(path) ? [] : [{ path, rule: "missing", message: `${path} is recorded with the repair, and is not there` }];
    return digest === sha256 ? [] : [{ path, rule: "altered", message: `${path} is not what is recorded with the repair` }];
  });
}
