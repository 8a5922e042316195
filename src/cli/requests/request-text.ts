/** A request and its answer, as a terminal shows them. */
import type { Request } from "../../core/request/request.ts";
import { plainText } from "../plain-text.ts";
import { fromMarkdown } from "../../core/request/answer/from-markdown.ts";

export function requestText({ id, state, reason, answer, lines }: Request): string {
  if (state === "asked") return plainText(`${id}: asked for ${lines.join("; ")}.\n  A serving process answers it; regreen requests show ${id} tells how.\n`);
  const head = `${id}: ${state}${reason === null ? "" : ` (${fromMarkdown(reason)})`}`;
  return plainText(`${answer === null ? head : `${head}\n${indented(fromMarkdown(answer))}`}\n`);
}

function indented(text: string): string {
  return text.split("\n").map((line) => (line === "" ? "" : `  ${line}`)).join("\n");
}
