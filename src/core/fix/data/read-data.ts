/** For files that hold data or prose, equal means: they say the same, apart from layout. What each format counts as layout stands in its own file. */
import { decodeText } from "../decode-text.ts";
import type { FileChange } from "../render-patch.ts";
import { dataFormatOf, type DataFormat } from "./data-format.ts";
import { readCmake } from "./read-cmake.ts";
import { readJson } from "./read-json.ts";
import { readMarkdown } from "./read-markdown.ts";
import { besidesWords, readProse } from "./read-prose.ts";
import { readProto } from "./read-proto.ts";
import { readToml } from "./read-toml.ts";
import { readYaml } from "./read-yaml.ts";

export interface DataFacts {
  /** A text that is equal for equal values in equal order. */
  readonly value: string;
  readonly comments: readonly string[];
  /** Commas before a closing bracket, where many readers refuse them (absent: there are none): they may go, and none may come. */
  readonly trailingCommas?: number;
  /** Where the language has imports and formatters may sort them. */
  readonly imports?: readonly string[];
  /** Prose only: what remains of the value when the words that people read are left out. */
  readonly besidesWords?: string;
}

/** Both sides of a change; null: that side is no data file, is not there, or cannot be read as what its name says. */
export interface DataChange { readonly before: DataFacts | null; readonly after: DataFacts | null }

export function readDataChange({ path, before, after }: Pick<FileChange, "path" | "before" | "after">): DataChange {
  return { before: readData(path, before), after: readData(path, after) };
}

const readers: Readonly<Record<DataFormat, (text: string) => DataFacts | null>> = {
  cmake: readCmake, json: readJson, yaml: readYaml, toml: readToml, prose: readProse, proto: readProto,
  markdown: (text) => ({ ...readMarkdown(text), besidesWords: besidesWords(text) }),
};

function readData(path: string, bytes: Uint8Array | null): DataFacts | null {
  const format = dataFormatOf(path);
  const decoded = format === null || bytes === null ? null : decodeText(bytes);
  return format === null || decoded === null ? null : readers[format](decoded.text.replaceAll("\r\n", "\n"));
}
