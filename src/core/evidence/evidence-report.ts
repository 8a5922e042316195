/** What verifying a repair's evidence found: where each phase stands, and every flaw by the file where it shows. */
import type { Phase } from "../repair/phase.ts";

export interface EvidenceFinding {
  /** `<PHASE>/<file>`, `manifest.json`, `statement.json`, or `ledger`. */
  readonly path: string;
  /**
   * `missing`: named, and not at hand. `altered`: its bytes are not those that were recorded. `invalid`: not the document that it should be.
   * `unlisted`: at hand, and named nowhere. `contradiction`: two documents say different things. `order`: phases were not passed as they must be.
   * `ledger`: not what the ledger swore to.
   */
  readonly rule: "missing" | "altered" | "invalid" | "unlisted" | "contradiction" | "order" | "ledger";
  readonly message: string;
}

export interface EvidenceReport {
  readonly repair: string;
  /**
   * `complete`: the repair has ended, and all that it must show is there, sound and sworn to. `incomplete`: sound so far, and something is still to come
   * (or cannot be told from what is at hand). `broken`: there is a finding.
   */
  readonly verdict: "complete" | "incomplete" | "broken";
  /** One sentence. */
  readonly summary: string;
  readonly phases: readonly { readonly phase: Phase; readonly state: "proven" | "broken" | "absent" }[];
  readonly files: number;
  readonly findings: readonly EvidenceFinding[];
  /** Whether the ledger was at hand to compare with. */
  readonly compared_with_ledger: boolean;
}
