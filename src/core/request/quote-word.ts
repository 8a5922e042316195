/** One word of a command's line, whatever stands in it: it cannot become two, nor an option. */
export function quoted(word: string): string {
  const plain = word.replace(/\s+/g, " ");
  if (/^[\w./@:,+=][\w./@:,+=-]*$/.test(plain)) return plain;
  return plain.includes("\"") ? `'${plain.replaceAll("'", "’")}'` : `"${plain}"`;
}
