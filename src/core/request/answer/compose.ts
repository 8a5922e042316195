/** The one comment that answers a request, from its outcomes and how their repairs stand. Same input, same text. */
import type { FixId, RequestId } from "../../identity/identifier.ts";
import { code, shorten } from "../../pull-request/neutral-text.ts";
import type { Repair } from "../../repair/repair.ts";
import type { Outcome } from "../request.ts";
import { statusLine } from "./status-line.ts";

/** GitHub takes 65,536 characters. */
const LONGEST_ANSWER = 60_000;

export function answerMarker(id: RequestId): string {
  return `<!-- regreen:answer:${id} -->`;
}

export interface Composing {
  readonly id: RequestId;
  readonly outcomes: readonly Outcome[];
  readonly repairs: readonly Repair[];
  readonly webUrl: string | null;
}

export function composeAnswer({ id, outcomes, repairs, webUrl }: Composing): string {
  const byId = new Map(repairs.map((repair): [FixId, Repair] => [repair.id, repair]));
  const sections = outcomes.map(({ line, text, follows }) => {
    const stand = follows.flatMap((fix) => byId.get(fix) ?? []).map((repair) => `- ${statusLine(repair, webUrl)}`);
    return [...(outcomes.length > 1 ? [`**${code(shorten(line, 200))}**`, ""] : []), text, ...(stand.length === 0 ? [] : ["", ...stand])].join("\n");
  });
  return shorten([answerMarker(id), ...sections].join("\n\n"), LONGEST_ANSWER);
}
