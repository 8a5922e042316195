/**
 * A parse tree of fixed depth, as Drain's (He et al., ICWS 2017): by number of words, by first word, by second word, then a leaf whose clusters are compared
 * word by word. Other than there, plain words must agree: only names and values of another form may differ.
 */
import type { Cluster } from "./cluster.ts";
import { MASK, wordKinds } from "./words.ts";

/** Different first words that one length may have; further ones share a leaf. */
const MOST_CHILDREN = 200;
/** Clusters of a leaf that a message is compared with; older ones are found by their exact words only. */
const MOST_IN_LEAF = 2000;

/** Words and the kind of each. */
export type Worded = Pick<Cluster, "words" | "kinds">;

type Leaves = Map<string, Cluster[]>;

export class Tree {
  /** By number of words, then by first, then by second word; what is no plain word stands under the mask. */
  readonly #lengths = new Map<number, Map<string, Leaves>>();
  readonly #similarity: number;

  /** `similarity`: share of the words, 0 to 1, that must agree. */
  constructor(similarity: number) {
    this.#similarity = similarity;
  }

  /** The cluster most like these words; null when none is like them. Of two that are equally like them, the older. */
  find(message: Worded): Cluster | null {
    let best: Cluster | null = null;
    let most = 0;
    for (const leaf of this.#near(message)) {
      for (const cluster of leaf) {
        const likeness = this.#likeness(cluster, message);
        if (likeness > most || (likeness === most && best !== null && cluster.id < best.id)) [best, most] = [cluster, likeness];
      }
    }
    return best;
  }

  add(cluster: Cluster): void {
    const children = childOf(this.#lengths, cluster.words.length, () => new Map<string, Leaves>());
    const leaves = childOf(children, branch(cluster, 0, children), () => new Map<string, Cluster[]>());
    const leaf = childOf(leaves, branch(cluster, 1, leaves), () => []);
    leaf.push(cluster);
    if (leaf.length > MOST_IN_LEAF) leaf.shift();
  }

  remove(cluster: Cluster): void {
    for (const leaf of this.#near(cluster)) {
      const at = leaf.indexOf(cluster);
      if (at >= 0) leaf.splice(at, 1);
    }
  }

  /** Clusters whose words a template with these words covers. */
  covered(cluster: Cluster): readonly Cluster[] {
    return this.#near(cluster, "all").flatMap((leaf) => leaf.filter((other) => other !== cluster && this.#likeness(cluster, other) === 1));
  }

  /** Leaves whose clusters may have these words: under the first two words, and under the mask. `all`: under a word of its own too, where these have none. */
  #near(message: Worded, which: "own" | "all" = "own"): readonly Cluster[][] {
    const firsts = chosen(this.#lengths.get(message.words.length), message, { at: 0, which });
    return firsts.flatMap((leaves) => chosen(leaves, message, { at: 1, which }));
  }

  /** Share of the words that agree or are masked in the template, or -1 when they may not be taken for the same. */
  #likeness(template: Cluster, { words, kinds }: Worded): number {
    let different = 0;
    let masked = 0;
    let kept = 0;
    for (let at = 0; at < words.length; at++) {
      const known = template.words[at];
      if (known === words[at]) {
        if (kinds[at] === wordKinds.word) kept++;
      } else if (known === MASK) masked++;
      else if (kinds[at] !== wordKinds.name || template.kinds[at] !== wordKinds.name) return -1;
      else different++;
    }
    if (kept === 0 && masked + different > 0) return -1;
    const likeness = 1 - different / Math.max(1, words.length);
    return likeness >= this.#similarity ? likeness : -1;
  }
}

function chosen<Child>(children: ReadonlyMap<string, Child> | undefined, { words, kinds }: Worded, { at, which }: { readonly at: number; readonly which: "own" | "all" }): readonly Child[] {
  if (children === undefined) return [];
  const plain = words[at] !== MASK && kinds[at] !== wordKinds.name;
  if (!plain && which === "all") return [...children.values()];
  const own = plain ? children.get(words[at] ?? "") : undefined;
  const masked = children.get(MASK);
  return [own, masked].filter((child) => child !== undefined);
}

/** Where a cluster is entered: under its word, or under the mask when it is no plain word or there are too many. */
function branch({ words, kinds }: Worded, at: number, children: ReadonlyMap<string, unknown>): string {
  const word = words[at] ?? MASK;
  return kinds[at] !== wordKinds.name && (children.has(word) || children.size < MOST_CHILDREN) ? word : MASK;
}

function childOf<Key, Child>(children: Map<Key, Child>, key: Key, create: () => Child): Child {
  const known = children.get(key);
  if (known !== undefined) return known;
  const child = create();
  children.set(key, child);
  return child;
}
