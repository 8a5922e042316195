/** What can be asked for: each verb with its use and what it does. Help, completion and the reading of commands all come from this table. */
import type { FailureClass } from "../failure/report.ts";

export interface Verb {
  readonly use: string;
  readonly does: string;
  readonly options: readonly string[];
}

export interface FailureKind {
  readonly classes: readonly FailureClass[];
  /** Skills of this kind by name, whatever the class of the failure is: a linter complains of imports too. */
  readonly skills: RegExp;
}

/** What `/autofix <kind>` may name beside a skill. */
export const kinds = {
  utf8: { classes: ["encoding"], skills: /^utf8-/ },
  lint: { classes: ["lint"], skills: /-fix$/ },
  format: { classes: ["format"], skills: /format|whitespace/ },
  imports: { classes: ["module-not-found"], skills: /imports?(?:-|$)|^autoflake$/ },
  tests: { classes: ["test-failure", "snapshot-mismatch", "coverage-threshold"], skills: /^snapshot-update-/ },
  lockfile: { classes: ["lockfile-out-of-date"], skills: /^lockfile-|-lock$|^go-mod-tidy$/ },
} as const satisfies Record<string, FailureKind>;
export type Kind = keyof typeof kinds;

const narrowing = ["file", "module", "tool", "scan"] as const;

export const verbs = {
  fix: { use: "[utf8|lint|format|imports|tests|lockfile|<skill>] [--file <path>] [--module <folder>] [--tool <tool>] [--scan]", does: "fix what is red here, or only the kind, files or tool named; `--scan` says what it would run, and changes nothing", options: narrowing },
  apply: { use: "<execution> [--dry-run]", does: "offer a patch that was made and checked, and is kept; `--dry-run` says what it holds", options: ["dry-run"] },
  status: { use: "[<fix>]", does: "say how the repairs of this place stand, or one of them", options: [] },
  list: { use: "[--priority P0] [--skill <skill>]", does: "list the repairs of this repository that are not over", options: ["priority", "skill"] },
  explain: { use: "[<fix>]", does: "say what failed, why this skill or none, and what you can do", options: [] },
  rerun: { use: "", does: "run the failed jobs of this commit again", options: [] },
  approve: { use: "[<fix>|<request>] [<reason>]", does: "let a kept patch be offered, an offer be merged once every policy is green (where `auto_merge` is on), a stranger's pull request be looked at, or a waiting request be done; takes a request for changes back", options: ["reason"] },
  reject: { use: "[<fix>|<request>] [<reason>]", does: "decline an offer: its pull request is closed, and this failure is not offered again here; or refuse a waiting request", options: ["reason"] },
  "request-changes": { use: "[<fix>] <reason>", does: "ask for changes to an offer: it stays open, and is not merged until somebody approves it", options: ["reason"] },
  pause: { use: "[<fix>] [<reason>]", does: "do nothing more about it until it is resumed", options: ["reason"] },
  resume: { use: "[<fix>] [<reason>]", does: "go on with what was paused", options: ["reason"] },
  escalate: { use: "[<fix>] [<reason>]", does: "hand it to people: an issue with the diagnosis", options: ["reason"] },
  abort: { use: "[<fix>] [<reason>]", does: "end it now, and close its pull request", options: ["reason"] },
  revert: { use: "<execution>", does: "take a merged repair back by a pull request", options: [] },
  waive: { use: "<rule> --reason \"<why>\" --until <day>", does: "set a waivable rule aside for this pull request, for at most 30 days; asks for the role maintain or admin", options: ["reason", "until"] },
  retry: { use: "<skill> <reason>", does: "put a skill that was rolled back here on trial again: it begins anew, and only what it does from then on counts; asks for the role maintain or admin", options: ["reason"] },
  report: { use: "", does: "say where the reports are", options: [] },
  mode: { use: "[normal|research|code|ops]", does: "say or set the mode that a language model would work in here", options: ["reason"] },
  help: { use: "", does: "show this", options: [] },
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
