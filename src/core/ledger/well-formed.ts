/** JSON escapes: `JSON.stringify` writes half a surrogate pair as `\\ud800`, which no canonical form (RFC 8785) and no UTF-8 has. */
const ESCAPE = /\\(?:u[0-9a-f]{4}|.)/g;
const HALF_PAIR = /^\\ud[89a-f]/;

/** The same value; where a text in it holds half a surrogate pair (a hostile name may), U+FFFD stands in its place. */
export function wellFormed<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  if (!text.includes("\\ud")) return value;
  return JSON.parse(text.replace(ESCAPE, (escape) => HALF_PAIR.test(escape) ? "\\ufffd" : escape)) as Value;
}
