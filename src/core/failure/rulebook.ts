/** The rulebook binds every rule of every format to the search that finds its literals. It is built once and shared. */
import { chooseGrams } from "./bytes/choose-grams.ts";
import { buildGramTable, type GramChoice, type GramTable } from "./bytes/gram-table.ts";
import { plainScanner } from "./bytes/plain-scanner.ts";
import { createScannerPool, type ScannerPool } from "./bytes/scanner-pool.ts";
import type { ScannerMaker } from "./bytes/scanner.ts";
import { webAssemblyScanner } from "./bytes/webassembly-scanner.ts";
import { defaultGrams } from "./default-grams.ts";
import type { Format, Rule } from "./format.ts";
import { formats } from "./formats/registry.ts";
import { literalsOf } from "./literals-of.ts";

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
  readonly table: GramTable;
  readonly scanners: ScannerPool;
  /** For each literal (by index) the rules that asked for it, in order. */
  readonly rulesOf: readonly (readonly BoundRule[])[];
}

const BEFORE = 2;
const AFTER = 3;

/** How a rulebook searches: with the fastest scanner that the machine has, and with grams chosen for its literals, when left out. */
export interface Searching {
  readonly makeScanners?: ScannerMaker;
  readonly grams?: GramChoice;
}

export function buildRulebook(from: readonly Format[], { makeScanners = webAssemblyScanner() ?? plainScanner, grams }: Searching = {}): Rulebook {
  const literals = literalsOf(from);
  const table = buildGramTable(literals, grams ?? chooseGrams(literals));
  return { table, scanners: createScannerPool(makeScanners(table)), rulesOf: [...bindRules(from).values()] };
}

/** For each literal, in the order of `literalsOf`, the rules that ask for it. */
function bindRules(formats: readonly Format[]): ReadonlyMap<string, readonly BoundRule[]> {
  const byLiteral = new Map<string, BoundRule[]>();
  let order = 0;
  for (const format of formats) {
    for (const rule of format.rules) {
      const bound: BoundRule = { format, rule, pattern: rule.pattern, before: rule.before ?? BEFORE, after: rule.after ?? AFTER, order: order++ };
      for (const literal of new Set(rule.literals)) {
        const known = byLiteral.get(literal);
        if (known === undefined) byLiteral.set(literal, [bound]);
        else known.push(bound);
      }
    }
  }
  return byLiteral;
}

/** The rules whose literals (by index, `[from, to)` of the list) were found in one line, each once, in order. */
export function candidateRules({ rulesOf }: Rulebook, literals: ArrayLike<number>, { from, to }: { readonly from: number; readonly to: number }): readonly BoundRule[] {
  if (to - from === 1) return rulesOf[literals[from] ?? 0] ?? [];
  const rules: BoundRule[] = [];
  for (let index = from; index < to; index++) for (const rule of rulesOf[literals[index] ?? 0] ?? []) if (!rules.includes(rule)) rules.push(rule);
  return rules.sort((a, b) => a.order - b.order);
}

let built: Rulebook | null = null;

/** The rulebook of all registered formats. */
export function defaultRulebook(): Rulebook {
  built ??= buildRulebook(formats, { grams: defaultGrams });
  return built;
}
