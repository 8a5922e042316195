/**
 * The lines of a comment that its writer wrote to be read as such: no quotation, no code, no HTML comment, no tail of a mail. Linear in the
 * length, whatever stands there. What is left out is left out whole; a line is never put together anew.
 */
import { withoutCodeSpans } from "./code-spans.ts";

/** GitHub takes 65,536 characters; what is longer comes from elsewhere. */
const MOST_CHARACTERS = 65_536;

/** Spaces of other alphabets become plain ones; what has no width is no part of a word. */
const WIDE_SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const NO_WIDTH = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const QUOTED = /^ {0,3}>/;
/** Four spaces or a tab begin a block of code. */
const INDENTED = /^(?: {4}|\t| {1,3}\t)/;

export function writtenLines(body: string): readonly string[] {
  const text = body.slice(0, MOST_CHARACTERS).replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(WIDE_SPACES, " ").replace(NO_WIDTH, "");
  const unfenced = withoutMailTail(withoutBlocks(text.split("\n")));
  return withoutCodeSpans(unfenced.join("\n")).split("\n").filter((line) => !QUOTED.test(line) && !INDENTED.test(line)).map((line) => line.trim());
}

type Inside = { readonly kind: "fence"; readonly mark: string } | { readonly kind: "comment" } | { readonly kind: "html"; readonly ends: RegExp } | null;

/** Fenced code, HTML comments and HTML that is shown as it stands become empty lines. An unclosed one reaches to the end, as it does on GitHub. */
function withoutBlocks(lines: readonly string[]): readonly string[] {
  let inside: Inside = null;
  return lines.map((line) => {
    const [left, next] = inside === null ? outside(line) : ["", within(line, inside)];
    inside = next;
    return left;
  });
}

function within(line: string, inside: NonNullable<Inside>): Inside {
  switch (inside.kind) {
    case "fence": return closes(line, inside.mark) ? null : inside;
    case "comment": return line.includes("-->") ? null : inside;
    case "html": return inside.ends.test(line) ? null : inside;
    default: return inside satisfies never;
  }
}

function closes(line: string, mark: string): boolean {
  const closing = FENCE.exec(line)?.[1] ?? "";
  return closing.length >= mark.length && closing[0] === mark[0] && line.trim() === closing;
}

function outside(line: string): readonly [string, Inside] {
  const mark = FENCE.exec(line)?.[1];
  if (mark !== undefined) return ["", { kind: "fence", mark }];
  const tag = /<(pre|code|script|style|textarea)\b/i.exec(line)?.[1];
  if (tag !== undefined) {
    const ends = new RegExp(`</${tag}>`, "i");
    return ["", ends.test(line) ? null : { kind: "html", ends }];
  }
  const begins = line.indexOf("<!--");
  if (begins === -1) return [line, null];
  // What stands before a comment on its line is kept; what stands behind it is not, so that hidden words never join a command.
  return [line.slice(0, begins), line.includes("-->", begins) ? null : { kind: "comment" }];
}

/** `On … wrote:` in the languages that mail programs are used in most. The name and date before it may be broken over two lines. */
const WROTE = /(?:\bwrote|\bschrieb|\ba écrit|\bescribió|\bha scritto|\bescreveu|\bschreef|\bnapisał\(?a?\)?|\bskrev|написал\(?а?\)?|写道|のメール).{0,120}[:：]\s*$/iu;
const MAIL_RULE = /^(?:-{3,} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine) ?-{3,}|_{20,})\s*$/i;
/** RFC 3676, section 4.3; many programs lose the blank at its end. */
const SIGNATURE = /^-- ?$/;
const MAIL_HEADER = /^(?:From|Von|De|Da|Van|Från): .{0,300}$/i;
const SENT_HEADER = /^(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Data|Verzonden|Skickat): /i;

/**
 * A reply by mail ends where the mail that it answers is repeated without marks, or where the signature begins. Where the repeated mail is quoted line by line,
 * what stands below it may be the answer, so only the quotation is left out.
 */
function withoutMailTail(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line, index) => SIGNATURE.test(line) || MAIL_RULE.test(line) || isMailHead(lines, index) || (isWrote(line) && !isQuotedNext(lines, index)));
  return end === -1 ? lines : lines.slice(0, end);
}

function isWrote(line: string): boolean {
  return line.length <= 400 && WROTE.test(line);
}

function isMailHead(lines: readonly string[], index: number): boolean {
  return MAIL_HEADER.test(lines[index] ?? "") && SENT_HEADER.test(lines[index + 1] ?? "");
}

function isQuotedNext(lines: readonly string[], index: number): boolean {
  return QUOTED.test(lines[index + 1] ?? "") || ((lines[index + 1] ?? "").trim() === "" && QUOTED.test(lines[index + 2] ?? ""));
}
