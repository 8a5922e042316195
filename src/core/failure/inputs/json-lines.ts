/** Where in a JSON text something stands: values are looked for in the order in which they were read. */
export interface LineFinder {
  /** The line, from 1, of the next occurrence of this string value; the last line given when there is none. */
  lineOf(value: string): number;
}

export function openLineFinder(text: string): LineFinder {
  let at = 0;
  let counted = 0;
  let line = 1;
  return {
    lineOf(value) {
      const found = value === "" ? -1 : text.indexOf(JSON.stringify(value), at);
      if (found < 0) return line;
      at = found + 1;
      for (let next = text.indexOf("\n", counted); next >= 0 && next < found; next = text.indexOf("\n", counted)) {
        counted = next + 1;
        line++;
      }
      return line;
    },
  };
}
