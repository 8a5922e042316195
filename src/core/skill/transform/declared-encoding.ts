/** The encoding that a file names for itself: a Python (PEP 263) or Emacs cookie in line 1 or 2, or an XML declaration. */

export interface DeclaredEncoding {
  /** Lower case, underscores as hyphens. */
  readonly name: string;
  readonly isUtf8: boolean;
  /** Where the name stands, in bytes (the lines before it are ASCII or its bytes count as one each). */
  readonly start: number;
  readonly end: number;
  /** 1 or 2. */
  readonly line: number;
}

/** PEP 263: `^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)` in one of the first two lines; the second counts only if the first is blank or a comment. */
const COOKIE = /^([ \t\f]*#[^\n]{0,400}?coding[:=][ \t]*)([-_.a-zA-Z0-9]+)/;
const XML = /^(<\?xml[ \t][^>\n]{0,400}?encoding[ \t]*=[ \t]*["'])([A-Za-z][A-Za-z0-9._-]*)/;

/** `content` holds one character per byte (latin1). Null: it declares nothing. */
export function declaredEncoding(path: string, content: string): DeclaredEncoding | null {
  const begin = content.startsWith("\xef\xbb\xbf") ? 3 : 0;
  const newline = content.indexOf("\n", begin);
  const first = content.slice(begin, newline === -1 ? content.length : newline);
  if (/\.(xml|xsd|xsl|xslt|svg|xhtml|resx|csproj)$/i.test(path)) return found(XML.exec(first), begin, 1);
  if (!/\.(py|pyi|pyw|rb|el)$/i.test(path)) return null;
  const inFirst = found(COOKIE.exec(first), begin, 1);
  if (inFirst !== null || newline === -1 || !/^[ \t\f]*(#|\r?$)/.test(first)) return inFirst;
  const secondEnd = content.indexOf("\n", newline + 1);
  return found(COOKIE.exec(content.slice(newline + 1, secondEnd === -1 ? content.length : secondEnd)), newline + 1, 2);
}

function found(match: RegExpExecArray | null, offset: number, line: number): DeclaredEncoding | null {
  if (match === null) return null;
  const [, before = "", written = ""] = match;
  const name = written.toLowerCase().replaceAll("_", "-");
  const start = offset + before.length;
  return { name, isUtf8: /^(utf-?8|u8|utf-8-.*)$/.test(name), start, end: start + written.length, line };
}
