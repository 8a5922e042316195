/** Which options a tool's command line may have, by a contract: those that change nothing of a repair, and those that a repair can be run with too. */
import { z } from "zod";

/**
 * An option as a contract names it. `--check`: without a value. `--line-length=`: with a value, which may stand beside it (`--line-length 100`,
 * `--line-length=100`, `-l100`). `-D=warnings`: with this value only.
 */
export const OptionRule = z.string().regex(/^[-+][A-Za-z0-9][A-Za-z0-9_.-]*(?:=[A-Za-z0-9_.:,/-]*)?$|^--[A-Za-z0-9][A-Za-z0-9_.-]*(?:=[A-Za-z0-9_.:,/-]*)?$/, "an option such as --check, --line-length= (with a value) or -D=warnings (with this value)");

export const OptionRules = z.strictObject({
  /** How a failing command line names the tool, with its subcommand: `ruff check`. Not given: as the contract's own commands do. */
  of: z.array(z.string().regex(/^[A-Za-z0-9][\w.+-]*(?: [A-Za-z0-9][\w:.-]*)?$/, "a program, or a program and its subcommand")).min(1).optional(),
  /** They choose what is printed, which files are looked at, or that nothing is written: the repair and its post-check are the same with and without them. */
  harmless: z.array(OptionRule).default([]),
  /** They change what the tool demands; where the failing command has them, the repair and the post-check are run with them too, in place of `{options}`. */
  carried: z.array(OptionRule).default([]),
});
export type OptionRules = z.infer<typeof OptionRules>;

/** What a value may be that comes from a log: no path out of the repository, no option, nothing that a shell or a template would read. */
const plainValue = /^[A-Za-z0-9@_][A-Za-z0-9@_.,:=+/-]{0,300}$/;

export type OptionReading =
  | { readonly ok: true; readonly carried: readonly string[] }
  /** The option as it stands in the command, shortened. */
  | { readonly ok: false; readonly option: string; readonly because: "unknown" | "value" | "variable" };

/** Every tool has them, and none fails with them. */
const always = ["--version", "--help"];

/** Sorts the options among the words after a tool's name. Words that are none are files, and are not judged. */
export function readOptions(words: readonly string[], { harmless, carried }: Pick<OptionRules, "harmless" | "carried">): OptionReading {
  const kept: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (isVariable(word)) return { ok: false, option: word.slice(0, 60), because: "variable" };
    if (!/^[-+]./.test(word) || word === "--") continue;
    const next = words[index + 1];
    const rest = [...(matchAny(word, next, [...harmless, ...always]) ?? [])];
    const taken = rest.length > 0 ? rest : matchAny(word, next, carried);
    if (taken === null) {
      const flags = flagsIn(word);
      if (flags === null || !flags.every((flag) => [...harmless, ...carried].includes(flag))) return { ok: false, option: word.slice(0, 60), because: "unknown" };
      kept.push(...flags.filter((flag) => carried.includes(flag)));
      continue;
    }
    if (rest.length === 0) {
      if (!isPlain(taken)) return { ok: false, option: taken.join(" ").slice(0, 60), because: "value" };
      kept.push(...taken);
    }
    index += taken.length - 1;
  }
  return { ok: true, carried: kept };
}

/** A bare variable that is called after options may hold any; one that is called otherwise is taken to hold files. */
function isVariable(word: string): boolean {
  return /^\$\{?\w*(?:ARGS?|OPTS?|OPTIONS?|FLAGS?|PARAMS?)\w*\}?$/i.test(word) || (/^[-+]/.test(word) && /[$`]/.test(word));
}

/** The words that the option takes up, the next one too where that is its value; null where no rule names it. */
function matchAny(word: string, next: string | undefined, rules: readonly string[]): readonly string[] | null {
  for (const rule of rules) {
    const taken = matchRule(word, next, rule);
    if (taken !== null) return taken;
  }
  return null;
}

function matchRule(word: string, next: string | undefined, rule: string): readonly string[] | null {
  const cut = rule.indexOf("=", 1);
  if (cut === -1) return word === rule ? [word] : null;
  const [name, wanted] = [rule.slice(0, cut), rule.slice(cut + 1)];
  const fits = (value: string): boolean => wanted === "" || wanted === value;
  if (word === name) return next !== undefined && fits(next) && !/^-./.test(next) ? [word, next] : null;
  if (word.startsWith(`${name}=`)) return fits(word.slice(name.length + 1)) ? [word] : null;
  const short = /^-[A-Za-z]$/.test(name);
  return short && word.startsWith(name) && fits(word.slice(name.length)) ? [word] : null;
}

/** `-sw` → `-s`, `-w`; null for what is no row of short flags. */
function flagsIn(word: string): readonly string[] | null {
  return /^-[A-Za-z]{2,6}$/.test(word) ? [...word.slice(1)].map((letter) => `-${letter}`) : null;
}

/** The value of an option that is carried, whether it stands in the option's own word or in the next. */
function isPlain([word = "", value]: readonly string[]): boolean {
  const own = value ?? /^--?[A-Za-z0-9][\w.-]*=([^]*)$/.exec(word)?.[1];
  const text = own ?? (/^-[A-Za-z][^]/.test(word) && !word.startsWith("--") ? word.slice(2) : null);
  return text === null || (plainValue.test(text) && !text.split(/[/,:=]/).includes(".."));
}

/** Whether these words could have come from `readOptions` with these rules: asked again where a plan is run, which trusts nobody. */
export function areCarried(words: readonly string[], { carried }: Pick<OptionRules, "carried">): boolean {
  const reading = readOptions(words, { harmless: [], carried });
  return reading.ok && reading.carried.length === words.length && words.every((word, index) => reading.carried[index] === word);
}
