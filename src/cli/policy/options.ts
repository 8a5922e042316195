import { UsageError } from "../usage-error.ts";

export interface PolicyOptions {
  readonly json: boolean;
  readonly repo: string | undefined;
  /** Names or files; empty: those in force. */
  readonly policies: readonly string[];
  /** The store; the empty text means the one of this environment. */
  readonly database: string | undefined;
  readonly since: string;
  readonly most: string;
}

/** `30d`, `12h`, `2w`. */
export function secondsOf(text: string): number {
  const found = /^([1-9][0-9]{0,3})([hdw])$/.exec(text);
  if (found === null) throw new UsageError(`--since takes a time such as 30d, 12h or 2w, not "${text}"`, "See: regreen policy --help");
  return Number(found[1]) * { h: 3_600, d: 86_400, w: 604_800 }[found[2] as "h" | "d" | "w"];
}
