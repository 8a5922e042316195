import type { WordKind } from "./words.ts";

/** A cluster is what is known of one template: its words, masked where its messages differ. A cluster that was found to be part of a wider one points to it. */
export interface Cluster {
  readonly id: number;
  words: readonly string[];
  /** What kind of word each is. */
  kinds: readonly WordKind[];
  wider: Cluster | null;
  /** When it was last met, in messages. */
  met: number;
  /** It is not kept any more. */
  forgotten: boolean;
}

/** The cluster that stands for this one now. */
export function widest(cluster: Cluster): Cluster {
  let found = cluster;
  while (found.wider !== null) found = found.wider;
  return found;
}

export function textOf({ words }: Cluster): string {
  return words.join(" ");
}
