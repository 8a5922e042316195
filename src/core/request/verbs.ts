/** What can be asked for: each verb with its use and what it does. Help, completion and the reading of commands all come from this table. */

export interface Verb {
  readonly use: string;
  readonly does: string;
  /** `look` only reads; everything else is asked of by people who may write. */
  readonly power: "look" | "act";
  readonly options: readonly string[];
}

/** What `/autofix <kind>` may name beside a skill: a kind of failure, by its classes. */
export const kinds = {
  utf8: ["encoding"],
  lint: ["lint"],
  format: ["format"],
  imports: ["module-not-found"],
  tests: ["test-failure", "snapshot-mismatch", "coverage-threshold"],
  lockfile: ["lockfile-out-of-date", "dependency-install"],
} as const;
export type Kind = keyof typeof kinds;

const narrowing = ["file", "module", "tool", "scan"] as const;

export const verbs = {
  fix: { use: "[utf8|lint|format|imports|tests|lockfile|<skill>] [--file <path>] [--module <folder>] [--tool <tool>] [--scan]", does: "fix what is red here, or only the kind, files or tool named; `--scan` says what it would run, and changes nothing", power: "act", options: narrowing },
  apply: { use: "<execution> [--dry-run]", does: "offer a patch that was made and checked, and is kept; `--dry-run` says what it holds", power: "act", options: ["dry-run"] },
  status: { use: "[<fix>]", does: "say how the repairs of this place stand, or one of them", power: "look", options: [] },
  list: { use: "[--priority P0] [--skill <skill>]", does: "list the repairs of this repository that are not over", power: "look", options: ["priority", "skill"] },
  explain: { use: "[<fix>]", does: "say what failed, why this skill or none, and what you can do", power: "look", options: [] },
  rerun: { use: "", does: "run the failed jobs of this commit again", power: "act", options: [] },
  approve: { use: "[<fix>]", does: "let a kept patch be offered, or an offer be merged once every policy is green, where `auto_merge` is on", power: "act", options: [] },
  reject: { use: "[<fix>] [<reason>]", does: "decline an offer: its pull request is closed, and this failure is not offered again here", power: "act", options: ["reason"] },
  pause: { use: "[<fix>] [<reason>]", does: "do nothing more about it until it is resumed", power: "act", options: ["reason"] },
  resume: { use: "[<fix>]", does: "go on with what was paused", power: "act", options: [] },
  escalate: { use: "[<fix>] [<reason>]", does: "hand it to people: an issue with the diagnosis", power: "act", options: ["reason"] },
  abort: { use: "[<fix>] [<reason>]", does: "end it now, and close its pull request", power: "act", options: ["reason"] },
  revert: { use: "<execution>", does: "say how to take a merged repair back", power: "look", options: [] },
  waive: { use: "<rule> --reason \"<why>\" --until <day>", does: "set a waivable rule aside for this pull request, for at most 30 days; asks for the role maintain or admin", power: "act", options: ["reason", "until"] },
  report: { use: "", does: "say where the reports are", power: "look", options: [] },
  mode: { use: "[normal|research|code|ops]", does: "say or set the mode that a language model would work in here", power: "act", options: [] },
  help: { use: "", does: "show this", power: "look", options: [] },
} as const satisfies Record<string, Verb>;
export type VerbName = keyof typeof verbs;

export function isVerb(word: string): word is VerbName {
  return Object.hasOwn(verbs, word);
}

export function isKind(word: string): word is Kind {
  return Object.hasOwn(kinds, word);
}

/** The verb alone is not typed for `fix`: `/autofix lint`. */
export function useOf(prefix: string, name: VerbName): string {
  return [prefix, ...(name === "fix" ? [] : [name]), verbs[name].use].filter((part) => part !== "").join(" ");
}
