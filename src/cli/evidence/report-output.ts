import type { EvidenceReport } from "../../core/evidence/evidence-report.ts";
import type { ChainVerdict } from "../../core/ledger/verify-chain.ts";
import { plainText } from "../plain-text.ts";

export interface Verified {
  readonly report: EvidenceReport;
  /** The whole chain; null: there is no ledger at hand. */
  readonly chain: ChainVerdict | null;
}

export function verifiedJson({ report, chain }: Verified): string {
  return `${JSON.stringify({ version: 1, ...report, ledger: chain }, null, 2)}\n`;
}

const headline = {
  complete: "is verifiably complete",
  incomplete: "is not complete",
  broken: "DOES NOT HOLD",
} as const satisfies Record<EvidenceReport["verdict"], string>;

export function verifiedText({ report, chain }: Verified): string {
  const lines = [
    `The evidence of ${report.repair} ${headline[report.verdict]}.`,
    `  ${report.summary}`,
    `  ${report.phases.map(({ phase, state }) => `${phase} ${state}`).join(" · ")}`,
    ...report.findings.map(({ path, rule, message }) => `  ${rule.padEnd(13)} ${path}: ${message}`),
    `  ${ledgerLine(chain)}`,
  ];
  return `${plainText(lines.join("\n"))}\n`;
}

function ledgerLine(chain: ChainVerdict | null): string {
  if (chain === null) return "No ledger is at hand: digests were held against the manifest only.";
  return chain.holds ? `The ledger holds: ${chain.entries} entries.` : `The ledger does not hold: entry ${chain.seq} was ${chain.why}.`;
}
