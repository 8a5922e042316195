/** Rows as columns of equal width, two blanks between them; every row ends with a line feed. The first row is the head. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => { widths[column] = Math.max(widths[column] ?? 0, cell.length); });
  return rows.map((row) => `${row.map((cell, column) => cell.replace(/\s+/g, " ").padEnd(widths[column] ?? 0)).join("  ").trimEnd()}\n`).join("");
}
