/** HTML as values: whatever is put into a template is escaped, unless it is HTML itself. */
export interface Html { readonly html: string }

type Part = Html | string | number | null | readonly Part[];

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** Characters that turn the direction of text or cannot be seen are shown by number (attack O06). */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

export function escape(text: string): string {
  return text.replace(unseen, (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.reduce((all, text, index) => all + text + (index < parts.length ? rendered(parts[index] ?? null) : ""), "") };
}

function rendered(part: Part): string {
  if (part === null) return "";
  if (typeof part === "string" || typeof part === "number") return escape(String(part));
  return isList(part) ? part.map(rendered).join("") : part.html;
}

function isList(part: Html | readonly Part[]): part is readonly Part[] {
  return Array.isArray(part);
}
