/**
 * Siblings are clusters that differ in one word only. Two or three may well be different events (`started`, `stopped`); where many values
 * were seen in one place, the word is a variable, and the siblings are one cluster.
 */
import { widest, type Cluster } from "./cluster.ts";
import { hasLetters } from "./words.ts";

interface Family {
  readonly values: Map<string, Cluster>;
  wider: Cluster | null;
}

/** More positions than these are not looked at. */
const MOST_POSITIONS = 48;
/** A template that keeps fewer words than this says nothing any more. */
const LEAST_WORDS = 1;

export class Siblings {
  readonly #families = new Map<string, Family>();
  readonly #values: number;

  /** `values`: so many different words in one place make it a variable. */
  constructor(values: number) {
    this.#values = values;
  }

  /** The wider cluster that a message with these words belongs to; null when there is none. */
  find(words: readonly string[]): Cluster | null {
    for (const at of positions(words)) {
      const wider = this.#families.get(keyOf(words, at))?.wider ?? null;
      if (wider !== null) return widest(wider);
    }
    return null;
  }

  /** Enters the cluster, and gives the place in which it and its siblings now vary; null when none does. */
  enter(cluster: Cluster): { readonly at: number; readonly siblings: readonly Cluster[] } | null {
    for (const at of positions(cluster.words)) {
      const family = this.#family(keyOf(cluster.words, at));
      family.values.set(cluster.words[at] ?? "", cluster);
      if (family.values.size >= this.#values && keepsWords(cluster.words, at)) return { at, siblings: [...family.values.values()] };
    }
    return null;
  }

  /** From now on, messages with any word in this place belong to the wider cluster. */
  widen(words: readonly string[], at: number, wider: Cluster): void {
    const family = this.#family(keyOf(words, at));
    family.wider = wider;
    family.values.clear();
  }

  /** The cluster is part of a wider one now. */
  leave(cluster: Cluster): void {
    for (const [at, word] of cluster.words.entries()) {
      const key = keyOf(cluster.words, at);
      const family = this.#families.get(key);
      if (family === undefined) continue;
      if (family.values.get(word) === cluster) family.values.delete(word);
      if (family.wider === null && family.values.size === 0) this.#families.delete(key);
    }
  }

  forget(cluster: Cluster): void {
    for (const at of cluster.words.keys()) {
      const family = this.#families.get(keyOf(cluster.words, at));
      if (family?.wider === cluster) family.wider = null;
    }
    this.leave(cluster);
  }

  #family(key: string): Family {
    const known = this.#families.get(key);
    if (known !== undefined) return known;
    const family: Family = { values: new Map(), wider: null };
    this.#families.set(key, family);
    return family;
  }
}

function* positions(words: readonly string[]): Generator<number> {
  for (let at = 0; at < Math.min(words.length, MOST_POSITIONS); at++) if (hasLetters(words[at] ?? "")) yield at;
}

function keepsWords(words: readonly string[], except: number): boolean {
  return words.filter((word, at) => at !== except && hasLetters(word)).length >= LEAST_WORDS;
}

/** The words with a hole at `at`; no word holds a line feed. */
function keyOf(words: readonly string[], at: number): string {
  let key = "";
  for (let index = 0; index < words.length; index++) key += index === at ? "\n<*>" : `\n${words[index] ?? ""}`;
  return key;
}
