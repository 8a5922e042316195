/** A request and its answer, as a terminal shows them. */
import type { Request } from "../../core/request/request.ts";
import { plainText } from "../plain-text.ts";
import { fromMarkdown } from "./from-markdown.ts";

export function requestText({ id, state, reason, outcomes, lines }: Request): string {
  if (state === "asked") return plainText(`${id}: asked for ${lines.join("; ")}.\n  A serving process answers it; regreen requests show ${id} tells how.\n`);
  const told = outcomes.map(({ line, text }) => `${line}\n${indented(fromMarkdown(text))}`);
  return plainText(`${[`${id}: ${state}${reason === null ? "" : ` (${fromMarkdown(reason)})`}`, ...told].join("\n")}\n`);
}

function indented(text: string): string {
  return text.split("\n").map((line) => (line === "" ? "" : `  ${line}`)).join("\n");
}
