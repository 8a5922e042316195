import type { Request } from "./request.ts";

type Said = Pick<Request, "id" | "opened_at"> & { readonly origin: Pick<Request["origin"], "kind"> };

/**
 * Of the requests of one comment those that came before this one, in their order. Comments, comments on lines and reviews are counted each by themselves on
 * GitHub, so only those of one kind are of one comment. Of two of one moment the ids decide, so that each sees the other from one side only; ids alone will not
 * do, since they begin with their second.
 */
export function saidBefore<Earlier extends Said>(all: readonly Earlier[], { id, opened_at: at, origin }: Said): readonly Earlier[] {
  return all.filter((other) => (other.opened_at < at || (other.opened_at === at && other.id < id)) && other.origin.kind === origin.kind);
}
