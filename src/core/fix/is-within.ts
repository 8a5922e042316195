/** Whether the absolute path `path` is `folder` or lies below it, by their names alone. A path that steps back (`..`) lies nowhere. */
export function isWithin(path: string, folder: string): boolean {
  if (path.split("/").includes("..")) return false;
  const inside = folder.replace(/\/+$/, "");
  return path.replace(/\/+$/, "") === inside || path.startsWith(`${inside}/`);
}
