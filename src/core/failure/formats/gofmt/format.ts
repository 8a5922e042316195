/** gofmt, and goimports that prints the same: `-d` prints a diff per file (with a `+` before each line under `diff -u <(echo -n) <(gofmt -d .)`), `-l` only names; which of them it was is told by the command before it. */
import type { Finding, Format, Surroundings } from "../../format.ts";

/** A literal has at least four bytes: the suffix and any character that may stand before it. */
const BEFORE_SUFFIX = [..."abcdefghijklmnopqrstuvwxyz0123456789_-"];

export const gofmt: Format = {
  tool: "gofmt",
  layer: "tool",
  class: "format",
  pattern_name: "gofmt_unformatted",
  rules: [
    { id: "diff", says: "problem", literals: ["diff -u ", "diff "], pattern: /^\+?diff (?:-u )?(?:\S+\/)?(?:gofmt\d*\/)?(?<before>\S+\.go)(?:\.orig)? (?:gofmt\d*\/)?(?<file>\S+\.go)$/, before: 30, confidence: 0.9, read: ({ file = "" }, around) => ({ files: [file], ...whose(around) }) },
    {
      id: "list",
      says: "problem",
      literals: BEFORE_SUFFIX.map((character) => `${character}.go`),
      pattern: /^(?<file>(?:[\w@.-]+\/){0,20}[\w.-]+\.go)$/,
      before: 30,
      confidence: 0.85,
      read({ file = "" }, around) {
        const { at, previous } = around;
        const listed = previous?.distance === 1 || Array.from({ length: 30 }, (_, index) => at(-1 - index)).some((text) => text !== null && /\b(?:gofmt|goimports|gofumpt)\b.*(?:-l|-s|not formatted|files?)|(?:gofmt|goimports|gofumpt)(?:'ed|\b.{0,40}(?:need|unformatted|:$))/i.test(text));
        return listed ? { files: [file], ...whose(around) } : null;
      },
    },
  ],
};

/** The nearest command above names the tool; far below it, the file before this one does. */
function whose({ at, previous }: Surroundings): Pick<Finding, "tool" | "pattern_name"> {
  const command = Array.from({ length: 30 }, (_, index) => at(-1 - index)).find((text) => text !== null && /\b(?:gofmt|goimports|gofumpt)\b/.test(text));
  const goimports = command === undefined ? previous?.finding.tool === "goimports" : command?.includes("goimports") === true;
  return goimports ? { tool: "goimports", pattern_name: "goimports_unformatted" } : {};
}
