/** Reads one line as a command under the repository's prefix. What cannot be read is told with what would be right; nothing is guessed. */
import type { z } from "zod";
import { ExecutionId, FixId, RequestId } from "../identity/identifier.ts";
import { Command, Mode, Steering } from "./command.ts";
import { isVerb, useOf, verbs, type VerbName } from "./verbs.ts";
import { wordsOf } from "./words.ts";

export type Reading =
  /** Not our prefix: some other bot's. */
  | { readonly kind: "other" }
  | { readonly kind: "read"; readonly line: string; readonly command: Command }
  /** Ours, and not understood. `verb` null: there is no such verb. */
  | { readonly kind: "mistaken"; readonly line: string; readonly verb: VerbName | null; readonly reason: string };

export function parseCommand(line: string, prefix: string): Reading {
  const [first = ""] = line.split(" ", 1);
  if (first.toLowerCase() !== prefix.toLowerCase()) return { kind: "other" };
  const split = wordsOf(line.slice(first.length));
  if (!split.ok) return { kind: "mistaken", line, verb: null, reason: split.reason };
  const [head = "fix", ...rest] = split.words;
  const word = head.toLowerCase();
  const [verb, words] = isVerb(word) ? [word, rest] as const : ["fix", split.words] as const;
  const given = sorted(words, verb);
  if ("reason" in given) return { kind: "mistaken", line, verb, reason: given.reason };
  return read(line, verb, given);
}

interface Given { readonly words: readonly string[]; readonly options: ReadonlyMap<string, string> }

/** Options that stand alone. */
const FLAGS: ReadonlySet<string> = new Set(["scan", "dry-run"]);

/** Words and options apart; every option is one of the verb's. */
function sorted(given: readonly string[], verb: VerbName): Given | { readonly reason: string } {
  const known: readonly string[] = verbs[verb].options;
  const words: string[] = [];
  const options = new Map<string, string>();
  for (let index = 0; index < given.length; index += 1) {
    const word = given[index] ?? "";
    const option = /^--([a-z][a-z-]*)(?:=(.*))?$/is.exec(word);
    if (option === null) {
      words.push(word);
      continue;
    }
    const name = (option[1] ?? "").toLowerCase();
    if (!known.includes(name)) return { reason: `${verb} has no option --${name}${known.length === 0 ? "" : ` (it has ${known.map((one) => `--${one}`).join(", ")})`}` };
    const value = FLAGS.has(name) ? "" : option[2] ?? given[index += 1];
    if (value === undefined || (value === "" && !FLAGS.has(name))) return { reason: `--${name} needs a value behind it` };
    options.set(name, value);
  }
  return { words, options };
}

function read(line: string, verb: VerbName, given: Given): Reading {
  const shaped = shape(verb, given);
  if ("reason" in shaped) return { kind: "mistaken", line, verb: shaped.verb === null ? null : verb, reason: shaped.reason };
  const command = Command.safeParse(shaped.command);
  return command.success ? { kind: "read", line, command: command.data } : { kind: "mistaken", line, verb, reason: `${command.error.issues[0]?.path.at(-1)?.toString() ?? verb} is not as it should be: ${command.error.issues[0]?.message ?? ""}` };
}

type Shape = { readonly command: z.input<typeof Command> | Readonly<Record<string, unknown>> } | { readonly reason: string; readonly verb?: null };

function shape(verb: VerbName, { words, options }: Given): Shape {
  const [word, ...more] = words;
  switch (verb) {
    case "fix": return fixOf(words, options);
    case "apply":
    case "revert": return executionOf(verb, word, { more, dryRun: options.has("dry-run") });
    case "status":
    case "explain": return oneFix(verb, word, more);
    case "list": return nothingMore(words) ?? { command: { verb, priority: options.get("priority")?.toUpperCase() ?? null, skill: options.get("skill")?.toLowerCase() ?? null } };
    case "rerun":
    case "report":
    case "help": return nothingMore(words) ?? { command: { verb } };
    case "approve": case "reject": return decisionOf(verb, words, options.get("reason")) ?? steeringOf(verb, words, options.get("reason"));
    case "request-changes": return changesOf(words, options.get("reason"));
    case "pause": case "resume": case "escalate": case "abort": return steeringOf(verb, words, options.get("reason"));
    case "waive": return word === undefined ? { reason: "which rule? Verdicts name it: `default/diff-size` is `diff-size`" } : nothingMore(more) ?? waiverOf(word, options);
    case "retry": return retryOf(words, options.get("reason"));
    case "mode": return nothingMore(more) ?? modeOf(word, options.get("reason"));
    default: return verb satisfies never;
  }
}

function nothingMore(words: readonly string[]): { readonly reason: string } | null {
  return words.length === 0 ? null : { reason: `it does not know what to do with “${words.join(" ").slice(0, 60)}”` };
}

function fixOf([wants, ...more]: readonly string[], options: Given["options"]): Shape {
  if (more.length > 0 || (wants !== undefined && !/^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/i.test(wants))) return { reason: `there is no command “${[wants, ...more].join(" ").slice(0, 60)}”`, verb: null };
  const wanted = { wants: wants?.toLowerCase() ?? null, file: options.get("file") ?? null, folder: options.get("module") ?? null, tool: options.get("tool")?.toLowerCase() ?? null };
  return { command: { verb: "fix", wanted, scan: options.has("scan") } };
}

function executionOf(verb: "apply" | "revert", word: string | undefined, { more, dryRun }: { readonly more: readonly string[]; readonly dryRun: boolean }): Shape {
  const execution = ExecutionId.safeParse(word?.toLowerCase());
  if (!execution.success) return { reason: `${verb} needs an execution, such as exec_20261120_213004_k3f9` };
  return nothingMore(more) ?? { command: verb === "apply" ? { verb, execution: execution.data, dry_run: dryRun } : { verb, execution: execution.data } };
}

function oneFix(verb: "status" | "explain", word: string | undefined, more: readonly string[]): Shape {
  if (word === undefined) return { command: { verb, fix: null } };
  const fix = FixId.safeParse(word.toLowerCase());
  return fix.success ? nothingMore(more) ?? { command: { verb, fix: fix.data } } : { reason: `“${word.slice(0, 60)}” is no repair: one looks like fix_20261120_213000_k3f9` };
}

/** The words behind it are the reason, unless `--reason` gives one. */
function steeringOf(how: Steering, words: readonly string[], given: string | undefined): Shape {
  const fix = FixId.safeParse(words[0]?.toLowerCase());
  const said = (fix.success ? words.slice(1) : words).join(" ");
  const reason = given ?? said;
  if (words[0]?.toLowerCase().startsWith("fix_") === true && !fix.success) return { reason: `“${words[0].slice(0, 60)}” is no repair: one looks like fix_20261120_213000_k3f9` };
  return { command: { verb: "steer", how: Steering.parse(how), fix: fix.success ? fix.data : null, reason: reason === "" ? null : reason.slice(0, 500) } };
}

/** Null: no request is named. `approve request req_…` says the same. */
function decisionOf(verb: "approve" | "reject", words: readonly string[], given: string | undefined): Shape | null {
  const [word = "", ...more] = words[0]?.toLowerCase() === "request" ? words.slice(1) : words;
  if (words[0]?.toLowerCase() !== "request" && !word.toLowerCase().startsWith("req_")) return null;
  const request = RequestId.safeParse(word.toLowerCase());
  if (!request.success) return { reason: `“${word.slice(0, 60)}” is no request: one looks like req_20261120_213000_k3f9a2b1` };
  const reason = (given ?? more.join(" ")).slice(0, 500);
  return { command: { verb: "decide", how: verb === "approve" ? "approve" : "refuse", request: request.data, reason: reason === "" ? null : reason } };
}

/** Whoever mends it must know what is wanted. */
function changesOf(words: readonly string[], given: string | undefined): Shape {
  const shaped = steeringOf("request-changes", words, given);
  return "command" in shaped && "reason" in shaped.command && shaped.command.reason === null ? { reason: "request-changes needs the reason: what is to be changed" } : shaped;
}

function waiverOf(rule: string, options: Given["options"]): Shape {
  const [reason, until] = [options.get("reason"), options.get("until")];
  if (reason === undefined || reason.trim().length < 10) return { reason: "waive needs a reason of at least ten characters: --reason \"why it does not hold here\"" };
  if (until === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(until)) return { reason: "waive needs the last day that it holds, in UTC: --until 2026-12-01" };
  return { command: { verb: "waive", rule: rule.split("/").at(-1) ?? rule, reason: reason.trim(), until } };
}

function retryOf([skill, ...more]: readonly string[], given: string | undefined): Shape {
  const reason = (given ?? more.join(" ")).trim().slice(0, 500);
  if (skill === undefined) return { reason: "which skill? `regreen skills` lists them" };
  return reason === "" ? { reason: "retry needs the reason: what has changed, or why it was no fault of the skill" } : { command: { verb: "retry", skill: skill.toLowerCase(), reason } };
}

function modeOf(word: string | undefined, reason: string | undefined): Shape {
  if (word === undefined) return { command: { verb: "mode", mode: null } };
  const mode = Mode.safeParse(word.toLowerCase());
  return mode.success ? { command: { verb: "mode", mode: mode.data, ...(reason === undefined ? {} : { reason: reason.slice(0, 500) }) } } : { reason: `there is no mode “${word.slice(0, 60)}”: modes are ${Mode.options.join(", ")}` };
}

/** Every verb, one line each. */
export function helpLines(prefix: string): readonly string[] {
  return Object.entries(verbs).map(([name, { does }]) => (isVerb(name) ? `- \`${useOf(prefix, name)}\`: ${does}` : ""));
}
