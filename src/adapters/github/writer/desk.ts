/** What one effect is performed with: a session with its permissions and no more, who we are, and the content that effects name by digest. */
import type { ContentSource } from "../../../ports/github.ts";
import type { Session } from "../client.ts";
import type { Self } from "../self.ts";

export interface Desk {
  readonly session: Session;
  readonly self: Self;
  readonly content: ContentSource;
}
