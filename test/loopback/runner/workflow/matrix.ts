import type { JobDefinition, MatrixValue } from "./workflow.ts";

export type MatrixRow = Readonly<Record<string, MatrixValue>>;

/** Every combination, the last key moving fastest; one empty row without a matrix. */
export function matrixRows(job: JobDefinition): readonly MatrixRow[] {
  let rows: MatrixRow[] = [{}];
  for (const [key, values] of Object.entries(job.strategy?.matrix ?? {})) {
    rows = rows.flatMap((row) => values.map((value) => ({ ...row, [key]: value })));
  }
  return rows;
}

/** `test (22, ubuntu)`: as GitHub names the jobs of a matrix that give no name of their own. */
export function rowSuffix(row: MatrixRow): string {
  const values = Object.values(row);
  return values.length === 0 ? "" : ` (${values.join(", ")})`;
}
