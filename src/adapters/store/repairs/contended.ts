/** Two worked on the same: the one whose lease is over came with a result. It is refused, and that is sworn to. */
import type { Timestamp } from "../../../core/identity/timestamp.ts";
import type { Claim } from "../../../ports/store/claim.ts";
import { appendDrafts } from "../ledger/append.ts";
import type { Script } from "../script.ts";
import type { TakeOver } from "./claim.ts";

export interface Contention {
  /** `repair`, or the key of an effect. */
  readonly of: string;
  readonly repair: TakeOver["repair"];
  /** Of the one who came too late. */
  readonly claim: Claim;
  readonly now: Timestamp;
}

export function* contended({ of, repair, claim, now }: Contention): Script<"lease_lost"> {
  const payload = { of, holder: claim.holder, token: claim.token };
  yield* appendDrafts([{ at: now, repo: repair.subject.repository.name, repair: repair.id, kind: "lease_contended", phase: null, payload, evidence: [], prompt_sha256: null }]);
  return "lease_lost";
}
