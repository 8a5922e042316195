/** A cluster is what is known of one template: its words, masked where its messages differ. A cluster that was found to be part of a wider one points to it. */
export interface Cluster {
  readonly id: number;
  words: string[];
  wider: Cluster | null;
  /** When it was last met, in messages. */
  met: number;
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
