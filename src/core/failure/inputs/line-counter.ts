/** Which line of a document something stands on, asked in the order of the document: its text is walked once, and a document of one line is not walked again and again. */

/** Gives the line, counted from 1, of an index in the text; indices come in ascending order. */
export function openLineCounter(text: string): (index: number) => number {
  let line = 1;
  let feed = feedAfter(text, 0);
  return (index) => {
    for (; feed < index; feed = feedAfter(text, feed + 1)) line++;
    return line;
  };
}

function feedAfter(text: string, from: number): number {
  const found = text.indexOf("\n", from);
  return found < 0 ? Number.POSITIVE_INFINITY : found;
}
