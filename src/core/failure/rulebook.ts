/** The rulebook binds every rule of every format to the search that finds its literals. It is built once and shared. */
import { buildGramTable } from "./bytes/gram-table.ts";
import { plainScanner } from "./bytes/plain-scanner.ts";
import { createScannerPool, type ScannerPool } from "./bytes/scanner-pool.ts";
import type { ScannerMaker } from "./bytes/scanner.ts";
import { webAssemblyScanner } from "./bytes/webassembly-scanner.ts";
import type { Format, Rule } from "./format.ts";
import { formats } from "./formats/registry.ts";

export interface BoundRule {
  readonly format: Format;
  readonly rule: Rule;
  readonly pattern: RegExp;
  readonly before: number;
  readonly after: number;
  /** Position in the rulebook: rules are tried in this order. */
  readonly order: number;
}

export interface Rulebook {
  readonly scanners: ScannerPool;
  /** For each literal (by index) the rules that asked for it, in order. */
  readonly rulesOf: readonly (readonly BoundRule[])[];
}

const BEFORE = 2;
const AFTER = 3;

/** `makeScanners` is the fastest that the machine has when left out. */
export function buildRulebook(from: readonly Format[], makeScanners: ScannerMaker = webAssemblyScanner() ?? plainScanner): Rulebook {
  const byLiteral = new Map<string, BoundRule[]>();
  let order = 0;
  for (const format of from) {
    for (const rule of format.rules) {
      const bound: BoundRule = { format, rule, pattern: rule.pattern, before: rule.before ?? BEFORE, after: rule.after ?? AFTER, order: order++ };
      for (const literal of new Set(rule.literals)) {
        const known = byLiteral.get(literal);
        if (known === undefined) byLiteral.set(literal, [bound]);
        else known.push(bound);
      }
    }
  }
  const encoder = new TextEncoder();
  const literals = Array.from(byLiteral.keys(), (literal) => encoder.encode(literal));
  return { scanners: createScannerPool(makeScanners(buildGramTable(literals))), rulesOf: [...byLiteral.values()] };
}

/** The rules whose literals (by index) were found in one line, each once, in order. */
export function candidateRules({ rulesOf }: Rulebook, literals: readonly number[]): readonly BoundRule[] {
  const [only = 0] = literals;
  if (literals.length === 1) return rulesOf[only] ?? [];
  const rules: BoundRule[] = [];
  for (const literal of literals) for (const rule of rulesOf[literal] ?? []) if (!rules.includes(rule)) rules.push(rule);
  return rules.sort((a, b) => a.order - b.order);
}

let built: Rulebook | null = null;

/** The rulebook of all registered formats. */
export function defaultRulebook(): Rulebook {
  built ??= buildRulebook(formats);
  return built;
}
