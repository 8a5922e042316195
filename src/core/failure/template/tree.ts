/**
 * A parse tree of fixed depth, as Drain's (He et al., ICWS 2017): by number of words, by first word, then a leaf whose clusters are compared
 * word by word. Other than there, plain words must agree: only names and values of another form may differ.
 */
import type { Cluster } from "./cluster.ts";
import { hasLetters, isPlain, MASK } from "./words.ts";

/** Different first words that one length may have; further ones share a leaf. */
const MOST_CHILDREN = 200;
/** Clusters of a leaf that a message is compared with; older ones are found by their exact words only. */
const MOST_IN_LEAF = 2000;

/** Plain words and signs are constant; names, values and masks may differ. */
type Kind = "word" | "sign" | "name";
const MOST_KINDS = 20_000;

export class Tree {
  readonly #lengths = new Map<number, Map<string, Cluster[]>>();
  readonly #kinds = new Map<string, Kind>();
  readonly #similarity: number;

  /** `similarity`: share of the words, 0 to 1, that must agree. */
  constructor(similarity: number) {
    this.#similarity = similarity;
  }

  /** The cluster most like these words; null when none is like them. Of two that are equally like them, the older. */
  find(words: readonly string[]): Cluster | null {
    let best: Cluster | null = null;
    let most = -1;
    for (const cluster of this.#leaf(words)) {
      const likeness = cluster.wider === null ? this.#likeness(cluster.words, words) : -1;
      if (likeness > most) [best, most] = [cluster, likeness];
    }
    return best;
  }

  add(cluster: Cluster): void {
    const leaf = this.#leaf(cluster.words);
    leaf.push(cluster);
    if (leaf.length > MOST_IN_LEAF) leaf.shift();
  }

  remove(cluster: Cluster): void {
    const leaf = this.#leaf(cluster.words);
    const at = leaf.indexOf(cluster);
    if (at >= 0) leaf.splice(at, 1);
  }

  #leaf(words: readonly string[]): Cluster[] {
    const children = this.#lengths.get(words.length) ?? new Map<string, Cluster[]>();
    this.#lengths.set(words.length, children);
    const first = words[0] ?? "";
    const key = this.#kind(first) !== "name" && (children.has(first) || children.size < MOST_CHILDREN) ? first : MASK;
    const leaf = children.get(key) ?? [];
    children.set(key, leaf);
    return leaf;
  }

  /** Clusters whose words a template with these words covers. */
  covered(cluster: Cluster): readonly Cluster[] {
    return this.#leaf(cluster.words).filter((other) => other !== cluster && other.wider === null && this.#likeness(cluster.words, other.words) === 1);
  }

  /** Share of the words that agree or are masked in the template, or -1 when they may not be taken for the same. */
  #likeness(template: readonly string[], words: readonly string[]): number {
    let different = 0;
    let masked = 0;
    let kept = 0;
    for (let at = 0; at < words.length; at++) {
      const known = template[at] ?? "";
      const word = words[at] ?? "";
      if (known === word) {
        if (this.#kind(word) === "word") kept++;
      } else if (known === MASK) masked++;
      else if (this.#kind(known) !== "name" || this.#kind(word) !== "name") return -1;
      else different++;
    }
    if (kept === 0 && masked + different > 0) return -1;
    const likeness = 1 - different / Math.max(1, words.length);
    return likeness >= this.#similarity ? likeness : -1;
  }

  #kind(word: string): Kind {
    const known = this.#kinds.get(word);
    if (known !== undefined) return known;
    if (this.#kinds.size >= MOST_KINDS) this.#kinds.clear();
    const kind = !isPlain(word) ? "name" : hasLetters(word) ? "word" : "sign";
    this.#kinds.set(word, kind);
    return kind;
  }
}
