/**
 * Text from outside, made harmless before it is published: no mention, no closing keyword, no command of another bot, no HTML, no image,
 * no link, no control or direction-changing character (attacks O01–O06, P15).
 */

/** Controls (without newline and tab), zero-width and direction-changing characters are shown by their code point, as reviewers need to see them. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** One line or more of plain text, with everything unseen spelled out: `U+202E`. Newlines and tabs stay. What another bot would take for its command has a dot before it. */
export function visible(text: string): string {
  return unheard(text.replace(/\r\n?/g, "\n").replace(UNSEEN, (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`));
}

/** Prow and its kind read `/approve` at the beginning of a line, in a block of code too (`(?mi)^/(?:lgtm|approve)\s*$`); a path goes on with another slash. */
const SLASH_COMMAND = /^([ \t>]{0,40})(?=\/[a-z][\w-]*(?:\s|$))/gim;
/** `bors r+`, `homu try`: a word without any sign before it. */
const WORD_COMMAND = /^([ \t>]{0,40})(?=(?:bors|homu)\b)/gim;
/** Bots that take orders wherever they are named. People in code are not mentioned, so that their names and `@scope/package` stay as they are. */
const ORDERED_BOTS = /@(?=(?:dependabot|renovate|mergify|bors|homu|rustbot|k8s-ci-robot|googlebot|claude|codex|copilot|cursor|coderabbit|sourcery|greptile|ellipsis|gemini|jules|devin|sweep|allcontributors|pull|regreen)[\w-]*)/gi;

/** Bots read the raw text, so that a block of code keeps none of them out. */
function unheard(text: string): string {
  return text.replace(SLASH_COMMAND, "$1·").replace(WORD_COMMAND, "$1·").replace(ORDERED_BOTS, "(at)");
}

/** The longest text a fenced excerpt may have, in characters. */
const LONGEST_EXCERPT = 12_000;

/** A fenced block that its content cannot leave: the fence is longer than any run of backticks inside. Mentions in code are not mentions. */
export function fenced(text: string, language = "text"): string {
  const shown = visible(text);
  const cut = shown.length > LONGEST_EXCERPT ? `${shown.slice(0, LONGEST_EXCERPT)}\n… cut: ${shown.length - LONGEST_EXCERPT} more characters` : shown;
  const longest = Math.max(2, ...(cut.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${cut.replace(/\n+$/, "")}\n${fence}`;
}

/** Inline code that its content cannot leave; line breaks become spaces. Its first word stands behind a backtick, where no bot reads a command: a slash there stays as it is. */
export function code(text: string): string {
  const shown = visible(text).replace(/\s+/g, " ").trim().replace(/^·(?=\/)/, "");
  if (shown === "") return "``(empty)``";
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Inline code for a table cell: a bar would end the cell, even in code. */
export function cell(text: string): string {
  return code(text).replaceAll("|", "\\|");
}

/** At most `most` characters, cut in the middle of nothing: at a code point. */
export function shorten(text: string, most: number): string {
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most - 1).join("")}…`;
}

/** A title or the first line of a commit: it is read without Markdown, and a squashed merge makes a commit message of it, so that `fixes #1` would close. */
export function titleText(text: string): string {
  return visible(text).replace(/\s+/g, " ").trim().replaceAll("@", "(at)").replaceAll("#", "no. ").replace(/\bGH-(?=\d)/gi, "GH ").replaceAll("://", ": //");
}

/** What GitHub makes something of in running text: mentions, references, addresses, HTML, links, images, tables, emphasis. */
const MEANS_SOMETHING = /[@<>[\]|*~\\`&]|#\d|\bGH-\d|:\/\/|\bwww\.|^!|_.*_|\b(?=[a-f]*\d)[0-9a-f]{40}\b/i;
/** What begins a heading, a list or a rule where it stands first. */
const BEGINS_SOMETHING = /^(?:#{1,6}|[-+=]+|\d+[.)])$/;
/** A code span between single backticks, with the punctuation around it; or a word. */
const PIECES = /[("]?(?<!`)`(?!`)[^`]{1,200}`(?!`)[)".,;:]*|\S+/g;
const IN_CODE = /^[("]?`[^`]+`[)".,;:]*$/;

/** A sentence that may quote what others wrote, on one line: each word of which GitHub would make something stands in code. */
export function prose(text: string): string {
  const pieces = visible(text).replace(/\s+/g, " ").match(PIECES) ?? [];
  return pieces.map((piece, index) => ((MEANS_SOMETHING.test(piece) && !IN_CODE.test(piece)) || (index === 0 && BEGINS_SOMETHING.test(piece)) ? code(piece) : piece)).join(" ");
}
