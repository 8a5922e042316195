/** Mends what TypeScript's compiler says of imports, rule by rule, where the repository leaves only one answer. */
import { decideEdit, refusedEdit, Unclear, type Edited, type EditInput } from "./edit.ts";
import { importMissing } from "./missing-names.ts";
import type { Place } from "./place.ts";
import { replaceAll, type Replacement } from "./replacement.ts";
import type { Module, Repository } from "./repository.ts";
import { importTypes } from "./type-imports.ts";
import { unusedCuts } from "./unused-imports.ts";
import { importByName, importDefault } from "./wrong-form.ts";
import { correctPaths } from "./wrong-path.ts";

type Mend = (module: Module, places: readonly Place[], repository: Repository) => readonly Replacement[];

/** TypeScript's diagnostics, as `diagnosticMessages.json` numbers them. */
const mends: readonly (readonly [readonly string[], Mend])[] = [
  [["TS2304", "TS2503", "TS2552", "TS18004"], importMissing],
  [["TS2305", "TS2614"], importDefault],
  [["TS1192", "TS2613"], importByName],
  [["TS1371", "TS1484"], importTypes],
  [["TS2307", "TS2835"], correctPaths],
  [["TS6133", "TS6192"], ({ text, facts }, places) => unusedCuts(text, facts, places)],
];

export function mendImports({ path, text, places, repository }: EditInput): Edited {
  const module = repository.modules.get(path);
  if (module?.facts.valid !== true) return refusedEdit("its syntax cannot be read");
  return decideEdit(() => {
    const unknown = places.find(({ rule }) => !mends.some(([rules]) => rules.includes(rule ?? "")));
    if (unknown !== undefined) throw new Unclear(`line ${unknown.line}: ${unknown.rule ?? "what is wrong there"} is not mended by an import`);
    return replaceAll(text, mends.flatMap(([rules, mend]) => {
      const own = places.filter(({ rule }) => rules.includes(rule ?? ""));
      return own.length === 0 ? [] : mend(module, own, repository);
    }));
  });
}
