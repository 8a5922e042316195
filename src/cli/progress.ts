import type { Io } from "./command.ts";
import { plainText } from "./plain-text.ts";

/** Tells on standard error what is running, when it has been running for more than two seconds. Only at a terminal: what is piped or logged stays clean. */
export interface Progress {
  /** `what` as a function is asked each time: how far it is. */
  begin(what: string | (() => string)): void;
  end(): void;
}

const FIRST_MILLISECONDS = 2_000;
/** At a terminal one line moves; elsewhere each is a line of its own. */
const MOVING_MILLISECONDS = 1_000;
const LINE_MILLISECONDS = 10_000;
const CLEAR_LINE = "\r\u001b[K";
const LONGEST = 100;

/** `REGREEN_PROGRESS=always` tells elsewhere too, a line every ten seconds. */
export function openProgress(io: Pick<Io, "stderr" | "environment">): Progress {
  const atTerminal = io.stderr.isTTY === true;
  if (!atTerminal && io.environment["REGREEN_PROGRESS"] !== "always") return { begin: () => undefined, end: () => undefined };
  let timer: NodeJS.Timeout | null = null;
  let shown = false;
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (shown && atTerminal) io.stderr.write(CLEAR_LINE);
    shown = false;
  };
  return {
    begin(what) {
      stop();
      const started = Date.now();
      const say = (): void => {
        const line = `… ${plainText(typeof what === "string" ? what : what()).replace(/\s+/g, " ").slice(0, LONGEST)} (${Math.round((Date.now() - started) / 1000)} s)`;
        io.stderr.write(atTerminal ? `${CLEAR_LINE}${line}` : `${line}\n`);
        shown = true;
        timer = setTimeout(say, atTerminal ? MOVING_MILLISECONDS : LINE_MILLISECONDS);
      };
      timer = setTimeout(say, FIRST_MILLISECONDS);
    },
    end: stop,
  };
}
