/** The same failure as another run on another machine would have printed it: each rewrite changes what says nothing of the cause. */

export interface Rewrite {
  readonly what: string;
  /** `below(n)`: a whole number from 0 to n - 1. */
  readonly rewrite: (log: string, below: (limit: number) => number) => string;
}

const eachLine = (log: string, change: (line: string, index: number) => string): string => log.split("\n").map((line, index) => (line === "" ? line : change(line, index))).join("\n");
const hex = (length: number, below: (limit: number) => number): string => Array.from({ length }, (_, at) => (at === 0 ? "a" : at === 1 ? "7" : below(16).toString(16))).join("");

export const rewrites: readonly Rewrite[] = [
  { what: "colours", rewrite: (log, below) => eachLine(log, (line) => `\u001b[${String(31 + below(6))}m${line}\u001b[0m`) },
  { what: "the runner's time stamps", rewrite: (log, below) => eachLine(log, (line, index) => (/^\uFEFF?\d{4}-\d\d-\d\dT/.test(line) ? line : `2026-11-20T08:${String(10 + (index % 50))}:10.${String(1_000_000 + below(8_000_000))}Z ${line}`)) },
  { what: "other times", rewrite: (log) => log.replace(/\b20\d\d-\d\d-\d\d([T ])\d\d:\d\d:\d\d/g, "2031-02-03$104:05:06") },
  { what: "other durations", rewrite: (log, below) => log.replace(/\b\d+(?:\.\d+)?( ?(?:ms|s|seconds|sec)\b)/g, (_, unit: string) => `${String(1 + below(90))}.${String(10 + below(89))}${unit}`) },
  { what: "other memory addresses", rewrite: (log, below) => log.replace(/\b0x[0-9a-f]{4,}\b/gi, () => `0x${hex(12, below)}`) },
  { what: "other commit ids", rewrite: (log, below) => log.replace(/\b[0-9a-f]{40}\b/g, () => hex(40, below)) },
  { what: "other process ids and ports", rewrite: (log, below) => log.replace(/(\bpid[ =:]+|\[pid )\d+/gi, (_, before: string) => `${before}${String(100 + below(30_000))}`).replace(/(127\.0\.0\.1|localhost):\d+/g, (_, host: string) => `${host}:${String(1024 + below(60_000))}`) },
  { what: "other temporary folders", rewrite: (log, below) => log.replace(/\/tmp\/[\w.-]+/g, () => `/tmp/tmp.${hex(10, below)}`) },
  { what: "another workspace", rewrite: (log) => log.replace(/\/home\/runner\/work\/([\w.-]+)\/\1\//g, "/__w/$1/$1/") },
  { what: "shifted lines", rewrite: (log) => log.replace(/(\.[a-z]{1,5}(?::|\())(\d{1,5})(?=[:,)]\d| ?[:)]|,\d)/g, (_, before: string, line: string) => `${before}${String(Number(line) + 7)}`) },
  { what: "absolute paths of a runner", rewrite: (log) => eachLine(log, (line) => line.replace(/^(?=[\w-]+(?:\/[\w.-]+)*\.[a-z]{1,5}:\d+)/, "/home/runner/work/shop/shop/")) },
  { what: "another order", rewrite: (log, below) => shuffled(log, below) },
  { what: "Windows line ends", rewrite: (log) => log.replace(/\r?\n/g, "\r\n") },
  { what: "counts of what passed", rewrite: (log, below) => log.replace(/\b\d+( passed\b)/g, (_, after: string) => `${String(2 + below(50))}${after}`) },
  { what: "other lines before", rewrite: (log) => `Requirement already satisfied: chalk in ./lib\n> Task :cart:compileJava UP-TO-DATE\n${log}` },
];

const SELF_CONTAINED = /^[\w./-]+\.[a-z]{1,5}(?::\d+(?::\d+)?:? |\(\d+,\d+\): )/;

/** Lines that each tell one problem, and stand together, in another order. */
function shuffled(log: string, below: (limit: number) => number): string {
  const lines = log.split("\n");
  for (let from = 0; from < lines.length; from++) {
    let to = from;
    while (SELF_CONTAINED.test(lines[to] ?? "")) to++;
    for (let at = to - 1; at > from; at--) {
      const other = from + below(at - from + 1);
      [lines[at], lines[other]] = [lines[other] ?? "", lines[at] ?? ""];
    }
    from = to;
  }
  return lines.join("\n");
}
