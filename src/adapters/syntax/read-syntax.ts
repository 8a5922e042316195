import type { SyntaxFacts, SyntaxReader } from "../../core/fix/syntax.ts";
import { grammarFor, openParser } from "./grammars.ts";
import { layoutOf } from "./layout.ts";
import { printTree } from "./print-tree.ts";

/** Larger files are not parsed, so nothing is concluded of them. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** Begins to load the grammars of these paths, beside what the caller does meanwhile; whoever reads one waits for it, and meets what went wrong. */
export function prepareSyntax(paths: readonly string[]): void {
  const grammars = new Set(paths.flatMap((path) => grammarFor(path) ?? []));
  for (const grammar of grammars) void openParser(grammar).then((parser) => { parser.delete(); }, () => undefined);
}

/** Reads syntax facts with tree-sitter grammars; null where no grammar is known for the path, or the text is too large. */
export const treeSitterSyntax: SyntaxReader = {
  async read(path: string, text: string): Promise<SyntaxFacts | null> {
    const grammar = grammarFor(path);
    if (grammar === null || text.length > MOST_CHARACTERS) return null;
    const parser = await openParser(grammar);
    try {
      const tree = parser.parse(text);
      if (tree === null) return null;
      const facts = printTree(tree.rootNode, { text, grammar, layout: layoutOf(grammar) });
      tree.delete();
      return facts;
    } finally {
      parser.delete();
    }
  },
};
