/**
 * Siblings are clusters that differ in one word only. Two or three may well be different events (`started`, `stopped`); where many values
 * were seen in one place, the word is a variable, and the siblings are one cluster.
 */
import { widest, type Cluster } from "./cluster.ts";
import { holes } from "./holes.ts";
import { hasLetters } from "./words.ts";

/** Clusters that are equal but for the word in one place, by that word; and, once there were many, the cluster that took them all. */
class Family {
  readonly values = new Map<string, Cluster>();
  wider: Cluster | null = null;
}

/** A template that keeps fewer words than this says nothing any more. */
const LEAST_WORDS = 1;

export class Siblings {
  /** By the hash of the words with a hole in one place. Most have one member only, which then stands there itself. */
  readonly #families = new Map<number, Cluster | Family>();
  readonly #values: number;

  /** `values`: so many different words in one place make it a variable. */
  constructor(values: number) {
    this.#values = values;
  }

  /** The wider cluster that a message with these words belongs to; null when there is none. */
  find(words: readonly string[]): Cluster | null {
    for (const { key } of holes(words)) {
      const family = this.#families.get(key);
      if (!(family instanceof Family) || family.wider === null) continue;
      const wider = widest(family.wider);
      if (!wider.forgotten) return wider;
    }
    return null;
  }

  /** Enters the cluster, and gives the place in which it and its siblings now vary; null when none does. */
  enter(cluster: Cluster): { readonly at: number; readonly siblings: readonly Cluster[] } | null {
    for (const { at, key } of holes(cluster.words)) {
      const known = this.#families.get(key);
      if (known === undefined) this.#families.set(key, cluster);
      if (known === undefined || known === cluster) continue;
      const family = this.#family(key, at);
      family.values.set(cluster.words[at] ?? "", cluster);
      if (family.values.size >= this.#values && keepsWords(cluster.words, at)) return { at, siblings: [...family.values.values()] };
    }
    return null;
  }

  /** From now on, messages with any word in this place belong to the wider cluster. */
  widen(words: readonly string[], at: number, wider: Cluster): void {
    for (const hole of holes(words)) {
      if (hole.at !== at) continue;
      const family = this.#family(hole.key, at);
      family.wider = wider;
      family.values.clear();
    }
  }

  /** The cluster is part of a wider one now. */
  leave(cluster: Cluster): void {
    for (const { at, key } of holes(cluster.words)) {
      const family = this.#families.get(key);
      if (family === cluster) this.#families.delete(key);
      if (!(family instanceof Family)) continue;
      const word = cluster.words[at] ?? "";
      if (family.values.get(word) === cluster) family.values.delete(word);
      if (family.wider === null && family.values.size === 0) this.#families.delete(key);
    }
  }

  /** Lets go of what only forgotten clusters had taken. */
  sweep(): void {
    for (const [key, family] of this.#families) {
      if (family instanceof Family && family.wider !== null && widest(family.wider).forgotten) this.#families.delete(key);
    }
  }

  #family(key: number, at: number): Family {
    const known = this.#families.get(key);
    if (known instanceof Family) return known;
    const family = new Family();
    if (known !== undefined) family.values.set(known.words[at] ?? "", known);
    this.#families.set(key, family);
    return family;
  }
}

function keepsWords(words: readonly string[], except: number): boolean {
  return words.filter((word, at) => at !== except && hasLetters(word)).length >= LEAST_WORDS;
}
