/** The `code` that a driver's error carries (SQLSTATE, SQLite's name, Node's errno); empty where there is none. */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
