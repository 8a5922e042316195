/** Puts what the relay brought back into the repair: the commit and the pull request of its offer, or why GitHub would not make them. */
import type { GitSha } from "../../identity/identifier.ts";
import type { Offer } from "../repair.ts";
import type { Settled } from "./snapshot.ts";

export type Reconciled =
  | { readonly kind: "made"; readonly offer: Offer }
  /** Asked for, and not performed yet. */
  | { readonly kind: "unmade" }
  /** `commit`: what was pushed all the same. */
  | { readonly kind: "refused"; readonly reason: string; readonly commit: GitSha | null };

export function reconcile(offer: Offer, receipts: readonly Settled[]): Reconciled {
  const pushed = receipts.find(({ key, receipt }) => key.endsWith(`:push:${offer.revision}`) && receipt.kind !== "post_check")?.receipt;
  const opened = receipts.find(({ effect }) => effect.kind === "open_pull_request")?.receipt;
  for (const receipt of [pushed, opened]) {
    if (receipt?.kind === "refused") return { kind: "refused", reason: `${receipt.code}: ${receipt.message}`, commit: pushed?.kind === "push_commit" ? pushed.commit_sha : null };
  }
  if (pushed?.kind !== "push_commit" || opened?.kind !== "open_pull_request") return { kind: "unmade" };
  return { kind: "made", offer: { ...offer, commit_sha: pushed.commit_sha, number: opened.number, url: opened.url } };
}

/** The body of the pull request as it was asked for. */
export function bodyOf(receipts: readonly Settled[]): string {
  const effect = receipts.map((settled) => settled.effect).find((one) => one.kind === "open_pull_request");
  return effect?.kind === "open_pull_request" ? effect.body : "";
}
