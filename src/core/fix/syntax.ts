/** An import, a comment or a docstring: what it says, and how many words of the tree stand before it. */
export interface SyntaxPiece {
  readonly text: string;
  readonly at: number;
}

/** What a file says to its language, apart from how it is laid out. Two files with equal facts differ in form alone. */
export interface SyntaxFacts {
  /** False when the text has syntax errors: then nothing can be concluded from the rest. */
  readonly valid: boolean;
  /** The syntax tree without imports, comments, docstrings and layout, as a text that is equal for equal trees. */
  readonly tree: string;
  readonly imports: readonly SyntaxPiece[];
  readonly comments: readonly SyntaxPiece[];
  readonly docstrings: readonly SyntaxPiece[];
}

export interface SyntaxReader {
  /** Null when no grammar is known for this path. `text` is the decoded content. */
  read(path: string, text: string): Promise<SyntaxFacts | null>;
}
