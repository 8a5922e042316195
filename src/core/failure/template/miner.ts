/** Finds the templates of messages as they come: memory is bounded, and the same messages in the same order give the same templates. */
import { widest, type Cluster } from "./cluster.ts";
import { Siblings } from "./siblings.ts";
import { Tree } from "./tree.ts";
import { kindOf, MASK, wordsOf } from "./words.ts";

export interface MinerLimits {
  /** Clusters kept; beyond, those met longest ago are forgotten. */
  readonly clusters: number;
  /** Share of a message's words that must agree with a template, 0 to 1. */
  readonly similarity: number;
  /** So many different words in one place make it a variable. */
  readonly values: number;
}

/** Chosen once for all systems. */
export const usualLimits: MinerLimits = { clusters: 10_000, similarity: 0.8, values: 6 };

/** Share of the clusters that goes when there are too many. */
const FORGOTTEN = 0.125;
/** Different messages remembered for each cluster that may be kept. */
const MOST_WORDS = 8;

export class TemplateMiner {
  readonly #limits: MinerLimits;
  readonly #exact = new Map<string, Cluster>();
  readonly #tree: Tree;
  readonly #siblings: Siblings;
  readonly #clusters = new Set<Cluster>();
  #count = 0;
  #messages = 0;

  constructor(limits: MinerLimits = usualLimits) {
    this.#limits = limits;
    this.#tree = new Tree(limits.similarity);
    this.#siblings = new Siblings(limits.values);
  }

  /** The cluster of this message. Later messages may widen it: ask `widest` of it when all have come. */
  add(message: string): Cluster {
    const words = wordsOf(message);
    const key = words.join("\n");
    const known = this.#exact.get(key);
    const cluster = known === undefined ? this.#learn(words, key) : widest(known);
    this.meet(cluster);
    return cluster;
  }

  /** The cluster was met again without its words being read. */
  meet(cluster: Cluster): void {
    cluster.met = this.#messages++;
  }

  /** Clusters that are kept now. */
  get size(): number {
    return this.#clusters.size;
  }

  #learn(words: string[], key: string): Cluster {
    const found = this.#siblings.find(words) ?? this.#tree.find({ words, kinds: words.map(kindOf) });
    if (found === null) return this.#settle(this.#open(words, key));
    this.#exact.set(key, found);
    if (this.#exact.size > MOST_WORDS * this.#limits.clusters) this.#forgetWords();
    const widened = found.words.map((word, at) => (word === words[at] ? word : MASK));
    if (widened.join("\n") === keyOf(found)) return found;
    this.#siblings.leave(found);
    found.words = widened;
    found.kinds = widened.map(kindOf);
    return this.#settle(found);
  }

  #open(words: string[], key: string): Cluster {
    if (this.#clusters.size >= this.#limits.clusters) this.#forget();
    const cluster: Cluster = { id: this.#count++, words, kinds: words.map(kindOf), wider: null, met: this.#messages, forgotten: false };
    this.#exact.set(key, cluster);
    this.#tree.add(cluster);
    this.#clusters.add(cluster);
    if (words.includes(MASK)) for (const narrow of this.#tree.covered(cluster)) this.#absorb(narrow, cluster);
    return cluster;
  }

  /** Joins the cluster with its siblings as long as there are enough of them. */
  #settle(cluster: Cluster): Cluster {
    for (let current = cluster; ; ) {
      const varies = this.#siblings.enter(current);
      if (varies === null) return current;
      const words = current.words.map((word, at) => (at === varies.at ? MASK : word));
      const key = words.join("\n");
      const known = this.#exact.get(key);
      const wider = known === undefined ? this.#open(words, key) : widest(known);
      this.#siblings.widen(current.words, varies.at, wider);
      for (const sibling of varies.siblings) this.#absorb(sibling, wider);
      if (wider === current) return current;
      current = wider;
    }
  }

  #absorb(cluster: Cluster, wider: Cluster): void {
    const old = widest(cluster);
    if (old === wider) return;
    old.wider = wider;
    this.#siblings.leave(old);
    this.#tree.remove(old);
    this.#clusters.delete(old);
  }

  #forget(): void {
    const oldest = [...this.#clusters].sort((one, other) => one.met - other.met).slice(0, Math.ceil(this.#limits.clusters * FORGOTTEN));
    for (const cluster of oldest) {
      this.#clusters.delete(cluster);
      this.#tree.remove(cluster);
      this.#siblings.leave(cluster);
      cluster.forgotten = true;
    }
    this.#siblings.sweep();
    this.#forgetWords();
  }

  /** Which words led where is only a short cut: the words of the clusters themselves are enough. */
  #forgetWords(): void {
    this.#exact.clear();
    for (const cluster of this.#clusters) this.#exact.set(keyOf(cluster), cluster);
  }
}

function keyOf({ words }: Cluster): string {
  return words.join("\n");
}
