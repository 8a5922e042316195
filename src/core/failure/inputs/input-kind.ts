/** What an input is, told by its first bytes; names of files are not asked. */

/** `json` may be SARIF, checks, a list of problems, or a log whose first line happens to be JSON: only the whole tells. */
export type InputKind = "zip" | "xml" | "json" | "tap" | "log";

/** How many bytes are wanted to tell. */
export const HEAD = 4096;

const TAP_HEAD = /^(?:TAP version 1[2-4]|1\.\.\d+(?: #.*)?|(?:not )?ok(?: \d+)?(?: .*)?|# Subtest: .*)$/;
const XML_HEAD = /^<\?xml\b|^<(?:testsuites?|checkstyle|pmd|results)\b/;
const XML_ROOT = /<(?:testsuites?|checkstyle|pmd|results)[\s>/]/;
/** Biome resets the terminal's colours before its document. */
export const LEADING_ESCAPES = /^(?:\u001b\[[0-9;]{0,20}m)+/;
export const TRAILING_ESCAPES = /(?:\u001b\[[0-9;]{0,20}m){1,20}\s{0,20}$/;

export function inputKindOf(head: Uint8Array): InputKind {
  if (head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))) return "zip";
  const text = new TextDecoder("utf-8").decode(head.subarray(0, HEAD)).replace(LEADING_ESCAPES, "").trimStart();
  if (XML_HEAD.test(text)) return XML_ROOT.test(text) ? "xml" : "log";
  if (/^(?:\{\s*["}]|\[\s*[{\]])/.test(text)) return "json";
  return TAP_HEAD.test(text.slice(0, 400).split(/\r?\n/, 1)[0] ?? "") ? "tap" : "log";
}
