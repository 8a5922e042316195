/** The table of permissions in the README, between its markers: made from the App's manifest, which gives the reason beside each. */
export const permissionTableStart = "<!-- permissions:start -->";
export const permissionTableEnd = "<!-- permissions:end -->";

/** In: the text of `app.yml`. Out: GitHub Markdown, one row a permission in the manifest's order; ends with a newline. */
export function permissionTable(manifest: string): string {
  const rows = manifest.matchAll(/^ {2}(?<name>[a-z_]+): (?<level>read|write) # (?<reason>\S.*)$/gm);
  const cells = [...rows].map(({ groups: { name = "", level = "", reason = "" } = {} }) => [name.replaceAll("_", " "), level, reason]);
  return [["permission", "level", "what for"], ["---", "---", "---"], ...cells].map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`).join("");
}
