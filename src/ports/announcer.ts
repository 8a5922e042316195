/** Says announcements in chats that the operator has set up: what the outbox asks for that is nothing of GitHub's. */
import type { Effect, Receipt } from "../core/repair/effect.ts";
import type { Repository } from "../core/repair/repair.ts";

export interface Announcer {
  /** One POST. A chat that is not the operator's, or not for this repository, is a receipt of kind `refused`. Fault `announcement-unavailable`: try again later. */
  announce(repository: Repository, asked: Extract<Effect, { readonly kind: "announce" }>): Promise<Receipt>;
}
