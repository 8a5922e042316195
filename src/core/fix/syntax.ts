/** What a file says to its language, apart from how it is laid out. Two files with equal facts differ in form alone. */
export interface SyntaxFacts {
  /** False when the text has syntax errors: then nothing can be concluded from the rest. */
  readonly valid: boolean;
  /** The syntax tree without imports, comments, docstrings and layout, as a text that is equal for equal trees. */
  readonly tree: string;
  readonly imports: readonly string[];
  readonly comments: readonly string[];
  readonly docstrings: readonly string[];
}

export interface SyntaxReader {
  /** Null when no grammar is known for this path. `text` is the decoded content. */
  read(path: string, text: string): Promise<SyntaxFacts | null>;
}
