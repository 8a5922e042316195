/** What follows from the packs alone, worked out once for each list of packs: their digest, and the rules of each gate in order. Packs never change once they are loaded. */
import { digestOfJson, type Digest } from "../identity/digest.ts";
import type { FactPath } from "./compile-rule.ts";
import type { Pack, Rule } from "./load-pack.ts";
import type { Gate } from "./verdict.ts";

export interface GateRule {
  readonly rule: Rule;
  readonly pack: string;
  readonly whenAsks: readonly FactPath[];
}

interface Derived { readonly digest: Digest; readonly rules: Readonly<Record<Gate, readonly GateRule[]>> }

const known = new WeakMap<readonly Pack[], Derived>();
const none: readonly FactPath[] = [];

/** Names what was in force: the packs with their content, in order. */
export function policyDigest(packs: readonly Pack[]): Digest {
  return derivedFrom(packs).digest;
}

export function rulesOf(packs: readonly Pack[], gate: Gate): readonly GateRule[] {
  return derivedFrom(packs).rules[gate];
}

function derivedFrom(packs: readonly Pack[]): Derived {
  const found = known.get(packs);
  if (found !== undefined) return found;
  const at = (gate: Gate): readonly GateRule[] => packs.flatMap(({ name, rules }) => rules.filter(({ gates }) => gates.includes(gate)).map((rule) => ({ rule, pack: name, whenAsks: rule.when?.asks ?? none })));
  const derived: Derived = { digest: digestOfJson(packs.map(({ name, sha256 }) => ({ name, sha256 }))), rules: { propose: at("propose"), merge: at("merge") } };
  known.set(packs, derived);
  return derived;
}
