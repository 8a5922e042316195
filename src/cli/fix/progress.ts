import type { Io } from "../command.ts";
import { plainText } from "../plain-text.ts";

/** Tells on standard error what is running, when it has been running for more than two seconds; then every ten. */
export interface Progress {
  begin(what: string): void;
  end(): void;
}

export function openProgress(io: Io): Progress {
  let timer: NodeJS.Timeout | null = null;
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return {
    begin(what) {
      stop();
      const started = Date.now();
      const say = (): void => {
        io.stderr.write(`… ${plainText(what)} (${Math.round((Date.now() - started) / 1000)} s)\n`);
        timer = setTimeout(say, 10_000);
      };
      timer = setTimeout(say, 2_000);
    },
    end: stop,
  };
}
