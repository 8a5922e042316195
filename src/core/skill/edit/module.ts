/** What a JavaScript or TypeScript file takes in and gives out, as its syntax tree says. All positions are UTF-16 offsets into the text that was read. */

export interface Span {
  readonly start: number;
  /** Behind the last character. */
  readonly end: number;
}

/** One name that an import statement brings in: its span is that of the specifier (`type A as B`), `nameAt` where the local name begins. */
export interface ImportedName extends Span {
  readonly form: "default" | "namespace" | "named" | "require";
  /** As the other module calls it; `default` and `*` for those forms. */
  readonly imported: string;
  readonly local: string;
  readonly nameAt: number;
  /** `import { type A }`. */
  readonly typeOnly: boolean;
}

export interface ImportStatement extends Span {
  /** The module as it is written; what stands between the quotes. */
  readonly source: string;
  /** With its quotes. */
  readonly sourceSpan: Span;
  /** `import type …`. */
  readonly typeOnly: boolean;
  /** Empty: imported for its effect alone. In the order in which they stand. */
  readonly names: readonly ImportedName[];
  /** From `{` to behind `}`; null where there are none. */
  readonly braces: Span | null;
}

export interface ExportedName {
  /** As other modules call it; `default` for the default export. */
  readonly name: string;
  /** What the default export is called inside; the name itself elsewhere; null where it has none. */
  readonly local: string | null;
  /** Only a type: nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** The module that it is passed on from; null where it is made here. */
  readonly from: string | null;
}

export interface Comment extends Span { readonly text: string }

export interface ModuleFacts {
  /** False where the text has syntax errors: then nothing is to be concluded. */
  readonly valid: boolean;
  readonly imports: readonly ImportStatement[];
  readonly exports: readonly ExportedName[];
  /** Modules of `export * from`. */
  readonly passedOn: readonly string[];
  /** Offsets of every name outside import statements that may mean a binding of the file; names of properties are none. */
  readonly used: ReadonlyMap<string, readonly number[]>;
  /** Those of these offsets where a type is meant. */
  readonly typeUses: ReadonlySet<number>;
  readonly comments: readonly Comment[];
  readonly hasJsx: boolean;
  /** Where the first statement begins that is neither an import nor a directive such as `"use strict"`; null where there is none. */
  readonly bodyAt: number | null;
}

export interface ModuleReader {
  /** Null where no grammar is known for the path, or the text is too large. */
  readModule(path: string, text: string): Promise<ModuleFacts | null>;
}

/** What JavaScript and TypeScript are written in, by the path's ending. */
export function isModulePath(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}
