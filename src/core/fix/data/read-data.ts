/** For files that hold data or prose, equal means: they say the same, apart from layout. What each format counts as layout stands in its own file. */
import { decodeText } from "../decode-text.ts";
import { isManifest } from "../protected-paths.ts";
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

/** Whether a file of this name can be shown to have changed in its layout alone. */
export function comparesByValue(path: string): boolean {
  return readerOf(path) !== null;
}

/** Null: this is no data file, or its text cannot be read as what its name says. */
export function readData(path: string, bytes: Uint8Array): DataFacts | null {
  const read = readerOf(path);
  const decoded = read === null ? null : decodeText(bytes);
  return read === null || decoded === null ? null : read(decoded.text.replaceAll("\r\n", "\n"));
}

function readerOf(path: string): ((text: string) => DataFacts | null) | null {
  if (/(?:^|\/)CMakeLists\.txt$/i.test(path)) return readCmake;
  switch (/\.([a-z0-9-]+)$/i.exec(path)?.[1]?.toLowerCase()) {
    case "json":
    case "jsonc":
    case "code-workspace":
    case "webmanifest": return readJson;
    case "yaml":
    case "yml": return readYaml;
    case "toml": return readToml;
    case "md":
    case "markdown": return (text) => ({ ...readMarkdown(text), besidesWords: besidesWords(text) });
    case "txt":
    case "rst":
    case "adoc": return isManifest(path) ? null : readProse;
    case "proto": return readProto;
    case "cmake": return readCmake;
    default: return null;
  }
}
